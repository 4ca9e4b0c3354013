package org.parvis.moderation.policy;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyRule;

/**
 * Sets the rules of a brand in force; the same rules again change nothing.
 *
 * @param expectedVersion the version the caller changes; null when the caller does not care
 */
record AdoptPolicy(
        @TargetAggregateIdentifier String policyId,
        String brandId,
        List<PolicyRule> rules,
        @Nullable Long expectedVersion) {

    AdoptPolicy {
        rules = List.copyOf(rules);
    }
}
