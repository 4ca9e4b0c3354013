package org.parvis.listening.alert;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.Refused.Category;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.alert.AlertCommand.AcknowledgeIncident;
import org.parvis.listening.alert.AlertCommand.CloseIncident;
import org.parvis.listening.alert.AlertCommand.GiveIncident;
import org.parvis.listening.alert.AlertCommand.RaiseAlert;
import org.parvis.listening.alert.AlertCommand.ReopenIncident;
import org.parvis.listening.alert.AlertRefused.Reason;
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentAcknowledged;
import org.parvis.listening.api.IncidentClosed;
import org.parvis.listening.api.IncidentEvent;
import org.parvis.listening.api.IncidentOpened;
import org.parvis.listening.api.IncidentOutcome;
import org.parvis.listening.api.IncidentReopened;

/**
 * The watch over one brand: its alerts, gathered so that one crisis is one incident. Whoever raises an alert twice, from two replicas
 * or after a restart, raises it once: ids follow from the series and its window.
 */
final class Watch {

    private static final Duration RESTED_AFTER = Duration.ofMinutes(CountDetector.REFRACTORY_MINUTES);

    @AggregateIdentifier
    private @Nullable String brandId;

    private @Nullable String open;
    private @Nullable String acknowledgedBy;
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Instant> toldAt = new HashMap<>();

    Watch() {}

    /** Answers whether somebody is told. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(RaiseAlert c) {
        var told = toldAt.get(series(c.topicId(), c.signal()));
        if (told != null && c.to().isBefore(told.plus(RESTED_AFTER))) {
            return false;
        }
        var id = AlertIds.of(c.brandId(), c.topicId(), c.signal(), c.to());
        var incident = open;
        if (incident == null) {
            incident = "i-" + id;
            apply(new IncidentOpened(incident, c.brandId(), c.to()));
        }
        var look = c.look();
        apply(new AlertRaised(
                incident,
                c.brandId(),
                id,
                c.topicId(),
                c.signal(),
                c.sensitivity(),
                c.from(),
                c.to(),
                look.observed(),
                look.expected(),
                look.threshold(),
                look.effect(),
                look.chance(),
                c.mentions()));
        return true;
    }

    @CommandHandler
    void decide(
            AcknowledgeIncident c,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        requireOpen(c.incidentId());
        if (memberId == null || !Actor.Kind.HUMAN.name().equals(kind)) {
            throw refused(Category.FORBIDDEN, Reason.AUTOMATION_CANNOT_DECIDE, c.incidentId());
        }
        // The first to say so is on it; whoever says it again loses nothing.
        if (acknowledgedBy == null) {
            apply(new IncidentAcknowledged(c.incidentId(), c.brandId(), memberId));
        }
    }

    /** Whoever has it already keeps it, and what is over stays over. */
    @CommandHandler
    void decide(GiveIncident c) {
        if (c.incidentId().equals(open) && acknowledgedBy == null) {
            apply(new IncidentAcknowledged(c.incidentId(), c.brandId(), c.memberId()));
        }
    }

    @CommandHandler
    void decide(CloseIncident c, @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        requireOpen(c.incidentId());
        if (!Actor.Kind.HUMAN.name().equals(kind) && c.outcome() != IncidentOutcome.QUIET) {
            throw refused(Category.FORBIDDEN, Reason.AUTOMATION_CANNOT_DECIDE, c.incidentId());
        }
        apply(new IncidentClosed(c.incidentId(), c.brandId(), c.outcome()));
    }

    @CommandHandler
    void decide(ReopenIncident c) {
        if (c.incidentId().equals(open)) {
            throw refused(Category.CONFLICT, Reason.INCIDENT_IS_OPEN, c.incidentId());
        }
        if (!closed.contains(c.incidentId())) {
            throw refused(Category.NOT_FOUND, Reason.NO_SUCH_INCIDENT, c.incidentId());
        }
        if (open != null) {
            throw refused(Category.CONFLICT, Reason.ANOTHER_INCIDENT_IS_OPEN, c.incidentId());
        }
        apply(new IncidentReopened(c.incidentId(), c.brandId()));
    }

    private void requireOpen(String incidentId) {
        if (closed.contains(incidentId)) {
            throw refused(Category.CONFLICT, Reason.INCIDENT_IS_CLOSED, incidentId);
        }
        if (!incidentId.equals(open)) {
            throw refused(Category.NOT_FOUND, Reason.NO_SUCH_INCIDENT, incidentId);
        }
    }

    private static AlertRefused refused(Category category, Reason reason, String incidentId) {
        return new AlertRefused(category, reason, "incident:" + incidentId);
    }

    private static String series(@Nullable String topicId, AlertSignal signal) {
        return signal + " " + (topicId == null ? "" : topicId);
    }

    @EventSourcingHandler
    void evolve(IncidentEvent event) {
        brandId = event.brandId();
        switch (event) {
            case IncidentOpened e -> {
                open = e.incidentId();
                acknowledgedBy = null;
            }
            case AlertRaised e -> toldAt.put(series(e.topicId(), e.signal()), e.to());
            case IncidentAcknowledged e -> acknowledgedBy = e.memberId();
            case IncidentClosed e -> {
                closed.add(e.incidentId());
                open = null;
            }
            case IncidentReopened e -> {
                // Whoever was on it is asked again: the time it was closed may have been long.
                closed.remove(e.incidentId());
                open = e.incidentId();
                acknowledgedBy = null;
            }
        }
    }
}
