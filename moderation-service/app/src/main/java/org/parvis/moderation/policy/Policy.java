package org.parvis.moderation.policy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.policy.PolicyRefusal.CHANGED_MEANWHILE;
import static org.parvis.moderation.policy.PolicyRefusal.INVALID_RULE;
import static org.parvis.moderation.policy.PolicyRefusal.TOO_MANY_RULES;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.PolicyRule;

/** The approval policy of one brand through its versions; its id is the brand's. */
class Policy {

    static final int MOST_RULES = 50;

    @AggregateIdentifier
    private @Nullable String policyId;

    private int version = ApprovalPolicy.FIRST.version();
    private List<PolicyRule> rules = ApprovalPolicy.FIRST.rules();

    /** @return the version in force */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int decide(AdoptPolicy command) {
        if (command.expectedVersion() != null && command.expectedVersion() != version) {
            throw new PolicyRefused(CHANGED_MEANWHILE, command.policyId(), Map.of("current", version));
        }
        if (command.rules().size() > MOST_RULES) {
            throw new PolicyRefused(TOO_MANY_RULES, command.policyId(), Map.of("most", MOST_RULES));
        }
        var adopted = command.rules().stream()
                .map(rule -> read(command, rule))
                .distinct()
                .toList();
        if (!adopted.equals(rules)) {
            apply(new PolicyAdopted(command.policyId(), command.brandId(), version + 1, adopted));
        }
        return version;
    }

    private static PolicyRule read(AdoptPolicy command, PolicyRule rule) {
        try {
            return Rule.of(rule).stored();
        } catch (InvalidRule e) {
            throw new PolicyRefused(INVALID_RULE, command.policyId(), Map.of("rule", rule.code()));
        }
    }

    @EventSourcingHandler
    void evolve(PolicyAdopted event) {
        policyId = event.policyId();
        version = event.version();
        rules = event.rules();
    }
}
