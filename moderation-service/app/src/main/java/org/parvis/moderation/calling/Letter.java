package org.parvis.moderation.calling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A letter to one member, or to a webhook, about one call. It holds no address and no text: both are made when it is sent or shown. */
record Letter(
        String letterId,
        String escalationId,
        String brandId,
        int step,
        String memberId,
        LetterState state,
        int tries,
        Instant queuedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    /** In place of a member: the program that the rota's calls are told to. A colon is in no id. */
    static final String WEBHOOK = "webhook:";

    boolean isForWebhook() {
        return memberId.equals(WEBHOOK);
    }
}
