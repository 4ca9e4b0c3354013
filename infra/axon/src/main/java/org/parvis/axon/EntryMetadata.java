package org.parvis.axon;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;

/** The metadata of every entry: who acted in which role for which brand, and what led to it. Ids only, never names. */
public final class EntryMetadata {

    public static final String ACTOR = "actor";
    public static final String ACTOR_KIND = "actorKind";
    public static final String ROLE = "role";
    public static final String BRAND = "brand";
    public static final String COMMAND_ID = "commandId";
    /** Where a chain of entries began: the trace of the request, or an id of its own where there was none. */
    public static final String CORRELATION_ID = "correlationId";
    /** What led directly to this entry: the id of a command or event. */
    public static final String CAUSATION_ID = "causationId";

    public static final String APP_VERSION = "appVersion";

    private static final String[] CARRIED = {ACTOR, ACTOR_KIND, ROLE, BRAND, COMMAND_ID, CORRELATION_ID, APP_VERSION};

    private EntryMetadata() {}

    /** Of an entry that no command led to. */
    static Map<String, Object> by(Actor actor, @Nullable String brandId) {
        var metadata = new HashMap<String, Object>();
        metadata.put(ACTOR, actor.id());
        metadata.put(ACTOR_KIND, actor.kind().name());
        if (brandId != null) {
            metadata.put(BRAND, brandId);
        }
        return metadata;
    }

    /** Copies what a command carries to the events it leads to. */
    static CorrelationDataProvider provider() {
        return message -> {
            var carried = new HashMap<String, Object>();
            for (var key : CARRIED) {
                var value = message.getMetaData().get(key);
                if (value != null) {
                    carried.put(key, value);
                }
            }
            carried.put(CAUSATION_ID, causation(message));
            return Map.copyOf(carried);
        };
    }

    private static String causation(Message<?> message) {
        if (message instanceof CommandMessage<?>) {
            var cause = message.getMetaData().get(CAUSATION_ID);
            return cause == null ? message.getIdentifier() : cause.toString();
        }
        return message.getIdentifier();
    }
}
