package org.parvis.crm.relation;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.parvis.axon.Commands;
import org.parvis.crm.api.PersonErased;
import org.parvis.crm.relation.RelationCommand.EndRelation;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Erased;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Nobody cultivates somebody who was forgotten: their relation ends, so that it stands on nobody's list. */
@Component
@ProcessingGroup(WhenPersonErasedThenEndRelation.GROUP)
final class WhenPersonErasedThenEndRelation {

    static final String GROUP = "crm.relation.erased";

    private static final Actor SELF = Actor.automation(GROUP);
    private static final Logger LOG = LoggerFactory.getLogger(WhenPersonErasedThenEndRelation.class);

    private final Commands commands;

    WhenPersonErasedThenEndRelation(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void react(PersonErased event, @MessageIdentifier String eventId) {
        var relation = RelationId.of(event.brandId(), event.personId());
        try {
            commands.send(new EndRelation(relation, event.brandId(), Erased.TEXT, null), SELF, "erased " + eventId);
        } catch (AggregateNotFoundException e) {
            LOG.debug("There was no relation with person {}", event.personId());
        }
    }
}
