package org.parvis.publishing.integration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEvent;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.privacy.Erased;
import org.parvis.publishing.history.History;
import org.parvis.publishing.reply.Mentions;
import org.springframework.stereotype.Component;

/** Reads messages where listening writes them down. What was erased there is gone here in the same moment. */
@Component
class LedgerMentions implements Mentions {

    private final History history;

    LedgerMentions(History history) {
        this.history = history;
    }

    @Override
    public Optional<Mention> find(String mentionId) {
        var known = new Known();
        history.each("Mention", mentionId, MentionEvent.class, entry -> known.evolve(entry.event()));
        var collected = known.collected;
        if (collected == null || Erased.is(collected.remoteId())) {
            return Optional.empty();
        }
        return Optional.of(new Mention(
                mentionId,
                collected.brandId(),
                collected.network(),
                collected.remoteId(),
                collected.authorName(),
                collected.text(),
                known.language,
                known.deleted));
    }

    /** A message as far as it was read. */
    private static final class Known {

        private @Nullable MentionCollected collected;
        private @Nullable String language;
        private boolean deleted;

        void evolve(MentionEvent event) {
            switch (event) {
                case MentionCollected e -> collected = e;
                case MentionClassified e -> language = e.language();
                case MentionCorrected e -> language = e.language() == null ? language : e.language();
                case MentionReadingRestored e -> language = e.language();
                case MentionDeletedAtOrigin e -> deleted = true;
                default -> {
                    // An edited message keeps its name on the network.
                }
            }
        }
    }
}
