package org.parvis.identity.secondperson;

import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Shown;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.house.SecondPersons;
import org.parvis.identity.rights.Action;
import org.parvis.identity.secondperson.SecondPersonCommand.AskForRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.ConfirmRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.DeclineRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.RequireSecondPerson;
import org.springframework.stereotype.Component;

/** Switches the rule on, and off with two members; the same from a page and from a program. */
@Component
final class SecondPersonDesk {

    private static final String SUBJECT = "rule:" + SecondPersonRule.ID;

    private final Commands commands;
    private final SecondPersonState state;
    private final SecondPersons others;
    private final HouseAccess house;
    private final Access access;

    SecondPersonDesk(
            Commands commands, SecondPersonState state, SecondPersons others, HouseAccess house, Access access) {
        this.commands = commands;
        this.state = state;
        this.others = others;
        this.house = house;
        this.access = access;
    }

    /** Whoever confirms something somewhere may know the rule. */
    void requireReader() {
        access.requireAnywhere(Action.CONFIRM_GRANT);
    }

    void requireOwner() {
        house.require(SUBJECT);
    }

    boolean nobodyElse() {
        return !others.anotherThan(CurrentActor.require().id());
    }

    void switchOn() {
        requireOwner();
        access.requireSecondFactor();
        act(new RequireSecondPerson(SecondPersonRule.ID));
    }

    void askForRelease() {
        requireOwner();
        access.requireSecondFactor();
        act(new AskForRelease(SecondPersonRule.ID));
    }

    void confirmRelease(long version) {
        house.require(Action.CONFIRM_GRANT, SUBJECT);
        access.requireSecondFactor();
        act(new ConfirmRelease(SecondPersonRule.ID, version));
    }

    void declineRelease(long version) {
        house.require(Action.CONFIRM_GRANT, SUBJECT);
        act(new DeclineRelease(SecondPersonRule.ID, version));
    }

    private void act(SecondPersonCommand command) {
        if (commands.send(command) instanceof Long reached) {
            Shown.soon(() -> state.now().version() >= reached);
        }
    }
}
