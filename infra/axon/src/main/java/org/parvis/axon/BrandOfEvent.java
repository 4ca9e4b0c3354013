package org.parvis.axon;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Writes the brand of an event into its metadata when the command did not say. */
final class BrandOfEvent implements MessageDispatchInterceptor<EventMessage<?>> {

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, event) -> {
            var brand = Commands.brandOf(event.getPayload());
            return brand == null || event.getMetaData().containsKey(EntryMetadata.BRAND)
                    ? event
                    : event.andMetaData(Map.of(EntryMetadata.BRAND, brand));
        };
    }
}
