package org.parvis.moderation.rota;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells who may answer the calls of a brand, so that a rota never calls into the void. */
public interface WhoCouldAnswer {

    /** Those of the given ids who could not: nobody has the id, or its member has no such right on the brand. */
    Set<String> notAmong(Collection<String> memberIds, String brandId);

    /** Whoever is called for a brand when nobody of a list could answer any more: its leads. */
    List<String> leads(String brandId);

    /** The levels of a list without those who could not; a level without anybody is none. */
    default List<List<String>> reachable(List<List<String>> levels, String brandId) {
        var gone = notAmong(levels.stream().flatMap(List::stream).collect(Collectors.toSet()), brandId);
        return levels.stream()
                .map(level ->
                        level.stream().filter(member -> !gone.contains(member)).toList())
                .filter(level -> !level.isEmpty())
                .toList();
    }
}
