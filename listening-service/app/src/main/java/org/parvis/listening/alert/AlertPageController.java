package org.parvis.listening.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.IncidentOutcome;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Alerts for people: what is unusual now, what makes it so, and what is done about it. */
@Controller
class AlertPageController {

    private static final int SHOWN = 100;
    private static final double WIDEST_BAR = 79;

    private final AlertDesk desk;
    private final Incidents incidents;
    private final AlertRules rules;
    private final Called called;
    private final AlertWords words;
    private final AlertCurve curves;
    private final Excess excess;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final Clock clock;

    AlertPageController(
            AlertDesk desk,
            Incidents incidents,
            AlertRules rules,
            Called called,
            AlertWords words,
            AlertCurve curves,
            Excess excess,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            Clock clock) {
        this.desk = desk;
        this.incidents = incidents;
        this.rules = rules;
        this.called = called;
        this.words = words;
        this.curves = curves;
        this.excess = excess;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.clock = clock;
    }

    /** A line of the list. */
    record Line(Incidents.Item incident, String title, String brand) {}

    /** One alert beside the first one. */
    record Other(Incidents.Alert alert, String title) {}

    /** A term with its bar, drawn as wide as it weighs. */
    record TermLine(String term, int now, double usual, double width, double usualWidth) {}

    @GetMapping("/listening/alerts")
    String list(Hx hx, Locale locale, Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        model.addAttribute(
                "lines",
                incidents.list(access.brands(Action.READ_MENTIONS), SHOWN).stream()
                        .map(incident ->
                                new Line(incident, words.title(incident, locale), brands.name(incident.brandId())))
                        .toList());
        return hx.view("listening/alerts", "rows");
    }

    @GetMapping("/listening/alerts/{id}")
    String one(@PathVariable String id, Hx hx, Locale locale, Model model) {
        var incident = desk.require(id);
        var alert = incident.first();
        var key = new SeriesKey(incident.brandId(), alert.topicId());
        var subject = words.subject(key);
        var title = words.title(subject, alert, locale);
        var parts = excess.of(key, alert);
        var now = clock.instant();
        var drawn =
                curves.of(incident, alert, title, now, CurrentActor.require().zone(), locale);
        model.addAttribute("incident", incident);
        model.addAttribute("alert", alert);
        model.addAttribute("title", title);
        model.addAttribute("place", key.topicId() == null ? subject : subject + ", " + brands.name(incident.brandId()));
        model.addAttribute("sentence", words.sentence(subject, alert, locale));
        model.addAttribute("drawn", drawn);
        model.addAttribute("parts", parts);
        model.addAttribute("terms", bars(parts.terms()));
        model.addAttribute(
                "others",
                incident.alerts().stream()
                        .skip(1)
                        .map(other -> new Other(
                                other,
                                words.title(
                                        words.subject(new SeriesKey(incident.brandId(), other.topicId())),
                                        other,
                                        locale)))
                        .toList());
        model.addAttribute("holder", name(incident.acknowledgedBy()));
        model.addAttribute("closer", incident.outcome() == IncidentOutcome.QUIET ? null : name(incident.closedBy()));
        model.addAttribute("done", incidents.record(key, now.minus(Incidents.REMEMBERED)));
        var rule = rules.of(key);
        model.addAttribute("rule", rule);
        calls(incident, rule, now, model);
        model.addAttribute("ruleHref", AlertRulePageController.address(key));
        model.addAttribute("mayDecide", desk.mayDecide(incident.brandId()));
        return hx.view("listening/alert", "matter");
    }

    /** Who is called about it; whoever may neither answer nor escalate nor audit does not see it. */
    private void calls(Incidents.Item incident, AlertRules.Item rule, Instant now, Model model) {
        var brand = incident.brandId();
        if (!access.may(Action.ACKNOWLEDGE, brand)
                && !access.may(Action.ESCALATE, brand)
                && !access.may(Action.READ_AUDIT, brand)) {
            return;
        }
        var escalation = called.about(incident.brandId(), incident.incidentId()).orElse(null);
        model.addAttribute("escalation", escalation);
        model.addAttribute("reach", called.reach(brand, rule.rotaId()));
        model.addAttribute("mayEscalate", access.may(Action.ESCALATE, brand));
        if (escalation != null) {
            model.addAttribute("answerer", name(escalation.holder()));
            model.addAttribute(
                    "calledNames",
                    escalation.members().stream().map(members::name).collect(Collectors.joining(", ")));
            var next = escalation.nextAt();
            model.addAttribute("nextAt", next != null && next.isAfter(now) ? next : null);
        }
    }

    private @Nullable String name(@Nullable String memberId) {
        return memberId == null ? null : members.name(memberId);
    }

    private static List<TermLine> bars(List<ExcessWords.Term> terms) {
        double most = terms.stream().mapToDouble(ExcessWords.Term::now).max().orElse(1);
        return terms.stream()
                .map(term -> new TermLine(
                        term.term(),
                        term.now(),
                        Math.round(term.usual()),
                        Math.max(2, WIDEST_BAR * term.now() / most),
                        Math.max(2, Math.min(WIDEST_BAR, WIDEST_BAR * term.usual() / most))))
                .toList();
    }

    @PostMapping("/listening/alerts/{id}/acknowledge")
    String acknowledge(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        return done(id, "listening.alert.acknowledged", () -> desk.acknowledge(id), locale, flash);
    }

    @PostMapping("/listening/alerts/{id}/close")
    String close(@PathVariable String id, @RequestParam String outcome, Locale locale, RedirectAttributes flash) {
        var key = outcome.equals(IncidentOutcome.FALSE_ALARM.name())
                ? "listening.alert.markedFalse"
                : "listening.alert.closed";
        return done(id, key, () -> desk.close(id, outcome), locale, flash);
    }

    @PostMapping("/listening/alerts/{id}/reopen")
    String reopen(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        return done(id, "listening.alert.reopened", () -> desk.reopen(id), locale, flash);
    }

    /** Somebody else may have been faster: the page that follows shows what stands, and says why nothing was done. */
    private String done(String id, String key, Runnable act, Locale locale, RedirectAttributes flash) {
        try {
            act.run();
            flash.addFlashAttribute("pvDone", words.text(key, locale));
        } catch (Refused refused) {
            if (refused.category() == Refused.Category.NOT_FOUND) {
                throw refused;
            }
            flash.addFlashAttribute("refused", words.text("refusal." + refused.code(), locale));
        }
        return "redirect:/listening/alerts/" + id;
    }
}
