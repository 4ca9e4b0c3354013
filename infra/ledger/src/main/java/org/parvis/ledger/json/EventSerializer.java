package org.parvis.ledger.json;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.module.SimpleModule;

/**
 * Axon's serializer for JSON, quicker at reading: what it would find out anew for each event (class, reader, constructor) is kept, and
 * times are read without a formatter. It writes the same bytes, and reads to the same objects.
 */
public final class EventSerializer extends Jackson3Serializer {

    private final Map<SerializedType, Class<?>> classes = new ConcurrentHashMap<>();
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private EventSerializer(Builder settings) {
        super(settings);
    }

    /** As the settings say, but for what customizes the JSON mapper, which is given apart. */
    public static EventSerializer of(Builder settings, Jackson3SerializerCustomizer customizer) {
        return new EventSerializer(settings.jsonMapperBuilderCustomizer(mapper -> {
            mapper.addModule(new QuickReading());
            customizer.accept(mapper);
        }));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> known = classes.get(type);
        if (known != null) {
            return known;
        }
        Class<?> found = super.classForType(type);
        if (!UnknownSerializedType.class.isAssignableFrom(found)) {
            classes.put(type, found);
        }
        return found;
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.computeIfAbsent(type, super::getReader);
    }

    private static final class QuickReading extends SimpleModule {

        QuickReading() {
            super("quick-reading");
            addDeserializer(Instant.class, new QuickInstants());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addValueInstantiators(new QuickRecords());
        }
    }
}
