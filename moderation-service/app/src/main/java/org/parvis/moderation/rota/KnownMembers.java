package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.Set;

/** Tells which ids belong to nobody, so that a rota never calls into the void. */
@FunctionalInterface
public interface KnownMembers {

    /** Those of the given ids that no member has. */
    Set<String> unknownAmong(Collection<String> memberIds);
}
