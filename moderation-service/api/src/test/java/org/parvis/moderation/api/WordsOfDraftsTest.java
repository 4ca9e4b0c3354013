package org.parvis.moderation.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.privacy.Erased;
import tools.jackson.databind.json.JsonMapper;

/** Words of a draft to a person stand in protected fields only; what rules say of the house, and our own public posts, stay as they are. */
class WordsOfDraftsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ApprovalReason CHANNEL = new ApprovalReason(ApprovalReason.CHANNEL, List.of("town"));
    private static final List<ApprovalReason> REASONS = List.of(
            new ApprovalReason("WORDS", List.of("Sаlmon,")),
            CHANNEL,
            new ApprovalReason("PROMISES_DELAY_OR_MONEY", List.of("rembourserons", "avant le 12 mars")),
            new ApprovalReason("EVERY_REPLY", List.of()));

    private static ReviewOpened opened(@Nullable String personId) {
        return new ReviewOpened(
                "r1",
                "b",
                Reviewed.REPLY,
                "reply-1",
                "c1",
                "m1",
                "town",
                personId,
                "…",
                "hash",
                1,
                "ines",
                List.of(),
                2,
                REASONS);
    }

    @Test
    void theWordsOfADraftToAPersonAreKeptApart() {
        var event = opened("p-1");
        assertThat(event.reasons().toString()).doesNotContain("Sаlmon", "rembourserons", "mars");
        assertThat(event.reasons()).contains(CHANNEL);
        assertThat(event.why()).isEqualTo(REASONS);
        var read = JSON.readValue(JSON.writeValueAsString(event), ReviewOpened.class);
        assertThat(read).isEqualTo(event);
        assertThat(read.why()).isEqualTo(REASONS);
    }

    @Test
    void theWordsOfAPostAreOurOwn() {
        assertThat(opened(null).reasons()).isEqualTo(REASONS);
        assertThat(opened(null).words()).isNull();
        assertThat(opened(null).why()).isEqualTo(REASONS);
    }

    @Test
    void entriesOfBeforeStayReadableUntilTheirDraftIsErased() {
        assertThat(before("Nous vous rembourserons").why()).isEqualTo(REASONS);
        assertThat(before("\\u0001erased").why())
                .containsExactly(
                        new ApprovalReason("WORDS", List.of(Erased.TEXT)),
                        CHANNEL,
                        new ApprovalReason("PROMISES_DELAY_OR_MONEY", List.of(Erased.TEXT)),
                        REASONS.getLast());
    }

    private static ReviewOpened before(String text) {
        return JSON.readValue("""
                {"reviewId":"r1","brandId":"b","reviewed":"REPLY","reviewedId":"reply-1","conversationId":"c1","mentionId":"m1",
                 "channelId":"town","personId":"p-1","text":"%s","contentHash":"hash","revision":1,"authorId":"ines","editors":[],
                 "policyVersion":2,"reasons":[{"rule":"WORDS","words":["Sаlmon,"]},{"rule":"CHANNEL","words":["town"]},
                  {"rule":"PROMISES_DELAY_OR_MONEY","words":["rembourserons","avant le 12 mars"]},
                  {"rule":"EVERY_REPLY","words":[]}]}""".formatted(text), ReviewOpened.class);
    }
}
