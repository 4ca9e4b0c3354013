package org.parvis.axon;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Reads a token as the token store wrote it. */
final class TokenColumn {

    private TokenColumn() {}

    static @Nullable TrackingToken read(Serializer serializer, @Nullable String type, byte @Nullable [] token) {
        return type == null || token == null
                ? null
                : serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
    }
}
