package org.parvis.identity.factor;

import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.identity.api.Role;

/** Demands a second factor of exactly these roles. */
record RequireSecondFactor(@TargetAggregateIdentifier String ruleId, Set<Role> roles) {

    RequireSecondFactor {
        roles = Set.copyOf(roles);
    }
}
