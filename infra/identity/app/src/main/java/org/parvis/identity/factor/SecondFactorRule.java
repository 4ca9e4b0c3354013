package org.parvis.identity.factor;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SecondFactorRequired;

/** The house's one rule of whom a second factor is demanded. */
@SuppressWarnings("NullAway.Init")
final class SecondFactorRule {

    static final String ID = "house";

    @AggregateIdentifier
    private String id;

    private Set<Role> roles = Set.of();

    SecondFactorRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequireSecondFactor command) {
        if (!roles.equals(command.roles())) {
            List<Role> sorted = command.roles().stream().sorted().toList();
            apply(new SecondFactorRequired(command.ruleId(), sorted));
        }
    }

    @EventSourcingHandler
    void evolve(SecondFactorRequired event) {
        id = event.ruleId();
        roles = Set.copyOf(event.roles());
    }
}
