package org.parvis.listening.alert;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;
import org.parvis.listening.topic.Topics;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Alert rules for people: how often each was right, how soon somebody was there, and what leads may change. */
@Controller
class AlertRulePageController {

    private static final List<String> MUTES = List.of("", "PT1H", "PT8H", "PT24H", "P7D");

    private final AlertDesk desk;
    private final AlertRules rules;
    private final Called called;
    private final Incidents incidents;
    private final AlertWords words;
    private final Topics topics;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final TrialDesk trials;
    private final Clock clock;

    AlertRulePageController(
            AlertDesk desk,
            AlertRules rules,
            Called called,
            Incidents incidents,
            AlertWords words,
            Topics topics,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            TrialDesk trials,
            Clock clock) {
        this.trials = trials;
        this.desk = desk;
        this.rules = rules;
        this.called = called;
        this.incidents = incidents;
        this.words = words;
        this.topics = topics;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.clock = clock;
    }

    /** A rule with how it did. */
    record Line(
            String subject, String brand, AlertRules.Item rule, boolean muted, Incidents.Record90 done, String href) {}

    /** The form of a rule. */
    record Fields(
            @Nullable String sensitivity,
            @Nullable List<String> signals,
            @Nullable String mute,
            @Nullable String rota) {

        /** Empty for not muted. */
        String muting() {
            return Objects.requireNonNullElse(mute, "");
        }
    }

    static String address(SeriesKey key) {
        return key.topicId() == null
                ? "/listening/alert-rules/brand/" + key.brandId()
                : "/listening/alert-rules/topic/" + key.topic();
    }

    @GetMapping("/listening/alert-rules")
    String list(Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        var readable = access.brands(Action.READ_MENTIONS);
        var lines = new ArrayList<Line>();
        brands.list(readable).forEach(brand -> lines.add(line(new SeriesKey(brand.brandId(), SeriesKey.WHOLE_BRAND))));
        topics.all(readable).forEach(topic -> lines.add(line(new SeriesKey(topic.brandId(), topic.topicId()))));
        model.addAttribute("lines", lines);
        return "listening/alert-rules";
    }

    private Line line(SeriesKey key) {
        var now = clock.instant();
        var rule = rules.of(key);
        return new Line(
                words.subject(key),
                brands.name(key.brandId()),
                rule,
                rule.mutedAt(now),
                incidents.record(key, now.minus(Incidents.REMEMBERED)),
                address(key));
    }

    /** @param kind {@code topic} or {@code brand} */
    @GetMapping("/listening/alert-rules/{kind}/{id}")
    String one(@PathVariable String kind, @PathVariable String id, Locale locale, Model model) {
        return show(require(kind, id, Action.READ_MENTIONS), null, locale, model);
    }

    @PostMapping("/listening/alert-rules/{kind}/{id}")
    String save(
            @PathVariable String kind,
            @PathVariable String id,
            @ModelAttribute Fields fields,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var key = require(kind, id, Action.MANAGE_TOPICS);
        String error;
        try {
            var until = mutedUntil(key, fields.muting());
            desk.set(key, new AlertDesk.Wanted(fields.sensitivity(), fields.signals(), until, fields.rota()));
            flash.addFlashAttribute("pvDone", words.text("listening.rule.saved", locale));
            return "redirect:" + address(key);
        } catch (Refused refused) {
            error = "refusal." + refused.code();
        } catch (InvalidInput invalid) {
            error = "invalid." + invalid.code();
        }
        response.setStatus(422);
        return show(key, words.text(error, locale), locale, model);
    }

    @GetMapping("/listening/alert-rules/{kind}/{id}/trial")
    String trial(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(defaultValue = "NORMAL") String sensitivity,
            @RequestParam(defaultValue = "90") int days,
            Hx hx,
            Locale locale,
            Model model) {
        var key = require(kind, id, Action.MANAGE_TOPICS);
        var question = TrialDesk.question(key, sensitivity, rules.of(key).signals(), days);
        var standing = trials.ask(question);
        model.addAttribute("line", line(key));
        model.addAttribute("question", question);
        model.addAttribute("standing", standing);
        var report = standing.report();
        model.addAttribute(
                "rings",
                report == null
                        ? List.of()
                        : report.rings().stream()
                                .map(ring -> new Rung(ring.at(), words.title(words.subject(key), ring, locale)))
                                .toList());
        return hx.view("listening/alert-trial", "trial");
    }

    /** Something the rule would have told, in words. */
    record Rung(Instant at, String title) {}

    private SeriesKey require(String kind, String id, Action action) {
        return switch (kind) {
            case "topic" -> desk.requireTopic(id, action);
            case "brand" -> desk.requireBrand(id, action);
            default -> throw new NotFound("rule", kind);
        };
    }

    /** {@code keep} leaves what stands. */
    private @Nullable String mutedUntil(SeriesKey key, String mute) {
        if (mute.equals("keep")) {
            var until = rules.of(key).mutedUntil();
            return until == null ? null : until.toString();
        }
        if (!MUTES.contains(mute)) {
            throw new InvalidInput("mute", "muted-until");
        }
        return mute.isEmpty()
                ? null
                : clock.instant().plus(Duration.parse(mute)).toString();
    }

    /** The choice of whom it calls; the first line says what it comes to when nobody chooses. */
    private List<Option> rotas(SeriesKey key, Locale locale) {
        var usual = called.reach(key.brandId(), null);
        var rota = usual.rota();
        var options = new ArrayList<Option>();
        options.add(new Option(
                "", words.text("listening.rule.calls." + usual.whom(), locale, rota == null ? "" : rota.name())));
        called.rotasOf(key.brandId()).forEach(one -> options.add(new Option(one.rotaId(), one.name())));
        options.add(new Option(AlertRuleSet.NOBODY, words.text("listening.rule.calls.NOBODY", locale)));
        return options;
    }

    private String show(SeriesKey key, @Nullable String error, Locale locale, Model model) {
        var line = line(key);
        var setBy = line.rule().setBy();
        model.addAttribute("line", line);
        model.addAttribute("error", error);
        model.addAttribute("setBy", setBy == null ? null : members.name(setBy));
        model.addAttribute("mayChange", access.may(Action.MANAGE_TOPICS, key.brandId()));
        model.addAttribute(
                "sensitivities",
                Arrays.stream(AlertSensitivity.values())
                        .map(one -> new Option(one.name(), words.text("listening.sensitivity." + one, locale)))
                        .toList());
        model.addAttribute("rotas", rotas(key, locale));
        model.addAttribute("reach", called.reach(key.brandId(), line.rule().rotaId()));
        model.addAttribute("allSignals", AlertSignal.values());
        var mutes = new ArrayList<Option>();
        if (line.muted()) {
            mutes.add(new Option("keep", words.text("listening.mute.keep", locale)));
        }
        MUTES.forEach(one ->
                mutes.add(new Option(one, words.text("listening.mute." + (one.isEmpty() ? "none" : one), locale))));
        model.addAttribute("mutes", mutes);
        model.addAttribute(
                "periods",
                TrialDesk.DAYS.stream()
                        .map(days -> new Option(days.toString(), words.text("listening.past.days", locale, days)))
                        .toList());
        return "listening/alert-rule";
    }
}
