package org.parvis.listening.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.privacy.Erased;
import tools.jackson.databind.json.JsonMapper;

/** Words of a message stand in protected fields only, whoever builds the event; entries of before stay readable. */
class WordsOfMessagesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<TopicMatch> TOPICS = List.of(
            new TopicMatch("t1", List.of("Kerouanton")),
            new TopicMatch("t2", List.of()),
            new TopicMatch("t3", List.of("PNRK7X92Q", "vol")));
    private static final List<ClassificationReason> REASONS = List.of(
            new ClassificationReason("TONE_LEARNED_AGAINST", List.of("sein", "Lisbonne")),
            new ClassificationReason("UNSURE_MIXED", List.of()));

    private static MentionCollected collected(String text) {
        var at = Instant.parse("2026-11-24T03:00:00Z");
        return new MentionCollected(
                "m1",
                "b",
                "s1",
                "TOWN",
                "th1",
                "p-1",
                "Zoé",
                "zoe",
                "r1",
                null,
                "https://t/1",
                null,
                text,
                at,
                at,
                TOPICS);
    }

    private static MentionClassified classified() {
        return new MentionClassified("m1", "b", "fr", -0.5, Intent.CRITICISM, false, true, REASONS, "learned-2", "p-1");
    }

    @Test
    void theWordsOfTopicsAreKeptApart() {
        var event = collected("bonjour");
        assertThat(event.topics().toString()).doesNotContain("Kerouanton", "PNRK7X92Q", "vol");
        assertThat(event.topics()).extracting(TopicMatch::topicId).containsExactly("t1", "t2", "t3");
        assertThat(event.matched()).isEqualTo(TOPICS);
        var read = JSON.readValue(JSON.writeValueAsString(event), MentionCollected.class);
        assertThat(read).isEqualTo(event);
        assertThat(read.matched()).isEqualTo(TOPICS);
    }

    @Test
    void theWordsOfReasonsAreKeptApart() {
        var event = classified();
        assertThat(event.reasons().toString()).doesNotContain("sein", "Lisbonne");
        assertThat(event.why()).isEqualTo(REASONS);
        var read = JSON.readValue(JSON.writeValueAsString(event), MentionClassified.class);
        assertThat(read).isEqualTo(event);
        assertThat(read.why()).isEqualTo(REASONS);
    }

    @Test
    void afterAnErasureThereIsTheMark() {
        var json = JSON.writeValueAsString(classified()).replace("\"sein\\nLisbonne\"", "\"\\u0001erased\"");
        assertThat(JSON.readValue(json, MentionClassified.class).why())
                .containsExactly(
                        new ClassificationReason("TONE_LEARNED_AGAINST", List.of(Erased.TEXT)), REASONS.getLast());
    }

    @Test
    void entriesOfBeforeStayReadable() {
        var classified = JSON.readValue("""
                {"mentionId":"m1","brandId":"b","language":"fr","tone":-0.5,"intent":"CRITICISM","abusive":false,"unsure":true,
                 "reasons":[{"code":"TONE_LEARNED_AGAINST","terms":["sein","Lisbonne"]},{"code":"UNSURE_MIXED","terms":[]}],
                 "classifierVersion":"learned-2"}""", MentionClassified.class);
        assertThat(classified.why()).isEqualTo(REASONS);
        assertThat(before("bonjour").matched()).isEqualTo(TOPICS);
    }

    @Test
    void withItsMessageTheWordsOfAnEntryOfBeforeAreGone() {
        assertThat(before("\\u0001erased").matched())
                .containsExactly(
                        new TopicMatch("t1", List.of(Erased.TEXT)),
                        TOPICS.get(1),
                        new TopicMatch("t3", List.of(Erased.TEXT)));
    }

    private static MentionCollected before(String text) {
        return JSON.readValue("""
                {"mentionId":"m1","brandId":"b","sourceId":"s1","network":"TOWN","threadId":"th1","personId":"p-1","authorName":"Zoé",
                 "authorHandle":"zoe","remoteId":"r1","parentRemoteId":null,"permalink":"https://t/1","title":null,"text":"%s",
                 "publishedAt":"2026-11-24T03:00:00Z","collectedAt":"2026-11-24T03:00:00Z",
                 "topics":[{"topicId":"t1","terms":["Kerouanton"]},{"topicId":"t2","terms":[]},
                  {"topicId":"t3","terms":["PNRK7X92Q","vol"]}]}""".formatted(text), MentionCollected.class);
    }
}
