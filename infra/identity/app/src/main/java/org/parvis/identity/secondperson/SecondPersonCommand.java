package org.parvis.identity.secondperson;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the rule; {@code version} says which state was seen. */
sealed interface SecondPersonCommand {

    String ruleId();

    /** Counts at once. */
    record RequireSecondPerson(@TargetAggregateIdentifier String ruleId) implements SecondPersonCommand {}

    /** Waits for a second person itself. */
    record AskForRelease(@TargetAggregateIdentifier String ruleId) implements SecondPersonCommand {}

    record ConfirmRelease(@TargetAggregateIdentifier String ruleId, long version) implements SecondPersonCommand {}

    record DeclineRelease(@TargetAggregateIdentifier String ruleId, long version) implements SecondPersonCommand {}
}
