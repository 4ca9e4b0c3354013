package org.parvis.listening.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.alert.AlertCommand.AcknowledgeIncident;
import org.parvis.listening.alert.AlertCommand.CloseIncident;
import org.parvis.listening.alert.AlertCommand.ReopenIncident;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.api.IncidentOutcome;
import org.parvis.listening.topic.Topics;
import org.springframework.stereotype.Component;

/** What people and programs do with incidents and alert rules, the same from a page and from a program. */
@Component
class AlertDesk {

    private static final Duration MUTED_AT_MOST = Duration.ofDays(3_660);

    private final Incidents incidents;
    private final AlertRules rules;
    private final Called called;
    private final Topics topics;
    private final Commands commands;
    private final Access access;
    private final Clock clock;

    AlertDesk(
            Incidents incidents,
            AlertRules rules,
            Called called,
            Topics topics,
            Commands commands,
            Access access,
            Clock clock) {
        this.incidents = incidents;
        this.rules = rules;
        this.called = called;
        this.topics = topics;
        this.commands = commands;
        this.access = access;
        this.clock = clock;
    }

    Incidents.Item require(String id) {
        var incident = incidents.find(id).orElseThrow(() -> new NotFound("incident", id));
        access.require(Action.READ_MENTIONS, incident.brandId(), null, "incident:" + id);
        return incident;
    }

    boolean mayDecide(String brandId) {
        return access.may(Action.ACKNOWLEDGE, brandId);
    }

    private Incidents.Item requireToDecide(String id) {
        var incident = require(id);
        access.require(Action.ACKNOWLEDGE, incident.brandId(), null, "incident:" + id);
        return incident;
    }

    Incidents.Item acknowledge(String id) {
        commands.send(new AcknowledgeIncident(requireToDecide(id).brandId(), id));
        Shown.soon(() -> require(id).acknowledgedBy() != null);
        return require(id);
    }

    Incidents.Item close(String id, @Nullable String outcome) {
        var incident = requireToDecide(id);
        commands.send(new CloseIncident(incident.brandId(), id, outcome(outcome)));
        Shown.soon(() -> !require(id).open());
        return require(id);
    }

    Incidents.Item reopen(String id) {
        commands.send(new ReopenIncident(requireToDecide(id).brandId(), id));
        Shown.soon(() -> require(id).open());
        return require(id);
    }

    private static IncidentOutcome outcome(@Nullable String name) {
        // Quiet is what nobody decided.
        return Arrays.stream(IncidentOutcome.values())
                .filter(outcome ->
                        outcome != IncidentOutcome.QUIET && outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("outcome", "outcome"));
    }

    /** The topic of a rule that may be looked at. */
    SeriesKey requireTopic(String topicId, Action action) {
        var brand = topics.brandOf(topicId).orElseThrow(() -> new NotFound("topic", topicId));
        access.require(action, brand, null, "topic:" + topicId);
        return new SeriesKey(brand, topicId);
    }

    SeriesKey requireBrand(String brandId, Action action) {
        access.require(action, brandId);
        return new SeriesKey(brandId, SeriesKey.WHOLE_BRAND);
    }

    /**
     * A rule as a caller sends it.
     *
     * @param mutedUntil null, or nothing, when somebody is told
     * @param rota null, or nothing, for the only rota of the brand
     */
    record Wanted(
            @Nullable String sensitivity,
            @Nullable List<String> signals,
            @Nullable String mutedUntil,
            @Nullable String rota) {}

    AlertRules.Item set(SeriesKey key, Wanted wanted) {
        var command = new SetAlertRule(
                SetAlertRule.idOf(key.brandId(), key.topicId()),
                key.brandId(),
                key.topicId(),
                named(AlertSensitivity.values(), wanted.sensitivity(), "sensitivity"),
                Objects.requireNonNullElse(wanted.signals(), List.<String>of()).stream()
                        .map(signal -> named(AlertSignal.values(), signal, "signal"))
                        .toList(),
                moment(wanted.mutedUntil()),
                rota(key.brandId(), wanted.rota()));
        commands.send(command);
        Shown.soon(() -> {
            var shown = rules.of(key);
            return shown.sensitivity() == command.sensitivity()
                    && shown.signals().equals(command.signals())
                    && Objects.equals(shown.mutedUntil(), command.mutedUntil())
                    && Objects.equals(shown.rotaId(), command.rotaId());
        });
        return rules.of(key);
    }

    private static <E extends Enum<E>> E named(E[] all, @Nullable String name, String field) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(field, field));
    }

    /** A rota of another brand is not there, as far as this brand can tell. */
    private @Nullable String rota(String brandId, @Nullable String rotaId) {
        if (rotaId == null || rotaId.isBlank()) {
            return null;
        }
        if (!rotaId.equals(AlertRuleSet.NOBODY) && !called.isRotaOf(brandId, rotaId)) {
            throw new InvalidInput("rota", "rota");
        }
        return rotaId;
    }

    private @Nullable Instant moment(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var until = Instant.parse(text);
            if (until.isAfter(clock.instant().plus(MUTED_AT_MOST))) {
                throw new InvalidInput("mutedUntil", "muted-until");
            }
            return until.isAfter(clock.instant()) ? until : null;
        } catch (DateTimeParseException e) {
            throw new InvalidInput("mutedUntil", "muted-until");
        }
    }
}
