package org.parvis.moderation.integration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.Refused;
import org.parvis.boot.BrandDirectory;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentAcknowledged;
import org.parvis.listening.api.IncidentClosed;
import org.parvis.listening.api.IncidentOpened;
import org.parvis.listening.api.IncidentReopened;
import org.parvis.listening.api.TopicDefinition;
import org.parvis.moderation.escalation.Callers;
import org.parvis.moderation.escalation.EndEscalation;
import org.parvis.moderation.escalation.EscalationSettings;
import org.parvis.moderation.escalation.GiveEscalation;
import org.parvis.moderation.escalation.RaiseEscalation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What listening found climbs a rota by itself: one escalation for each time an incident is opened, raised by the first alert whose rule
 * finds somebody to call. Whoever takes the incident has the escalation too, and both end together.
 */
@Component
@ProcessingGroup(Callers.OF_ALERTS)
class WhenIncidentOpenedThenCall {

    private static final Logger LOG = LoggerFactory.getLogger(WhenIncidentOpenedThenCall.class);
    private static final Actor CALLER = Actor.automation(Callers.OF_ALERTS);

    /** Nobody is woken about what is long over: an incident ends by itself after twelve quiet hours. */
    private static final Duration NEWS_FOR = Duration.ofHours(12);

    private final Commands commands;
    private final IncidentMemory memory;
    private final Callers callers;
    private final EscalationSettings settings;
    private final BrandDirectory brands;
    private final MessageSource messages;
    private final Clock clock;

    WhenIncidentOpenedThenCall(
            Commands commands,
            IncidentMemory memory,
            Callers callers,
            EscalationSettings settings,
            BrandDirectory brands,
            MessageSource messages,
            Clock clock) {
        this.commands = commands;
        this.memory = memory;
        this.callers = callers;
        this.settings = settings;
        this.brands = brands;
        this.messages = messages;
        this.clock = clock;
    }

    @EventHandler
    void on(TopicDefinition event) {
        memory.topic(event.topicId(), event.brandId(), event.name());
    }

    @EventHandler
    void on(AlertRuleSet event) {
        memory.rule(event.brandId(), event.topicId(), event.rotaId());
    }

    @EventHandler
    void on(IncidentOpened event) {
        memory.opened(event.incidentId(), event.brandId());
    }

    @EventHandler
    void react(AlertRaised event, EventMessage<?> entry, @Timestamp Instant at) {
        var cause = new IncidentMemory.Cause(Objects.requireNonNullElse(event.topicId(), ""), reason(event));
        memory.told(event.incidentId(), event.brandId(), cause);
        memory.find(event.incidentId())
                .filter(incident -> incident.escalationId() == null)
                .ifPresent(incident -> call(incident, cause, entry, at));
    }

    @EventHandler
    void react(IncidentReopened event, EventMessage<?> entry, @Timestamp Instant at) {
        memory.reopened(event.incidentId());
        memory.find(event.incidentId()).ifPresent(incident -> {
            for (var cause : memory.causes(event.incidentId())) {
                if (call(incident, cause, entry, at)) {
                    return;
                }
            }
        });
    }

    private boolean call(IncidentMemory.Known incident, IncidentMemory.Cause cause, EventMessage<?> entry, Instant at) {
        var rota = memory.rotaOf(incident.brandId(), cause.topicId());
        if (AlertRuleSet.NOBODY.equals(rota) || at.plus(NEWS_FOR).isBefore(clock.instant())) {
            return false;
        }
        var list = callers.ofAlert(incident.brandId(), rota);
        if (list.isEmpty()) {
            return false;
        }
        var id = incident.incidentId() + "_" + incident.opening();
        // Refused, it is set aside and the alarm of the house: somebody is to be called, and is not.
        commands.send(
                new RaiseEscalation(
                        id,
                        incident.brandId(),
                        "incident:" + incident.incidentId(),
                        cause.reason(),
                        list.get().rotaId(),
                        list.get().levels(),
                        list.get().perLevel(),
                        settings.rounds()),
                CALLER,
                "call-" + entry.getIdentifier());
        memory.called(incident.incidentId(), id);
        return true;
    }

    @EventHandler
    void react(IncidentAcknowledged event, EventMessage<?> entry) {
        var escalation = escalationOf(event.incidentId());
        if (escalation != null) {
            send(new GiveEscalation(escalation, event.brandId(), event.memberId()), "give-" + entry.getIdentifier());
        }
    }

    @EventHandler
    void react(
            IncidentClosed event,
            EventMessage<?> entry,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var escalation = escalationOf(event.incidentId());
        if (escalation != null) {
            send(
                    new EndEscalation(
                            escalation,
                            event.brandId(),
                            "incident:" + event.outcome(),
                            Actor.Kind.HUMAN.name().equals(kind) ? actor : null),
                    "end-" + entry.getIdentifier());
        }
    }

    private @Nullable String escalationOf(String incidentId) {
        return memory.find(incidentId).map(IncidentMemory.Known::escalationId).orElse(null);
    }

    private void send(Object command, String commandId) {
        try {
            commands.send(command, CALLER, commandId);
        } catch (Refused e) {
            // On record as a refused act; trying again would not change the rule.
            LOG.warn("{} refused: {}", command.getClass().getSimpleName(), e.getMessage());
        }
    }

    /** One line in the brand's own language: whoever is called reads it on a phone at night. */
    private String reason(AlertRaised alert) {
        var brand = brands.find(alert.brandId());
        var locale = brand.filter(b -> !b.languages().isEmpty())
                .map(b -> Locale.forLanguageTag(b.languages().getFirst()))
                .orElse(Locale.ENGLISH);
        var topic = alert.topicId();
        var subject = topic == null
                ? brands.name(alert.brandId())
                : memory.nameOf(topic).orElse(topic);
        var scale = alert.signal() == AlertSignal.NEGATIVE_SHARE ? 100 : 1;
        var arguments =
                new Object[] {subject, Math.round(alert.observed() * scale), Math.round(alert.expected() * scale)};
        return Objects.requireNonNull(messages.getMessage("moderation.incident." + alert.signal(), arguments, locale));
    }
}
