package org.parvis.fetcher;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON of strangers: never trusted to be JSON, read within bounds, and a missing or misshapen field is an empty one. */
public final class Json {

    /** What is read stands in memory many times as large as it was sent, most of all where it is in many small pieces. */
    public static final int MOST_PIECES = 100_000;

    public static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = bounded().build();

    private Json() {}

    /** For whoever reads something else than a body, or must know what is wrong with it: a mapper within the same bounds. */
    public static JsonMapper.Builder bounded() {
        return JsonMapper.builder(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxTokenCount(MOST_PIECES)
                        .build())
                .build());
    }

    /** What a body says, or a missing node when it is no JSON. */
    public static JsonNode read(Body body) {
        try {
            return MAPPER.readTree(body.open());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    public static Body write(Object content) {
        return Body.of(MAPPER.writeValueAsBytes(content));
    }

    /** The text at a property, or an empty one. */
    public static String text(JsonNode node, String property) {
        var value = node.path(property);
        return value.isString() ? value.stringValue() : "";
    }

    /** The text at a property, unless there is nothing to be read in it. */
    public static Optional<String> optional(JsonNode node, String property) {
        return Optional.of(text(node, property)).filter(value -> !value.isBlank());
    }

    /** The moment at a property, unless it holds none that can be read. */
    public static Optional<Instant> instant(JsonNode node, String property) {
        return optional(node, property).flatMap(Json::instant);
    }

    /** The moment that a text with an offset names. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
