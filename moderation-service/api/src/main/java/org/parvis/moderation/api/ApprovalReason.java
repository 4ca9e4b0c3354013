package org.parvis.moderation.api;

import java.util.List;
import java.util.Set;

/**
 * Why this draft needs approval: the rule that fired and the words that made it fire. These are words of the draft, or of the house: a
 * channel, a role.
 */
public record ApprovalReason(String rule, List<String> words) {

    public static final String CHANNEL = "CHANNEL";
    public static final String AUTHOR_ROLE = "AUTHOR_ROLE";

    /** The rules that quote nobody. */
    public static final Set<String> OF_THE_HOUSE = Set.of(CHANNEL, AUTHOR_ROLE);

    public ApprovalReason {
        words = List.copyOf(words);
    }
}
