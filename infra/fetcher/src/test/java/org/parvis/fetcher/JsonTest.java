package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonTest {

    /** Six hundred kilobytes of empty lists would be sixty megabytes. */
    @Test
    void readsNothingThatIsInTooManyPieces() {
        assertThat(read("[" + "[],".repeat(200_000) + "[]]").isMissingNode()).isTrue();
        assertThat(read("[" + "[],".repeat(20_000) + "[]]").size()).isEqualTo(20_001);
    }

    @Test
    void readsNothingThatIsTooDeepOrNoJson() {
        assertThat(read("[".repeat(65) + "]".repeat(65)).isMissingNode()).isTrue();
        assertThat(read("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
        assertThat(read("<html>").isMissingNode()).isTrue();
        assertThat(read("").isMissingNode()).isTrue();
    }

    @Test
    void takesAFieldOfAnotherShapeForAnEmptyOne() {
        var node = read(
                "{\"text\":\"words\",\"number\":7,\"blank\":\" \",\"at\":\"2026-11-23T10:00:00+01:00\",\"never\":\"soon\"}");
        assertThat(Json.text(node, "text")).isEqualTo("words");
        assertThat(Json.text(node, "number")).isEmpty();
        assertThat(Json.text(node, "missing")).isEmpty();
        assertThat(Json.optional(node, "blank")).isEmpty();
        assertThat(Json.instant(node, "at")).hasValue(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(Json.instant(node, "never")).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        assertThat(Json.text(Json.read(Json.write(Map.of("text", "« é »"))), "text"))
                .isEqualTo("« é »");
    }

    private static JsonNode read(String text) {
        return Json.read(Body.of(text));
    }
}
