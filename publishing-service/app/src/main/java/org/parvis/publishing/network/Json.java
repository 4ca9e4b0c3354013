package org.parvis.publishing.network;

import java.util.Map;
import org.parvis.fetcher.Body;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** JSON as networks send it: never trusted to be JSON. */
public final class Json {

    /** What is read stands in memory many times as large as it was sent, most of all where it is in many small pieces. */
    private static final int MOST_TOKENS = 100_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** What a body says, or a missing node when it is no JSON. */
    public static JsonNode read(Body body) {
        try {
            var node = MAPPER.readTree(body.bytes());
            return node == null ? MissingNode.getInstance() : node;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    public static Body write(Map<String, ?> content) {
        return Body.of(MAPPER.writeValueAsBytes(content));
    }

    /** The text at a property, or an empty one. */
    public static String text(JsonNode node, String property) {
        var value = node.path(property);
        return value.isString() ? value.stringValue() : "";
    }
}
