package org.parvis.listening.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.parvis.fetcher.Body;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads JSON from strangers: bounded, and a missing or misshapen field is an empty one. */
final class JsonReplies {

    /** What is read stands in memory many times as large as it was sent, most of all where it is in many small pieces. */
    private static final int MOST_TOKENS = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(1_000_000)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();

    private JsonReplies() {}

    /** The tree, or a missing node when it is no JSON. */
    static JsonNode read(Body body) {
        try {
            return JSON.readTree(body.bytes());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? value.asString() : "";
    }

    static Optional<String> optional(JsonNode node, String name) {
        return Optional.of(text(node, name)).filter(value -> !value.isBlank());
    }

    static Optional<Instant> instant(JsonNode node, String name) {
        return optional(node, name).flatMap(JsonReplies::instant);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
