package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.Body;
import tools.jackson.databind.JsonNode;

class JsonRepliesTest {

    /** Six hundred kilobytes of empty lists would be sixty megabytes. */
    @Test
    void readsNothingThatIsInTooManyPieces() {
        assertThat(read("[" + "[],".repeat(200_000) + "[]]").isMissingNode()).isTrue();
        assertThat(read("[" + "[],".repeat(20_000) + "[]]").size()).isEqualTo(20_001);
    }

    private static JsonNode read(String text) {
        return JsonReplies.read(Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
