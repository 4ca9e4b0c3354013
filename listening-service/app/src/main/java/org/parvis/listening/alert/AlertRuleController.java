package org.parvis.listening.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alert rules for programs: one for each topic, one for the brand as a whole. */
@RestController
class AlertRuleController {

    private final AlertDesk desk;
    private final AlertRules rules;
    private final Incidents incidents;
    private final TrialDesk trials;
    private final Clock clock;

    AlertRuleController(AlertDesk desk, AlertRules rules, Incidents incidents, TrialDesk trials, Clock clock) {
        this.trials = trials;
        this.desk = desk;
        this.rules = rules;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * A rule and how it did over ninety days.
     *
     * @param rota who is called; null for the only rota of the brand, {@code nobody:} for nobody
     * @param precision share of the judged alerts that were worth it; null when none was judged
     * @param untilAcknowledged median from an alert to the moment in which somebody was on it
     */
    record Answer(
            String brand,
            @Nullable String topic,
            AlertSensitivity sensitivity,
            List<AlertSignal> signals,
            @Nullable Instant mutedUntil,
            @Nullable String rota,
            long alerts,
            long falseAlarms,
            @Nullable Double precision,
            @Nullable Duration untilAcknowledged) {}

    record Form(
            @Nullable String sensitivity,
            @Nullable List<String> signals,
            @Nullable String mutedUntil,
            @Nullable String rota) {

        AlertDesk.Wanted wanted() {
            return new AlertDesk.Wanted(sensitivity, signals, mutedUntil, rota);
        }
    }

    @GetMapping("/api/listening/topics/{id}/alert-rule")
    Answer ofTopic(@PathVariable String id) {
        return answer(rules.of(desk.requireTopic(id, Action.READ_MENTIONS)));
    }

    @PutMapping("/api/listening/topics/{id}/alert-rule")
    Answer setForTopic(@PathVariable String id, @RequestBody Form form) {
        var key = desk.requireTopic(id, Action.MANAGE_TOPICS);
        return answer(desk.set(key, form.wanted()));
    }

    @GetMapping("/api/listening/brands/{id}/alert-rule")
    Answer ofBrand(@PathVariable String id) {
        return answer(rules.of(desk.requireBrand(id, Action.READ_MENTIONS)));
    }

    @PutMapping("/api/listening/brands/{id}/alert-rule")
    Answer setForBrand(@PathVariable String id, @RequestBody Form form) {
        var key = desk.requireBrand(id, Action.MANAGE_TOPICS);
        return answer(desk.set(key, form.wanted()));
    }

    /**
     * Runs a rule over the past without telling anybody. Ask again until {@code report} is there.
     *
     * @param days 30, 90 or 365
     */
    @GetMapping("/api/listening/topics/{id}/alert-rule/trial")
    TrialDesk.Standing trialOfTopic(
            @PathVariable String id,
            @RequestParam(defaultValue = "NORMAL") String sensitivity,
            @RequestParam(defaultValue = "90") int days) {
        return trial(desk.requireTopic(id, Action.MANAGE_TOPICS), sensitivity, days);
    }

    /** The same for the brand as a whole. */
    @GetMapping("/api/listening/brands/{id}/alert-rule/trial")
    TrialDesk.Standing trialOfBrand(
            @PathVariable String id,
            @RequestParam(defaultValue = "NORMAL") String sensitivity,
            @RequestParam(defaultValue = "90") int days) {
        return trial(desk.requireBrand(id, Action.MANAGE_TOPICS), sensitivity, days);
    }

    private TrialDesk.Standing trial(SeriesKey key, String sensitivity, int days) {
        return trials.ask(TrialDesk.question(key, sensitivity, rules.of(key).signals(), days));
    }

    private Answer answer(AlertRules.Item rule) {
        var done = incidents.record(rule.key(), clock.instant().minus(Incidents.REMEMBERED));
        return new Answer(
                rule.key().brandId(),
                rule.key().topicId(),
                rule.sensitivity(),
                rule.signals(),
                rule.mutedUntil(),
                rule.rotaId(),
                done.alerts(),
                done.falseAlarms(),
                done.precision(),
                done.median());
    }
}
