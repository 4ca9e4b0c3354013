package org.parvis.moderation.policy;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyRule;

/** What can be asked of a brand's policy; {@code expectedVersion} null from who does not care what was there. */
sealed interface PolicyCommand {

    String policyId();

    @Nullable
    Long expectedVersion();

    record ProposePolicy(
            @TargetAggregateIdentifier String policyId,
            String brandId,
            List<PolicyRule> rules,
            @Nullable Long expectedVersion)
            implements PolicyCommand {

        public ProposePolicy {
            rules = List.copyOf(rules);
        }
    }

    record DeclinePolicy(
            @TargetAggregateIdentifier String policyId,
            String brandId,
            String reason,
            @Nullable Long expectedVersion) implements PolicyCommand {}

    record AdoptPolicy(
            @TargetAggregateIdentifier String policyId,
            String brandId,
            @Nullable Long expectedVersion) implements PolicyCommand {}
}
