package org.parvis.moderation;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;

/** Metadata of commands in tests: who acts. */
public final class Acting {

    private Acting() {}

    public static MetaData as(String memberId, Role role) {
        return with(memberId, Actor.Kind.HUMAN, role.name());
    }

    public static MetaData automation() {
        return with("moderation.test", Actor.Kind.AUTOMATION, null);
    }

    /** A machine that claims to be a lead. */
    public static MetaData automationAsLead() {
        return with("moderation.test", Actor.Kind.AUTOMATION, Role.LEAD.name());
    }

    private static MetaData with(String actor, Actor.Kind kind, @org.jspecify.annotations.Nullable String role) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put(EntryMetadata.ACTOR, actor);
        metadata.put(EntryMetadata.ACTOR_KIND, kind.name());
        if (role != null) {
            metadata.put(EntryMetadata.ROLE, role);
        }
        return MetaData.from(metadata);
    }
}
