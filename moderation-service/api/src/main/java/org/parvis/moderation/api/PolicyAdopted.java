package org.parvis.moderation.api;

import java.util.List;

/** The rules by which drafts of a brand need approval, from now on. */
public record PolicyAdopted(String policyId, String brandId, int version, List<PolicyRule> rules)
        implements PolicyEvent {

    public PolicyAdopted {
        rules = List.copyOf(rules);
    }
}
