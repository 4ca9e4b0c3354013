package org.parvis.moderation.api;

import java.util.List;

/** Why this draft needs approval: the rule that fired and the words that made it fire. */
public record ApprovalReason(String rule, List<String> words) {

    public ApprovalReason {
        words = List.copyOf(words);
    }
}
