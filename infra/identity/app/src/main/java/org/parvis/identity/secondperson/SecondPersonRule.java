package org.parvis.identity.secondperson;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.identity.secondperson.SecondPersonRefusal.RIGHT_ENDED_MEANWHILE;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_ASKER_WITHOUT_RIGHT;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_CHANGED_MEANWHILE;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_NOBODY_ELSE;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_NOTHING_ASKED;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_OWN_WISH;
import static org.parvis.identity.secondperson.SecondPersonRefusal.SECOND_PERSON_PEOPLE_ONLY;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.SecondPersonEvent;
import org.parvis.identity.api.SecondPersonReleaseAsked;
import org.parvis.identity.api.SecondPersonReleaseDeclined;
import org.parvis.identity.api.SecondPersonReleased;
import org.parvis.identity.api.SecondPersonRequired;
import org.parvis.identity.house.SecondPersons;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.secondperson.SecondPersonCommand.AskForRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.ConfirmRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.DeclineRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.RequireSecondPerson;

/** The house's one rule of the second person: one member switches it on, two switch it off. Commands answer with its version. */
@SuppressWarnings("NullAway.Init")
final class SecondPersonRule {

    static final String ID = "house";

    @AggregateIdentifier
    private String id;

    private long version;
    private boolean required;
    private @Nullable String askerId;

    SecondPersonRule() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            RequireSecondPerson command,
            SecondPersons house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var member = requirePerson(command, memberId, kind);
        requireStillMay(member, Action.MANAGE_MEMBERS, house, command);
        if (!required) {
            require(house.anotherThan(member), SECOND_PERSON_NOBODY_ELSE, command);
            apply(new SecondPersonRequired(command.ruleId(), member));
        }
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            AskForRelease command,
            SecondPersons house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var member = requirePerson(command, memberId, kind);
        requireStillMay(member, Action.MANAGE_MEMBERS, house, command);
        if (required && askerId == null) {
            apply(new SecondPersonReleaseAsked(command.ruleId(), member));
        }
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            ConfirmRelease command,
            SecondPersons house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var member = requirePerson(command, memberId, kind);
        var asker = requireAsked(command, command.version());
        require(!asker.equals(member), SECOND_PERSON_OWN_WISH, command);
        requireStillMay(member, Action.CONFIRM_GRANT, house, command);
        require(
                house.lets(asker, Action.MANAGE_MEMBERS, Grant.EVERY_BRAND),
                SECOND_PERSON_ASKER_WITHOUT_RIGHT,
                command);
        apply(new SecondPersonReleased(command.ruleId(), asker, member));
        return version;
    }

    /** Whoever asked may do this too. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long decide(
            DeclineRelease command,
            SecondPersons house,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var member = requirePerson(command, memberId, kind);
        requireAsked(command, command.version());
        requireStillMay(member, Action.CONFIRM_GRANT, house, command);
        apply(new SecondPersonReleaseDeclined(command.ruleId(), member));
        return version;
    }

    private static String requirePerson(SecondPersonCommand command, @Nullable String memberId, @Nullable String kind) {
        if (memberId == null || !Actor.Kind.HUMAN.name().equals(kind)) {
            throw new SecondPersonRefused(SECOND_PERSON_PEOPLE_ONLY, command.ruleId());
        }
        return memberId;
    }

    /** Whoever was dismissed while it waited its turn decides nothing any more. */
    private static void requireStillMay(
            String memberId, Action action, SecondPersons house, SecondPersonCommand command) {
        require(house.lets(memberId, action, Grant.EVERY_BRAND), RIGHT_ENDED_MEANWHILE, command);
    }

    private String requireAsked(SecondPersonCommand command, long seen) {
        require(seen == version, SECOND_PERSON_CHANGED_MEANWHILE, command);
        if (askerId == null) {
            throw new SecondPersonRefused(SECOND_PERSON_NOTHING_ASKED, command.ruleId());
        }
        return askerId;
    }

    private static void require(boolean holds, SecondPersonRefusal otherwise, SecondPersonCommand command) {
        if (!holds) {
            throw new SecondPersonRefused(otherwise, command.ruleId());
        }
    }

    @EventSourcingHandler
    void evolve(SecondPersonEvent event, @SequenceNumber long sequence) {
        id = event.ruleId();
        version = sequence + 1;
        switch (event) {
            case SecondPersonRequired e -> required = true;
            case SecondPersonReleaseAsked e -> askerId = e.askerId();
            case SecondPersonReleaseDeclined e -> askerId = null;
            case SecondPersonReleased e -> {
                required = false;
                askerId = null;
            }
        }
    }
}
