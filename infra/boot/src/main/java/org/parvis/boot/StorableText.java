package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses, where it comes in, the one character that PostgreSQL cannot keep (U+0000). Further in it would be too late: what an entry holds
 * can no longer be refused, and the read model that cannot take it would set the entry aside.
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

    /** For the bodies of requests; every text of a record, list or map passes here. */
    static JacksonModule inJson() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new Storable());
    }

    /** @throws InvalidInput when the text cannot be kept */
    static String require(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInput(field, CODE);
        }
        return text;
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
