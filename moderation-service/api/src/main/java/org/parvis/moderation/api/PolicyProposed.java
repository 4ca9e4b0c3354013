package org.parvis.moderation.api;

import java.util.List;

/**
 * Somebody proposes rules; those in force stay until somebody else adopts these. It takes the place of a proposal that was open.
 *
 * @param proposal its number, counted from 1
 */
public record PolicyProposed(String policyId, String brandId, int proposal, List<PolicyRule> rules, String proposerId)
        implements PolicyEvent {

    public PolicyProposed {
        rules = List.copyOf(rules);
    }
}
