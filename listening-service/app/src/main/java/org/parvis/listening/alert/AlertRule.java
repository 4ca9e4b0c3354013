package org.parvis.listening.alert;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused.Category;
import org.parvis.listening.api.AlertRuleSet;

/** What is told about one topic, or about the brand as a whole. */
final class AlertRule {

    @AggregateIdentifier
    private @Nullable String ruleId;

    private @Nullable AlertRuleSet last;

    AlertRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SetAlertRule c) {
        if (last != null && !last.brandId().equals(c.brandId())) {
            throw new AlertRefused(
                    Category.NOT_FOUND, AlertRefused.Reason.RULE_OF_ANOTHER_BRAND, "alert-rule:" + c.ruleId());
        }
        if (c.signals().isEmpty()) {
            throw new AlertRefused(
                    Category.INVALID, AlertRefused.Reason.RULE_WITHOUT_SIGNAL, "alert-rule:" + c.ruleId());
        }
        var next = new AlertRuleSet(
                c.ruleId(), c.brandId(), c.topicId(), c.sensitivity(), c.signals(), c.mutedUntil(), c.rotaId());
        if (!next.equals(last)) {
            apply(next);
        }
    }

    @EventSourcingHandler
    void evolve(AlertRuleSet event) {
        ruleId = event.ruleId();
        last = event;
    }
}
