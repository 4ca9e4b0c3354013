package org.parvis.axon.cluster;

import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;

/** Reads from others only what commands between services are made of, whatever a message names as its type. */
final class BusSerializer implements Serializer {

    private static final Pattern PUBLISHED = Pattern.compile("org\\.parvis\\.[a-z]+\\.api\\.[A-Za-z]+");
    private static final Set<String> PARTS = Set.of(
            "java.lang.String",
            "java.lang.Long",
            "java.lang.Integer",
            "java.lang.Boolean",
            "java.lang.Void",
            "empty",
            "org.axonframework.messaging.MetaData",
            "org.axonframework.messaging.RemoteExceptionDescription",
            RemoteFailure.class.getName());

    private final Serializer serializer;

    BusSerializer(Serializer serializer) {
        this.serializer = serializer;
    }

    /** Whether others may send it: it is a command of a service's published language. */
    static boolean isPublished(String command) {
        return PUBLISHED.matcher(command).matches();
    }

    private void requireKnown(SerializedType type) {
        if (!isPublished(type.getName()) && !PARTS.contains(type.getName())) {
            throw new IllegalArgumentException(type.getName() + " does not belong on the command bus");
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // The interface says so.
    public <S, T> T deserialize(SerializedObject<S> object) {
        requireKnown(object.getType());
        return serializer.deserialize(object);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        requireKnown(type);
        return serializer.classForType(type);
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        return serializer.serialize(object, representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return serializer.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        return serializer.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return serializer.getConverter();
    }
}
