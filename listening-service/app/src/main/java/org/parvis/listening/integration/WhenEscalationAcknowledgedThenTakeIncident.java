package org.parvis.listening.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.alert.AlertCommand.GiveIncident;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationRaised;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whoever says "I have it" to a call about an incident is on the incident too. */
@Component
@ProcessingGroup(WhenEscalationAcknowledgedThenTakeIncident.GROUP)
class WhenEscalationAcknowledgedThenTakeIncident {

    static final String GROUP = "listening.integration.acknowledged";

    private static final Actor SELF = Actor.automation(GROUP);

    private static final Logger LOG = LoggerFactory.getLogger(WhenEscalationAcknowledgedThenTakeIncident.class);

    private final Commands commands;
    private final EscalatedIncidents escalated;

    WhenEscalationAcknowledgedThenTakeIncident(Commands commands, EscalatedIncidents escalated) {
        this.commands = commands;
        this.escalated = escalated;
    }

    @EventHandler
    void on(EscalationRaised event) {
        var incident = EscalatedIncidents.incidentOf(event);
        if (incident != null) {
            escalated.remember(event.escalationId(), event.brandId(), incident);
        }
    }

    @EventHandler
    void react(EscalationAcknowledged event, EventMessage<?> entry) {
        escalated
                .find(event.escalationId())
                .ifPresent(incident -> give(
                        new GiveIncident(event.brandId(), incident, event.memberId()),
                        "take-" + entry.getIdentifier()));
    }

    private void give(GiveIncident command, String commandId) {
        try {
            commands.send(command, SELF, commandId);
        } catch (AggregateNotFoundException e) {
            // Somebody raised a matter by hand about an incident that there never was.
            LOG.warn("There is no incident {} of {}", command.incidentId(), command.brandId());
        }
    }
}
