package org.parvis.boot;

import java.time.Instant;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses, where it comes in, a moment that no read model could hold: the entry would be kept, and set aside everywhere. In the bodies of
 * requests every {@link Instant} passes here by itself; what a form or query makes of a text asks {@link #require}.
 */
public final class StorableTime {

    static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private StorableTime() {}

    /** For the bodies of requests. */
    static JacksonModule inJson() {
        return new SimpleModule("storable-time").addDeserializer(Instant.class, new Storable());
    }

    static boolean holds(Instant at) {
        return !at.isBefore(FIRST) && !at.isAfter(LAST);
    }

    /** @throws InvalidInput when the moment lies outside the years 1 to 9999 */
    public static Instant require(String field, Instant at) {
        if (!holds(at)) {
            throw new InvalidInput(field, "moment-range");
        }
        return at;
    }

    private static final class Storable extends StdDeserializer<Instant> {

        Storable() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            var field = Objects.requireNonNullElse(json.streamReadContext().currentName(), "body");
            var at = InstantDeserializer.INSTANT.deserialize(json, context);
            return require(field, at);
        }
    }
}
