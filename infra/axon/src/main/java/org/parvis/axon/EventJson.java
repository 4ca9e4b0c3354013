package org.parvis.axon;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.parvis.ledger.json.EventSerializer;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.ProtectedFieldsModule;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The one serializer of entries, tokens and dead letters: Jackson 3, protected fields encrypted, unknown fields ignored. */
public final class EventJson {

    private EventJson() {}

    public static Serializer serializer(KeyRing keys) {
        return EventSerializer.of(
                Jackson3Serializer.builder()
                        .revisionResolver(new AnnotationRevisionResolver())
                        .lenientDeserialization(),
                // Replay tokens name their wrapped token's class; without this Axon 4.13.0 cannot read its own back.
                mapper -> mapper.addModule(new ProtectedFieldsModule(keys))
                        .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()));
    }
}
