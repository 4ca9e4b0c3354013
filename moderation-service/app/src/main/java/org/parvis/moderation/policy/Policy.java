package org.parvis.moderation.policy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.policy.PolicyRefusal.CHANGED_MEANWHILE;
import static org.parvis.moderation.policy.PolicyRefusal.INVALID_RULE;
import static org.parvis.moderation.policy.PolicyRefusal.POLICY_NOTHING_PROPOSED;
import static org.parvis.moderation.policy.PolicyRefusal.POLICY_NO_REASON;
import static org.parvis.moderation.policy.PolicyRefusal.POLICY_OWN_PROPOSAL;
import static org.parvis.moderation.policy.PolicyRefusal.POLICY_PEOPLE_ONLY;
import static org.parvis.moderation.policy.PolicyRefusal.POLICY_PROPOSER_LOST_RIGHT;
import static org.parvis.moderation.policy.PolicyRefusal.TOO_MANY_RULES;
import static org.parvis.moderation.policy.PolicyRefusal.TOO_MANY_SIGNS;
import static org.parvis.moderation.policy.PolicyRefusal.TOO_MANY_UNDECIDED;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.RightsOnRecord;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.PolicyDeclined;
import org.parvis.moderation.api.PolicyEvent;
import org.parvis.moderation.api.PolicyProposed;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.policy.PolicyCommand.AdoptPolicy;
import org.parvis.moderation.policy.PolicyCommand.DeclinePolicy;
import org.parvis.moderation.policy.PolicyCommand.ProposePolicy;

/**
 * The approval policy of one brand; its id is the brand's. Who proposes does not adopt, and stands for it until it is adopted. What {@code expectedVersion} is compared with
 * counts what happened to it; commands answer with the count they led to.
 */
class Policy {

    static final int MOST_RULES = 50;

    /** In all words and names of all rules. */
    static final int MOST_SIGNS = 40_000;

    /** Proposals in a row that nobody answered: each is kept for ever, and all are read to decide the next. */
    static final int MOST_UNDECIDED = 50;

    @AggregateIdentifier
    private @Nullable String policyId;

    private long changes;
    private int version = ApprovalPolicy.FIRST.version();
    private List<PolicyRule> inForce = ApprovalPolicy.FIRST.rules();
    private int proposals;
    private int undecided;
    private @Nullable List<PolicyRule> proposed;
    private String proposerId = "";

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            ProposePolicy command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var proposer = requirePerson(command, memberId, kind);
        if (command.rules().size() > MOST_RULES) {
            throw new PolicyRefused(TOO_MANY_RULES, command.policyId(), Map.of("most", MOST_RULES));
        }
        var rules = command.rules().stream()
                .map(rule -> read(command, rule))
                .distinct()
                .toList();
        requireReadable(command, rules);
        var stands = proposed == null ? inForce : proposed;
        if (rules.equals(stands) && (proposed == null || proposer.equals(proposerId))) {
            return changes;
        }
        requireSeen(command);
        if (undecided >= MOST_UNDECIDED) {
            throw new PolicyRefused(TOO_MANY_UNDECIDED, command.policyId(), Map.of("most", MOST_UNDECIDED));
        }
        apply(new PolicyProposed(command.policyId(), command.brandId(), proposals + 1, rules, proposer));
        return changes;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            DeclinePolicy command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var decider = requirePerson(command, memberId, kind);
        if (command.reason().isBlank()) {
            throw new PolicyRefused(POLICY_NO_REASON, command.policyId(), Map.of());
        }
        requireSeen(command);
        requireProposed(command);
        apply(new PolicyDeclined(
                command.policyId(),
                command.brandId(),
                proposals,
                decider,
                command.reason().strip()));
        return changes;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            AdoptPolicy command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            RightsOnRecord rights) {
        var adopter = requirePerson(command, memberId, kind);
        requireSeen(command);
        var rules = requireProposed(command);
        if (adopter.equals(proposerId)) {
            throw new PolicyRefused(POLICY_OWN_PROPOSAL, command.policyId(), Map.of());
        }
        if (!rights.may(proposerId, PolicyDesk.PROPOSES, command.brandId())) {
            throw new PolicyRefused(POLICY_PROPOSER_LOST_RIGHT, command.policyId(), Map.of());
        }
        apply(new PolicyAdopted(
                command.policyId(), command.brandId(), version + 1, rules, proposals, proposerId, adopter));
        return changes;
    }

    private static String requirePerson(PolicyCommand command, @Nullable String memberId, @Nullable String kind) {
        if (memberId == null || !Actor.Kind.HUMAN.name().equals(kind)) {
            throw new PolicyRefused(POLICY_PEOPLE_ONLY, command.policyId(), Map.of());
        }
        return memberId;
    }

    private void requireSeen(PolicyCommand command) {
        var expected = command.expectedVersion();
        if (expected != null && expected != changes) {
            throw new PolicyRefused(CHANGED_MEANWHILE, command.policyId(), Map.of("current", changes));
        }
    }

    private List<PolicyRule> requireProposed(PolicyCommand command) {
        if (proposed == null) {
            throw new PolicyRefused(POLICY_NOTHING_PROPOSED, command.policyId(), Map.of());
        }
        return proposed;
    }

    /** Rules of one kind count as one for whoever reads them, so together they keep to the limits of one. */
    private static void requireReadable(ProposePolicy command, List<PolicyRule> rules) {
        var signs = rules.stream()
                .flatMap(rule -> rule.parameters().values().stream())
                .mapToInt(String::length)
                .sum();
        if (signs > MOST_SIGNS) {
            throw new PolicyRefused(TOO_MANY_SIGNS, command.policyId(), Map.of("most", MOST_SIGNS));
        }
        Rule.joined(rules).forEach(rule -> read(command, rule.stored()));
    }

    private static PolicyRule read(ProposePolicy command, PolicyRule rule) {
        try {
            return Rule.of(rule).stored();
        } catch (InvalidRule e) {
            throw new PolicyRefused(INVALID_RULE, command.policyId(), Map.of("rule", rule.code()));
        }
    }

    @EventSourcingHandler
    void evolve(PolicyEvent event, @SequenceNumber long sequence) {
        policyId = event.policyId();
        changes = sequence + 1;
        switch (event) {
            case PolicyProposed e -> {
                proposals = e.proposal();
                undecided++;
                proposed = e.rules();
                proposerId = e.proposerId();
            }
            case PolicyDeclined e -> {
                proposed = null;
                undecided = 0;
            }
            case PolicyAdopted e -> {
                version = e.version();
                inForce = e.rules();
                proposed = null;
                undecided = 0;
            }
        }
    }
}
