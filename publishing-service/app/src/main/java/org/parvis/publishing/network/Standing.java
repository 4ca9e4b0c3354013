package org.parvis.publishing.network;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a network says about an account of ours when it signs in.
 *
 * @param secretUntil when the secret ends; null when it does not, or the network does not say
 * @param missing what the secret must allow and does not, in the network's own words
 * @param textLimit how many characters the network takes here; null when it does not say
 */
public record Standing(
        @Nullable Instant secretUntil,
        Set<String> missing,
        @Nullable Integer textLimit) {

    public static final Standing NOTHING_SAID = new Standing(null, Set.of(), null);

    private static final int MOST_MISSING = 20;

    public Standing {
        missing = missing.stream()
                .map(Said::words)
                .sorted()
                .limit(MOST_MISSING)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
