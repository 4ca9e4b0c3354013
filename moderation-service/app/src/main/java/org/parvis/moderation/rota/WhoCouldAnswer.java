package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.Set;

/** Tells who may answer the calls of a brand, so that a rota never calls into the void. */
@FunctionalInterface
public interface WhoCouldAnswer {

    /** Those of the given ids who could not: nobody has the id, or its member has no such right on the brand. */
    Set<String> notAmong(Collection<String> memberIds, String brandId);
}
