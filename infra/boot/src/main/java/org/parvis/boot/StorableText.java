package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses, where it comes in, what PostgreSQL cannot keep (U+0000) and what is no text (half of a surrogate pair: each place would keep
 * something else in its stead), and the two
 * signs that make what follows read backwards (U+202D, U+202E): an approver would see other words than the readers get. Further in it would be too late: what an entry holds can no longer be refused, and the read model that
 * cannot take it would set the entry aside.
 */
final class StorableText implements HandlerInterceptor {

    private static final String CODE = "character";

    /** Query and form; a path with such a character is refused by the server itself. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            require("name of a field", name);
            for (var value : values) {
                require(name, value);
            }
        });
        return true;
    }

    /** For the bodies of requests; every text of a record, list or map passes here, and every name in a map. */
    static JacksonModule inJson() {
        return new SimpleModule("storable-text")
                .addDeserializer(String.class, new Storable())
                .addKeyDeserializer(String.class, new StorableName());
    }

    /** @throws InvalidInput when the text cannot be kept */
    static String require(String field, String text) {
        if (text.chars().anyMatch(c -> c == 0 || c == 0x202D || c == 0x202E) || hasHalfOfAPair(text)) {
            throw new InvalidInput(field, CODE);
        }
        return text;
    }

    private static boolean hasHalfOfAPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static final class StorableName extends KeyDeserializer {

        @Override
        public Object deserializeKey(String name, DeserializationContext context) {
            return require("name of a field", name);
        }
    }

    private static final class Storable extends StringDeserializer {

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            var place = json.streamReadContext();
            var field = place.inArray() && place.getParent() != null
                    ? place.getParent().currentName()
                    : place.currentName();
            return require(Objects.requireNonNullElse(field, "body"), super.deserialize(json, context));
        }
    }
}
