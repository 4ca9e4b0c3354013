package org.parvis.crm.retention;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.settings.Settings;
import org.parvis.identity.rights.Actor;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long one brand keeps words of people outside: what is in force, what is proposed, whom it concerns, and what the last looks found. */
@Controller
@RequestMapping("/crm/retention")
class RetentionPageController {

    private static final String VIEW = "crm/retention";
    private static final int VERSIONS = 20;
    private static final int RUNS = 10;

    private final RetentionDesk desk;
    private final Retentions retentions;
    private final Figures figures;
    private final Runs runs;
    private final Settings settings;
    private final MemberDirectory members;
    private final Access access;
    private final RefusalWords words;
    private final MessageSource messages;
    private final Clock clock;

    RetentionPageController(
            RetentionDesk desk,
            Retentions retentions,
            Figures figures,
            Runs runs,
            Settings settings,
            MemberDirectory members,
            Access access,
            RefusalWords words,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.retentions = retentions;
        this.figures = figures;
        this.runs = runs;
        this.settings = settings;
        this.members = members;
        this.access = access;
        this.words = words;
        this.messages = messages;
        this.clock = clock;
    }

    /** What was typed, or what fills the form before. */
    public record Typed(String neverAnswered, String inConversation) {

        static Typed of(Months months) {
            return new Typed(Integer.toString(months.neverAnswered()), Integer.toString(months.inConversation()));
        }

        Months months() {
            return new Months(number(neverAnswered), number(inConversation));
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                throw new InvalidInput("months", "retention-months");
            }
        }
    }

    /** Why what was asked was not done, and what had been typed. */
    private record Refusal(String text, @Nullable Typed typed) {}

    @GetMapping
    String page(@RequestParam(defaultValue = "") String brand, Locale locale, Actor actor, Model model) {
        return show(brand, null, locale, actor, model);
    }

    private String show(String wanted, @Nullable Refusal refusal, Locale locale, Actor actor, Model model) {
        var brands = settings.brands(desk.visible());
        model.addAttribute(
                "brands", brands.stream().map(b -> new Option(b.id(), b.name())).toList());
        model.addAttribute("refusal", refusal == null ? null : refusal.text());
        if (wanted.isEmpty() && brands.isEmpty()) {
            model.addAttribute("brand", null);
            return VIEW;
        }
        var brand = wanted.isEmpty()
                ? brands.getFirst()
                : brands.stream()
                        .filter(b -> b.id().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("brand", wanted));
        model.addAttribute("brand", brand);
        fill(brand.id(), refusal == null ? null : refusal.typed(), locale, actor, model);
        return VIEW;
    }

    private void fill(String brand, @Nullable Typed typed, Locale locale, Actor actor, Model model) {
        var now = clock.instant();
        var inForce = retentions.inForce(brand).orElse(null);
        var open = retentions.open(brand).orElse(null);
        var history = retentions.history(brand, VERSIONS);
        var hold = retentions.hold(brand).filter(h -> h.isOnAt(now)).orElse(null);
        model.addAttribute("version", retentions.version(brand));
        model.addAttribute("inForce", inForce);
        model.addAttribute("open", open);
        model.addAttribute("hold", hold);
        model.addAttribute("history", history);
        model.addAttribute("runs", runs.last(brand, RUNS));
        model.addAttribute("figure", inForce == null ? null : figures.of(brand, inForce.months()));
        model.addAttribute(
                "openFigure",
                open == null ? null : figures.of(brand, open.months()).now());
        var prefilled = inForce == null ? Months.RECOMMENDED : inForce.months();
        model.addAttribute("typed", typed == null ? Typed.of(prefilled) : typed);
        model.addAttribute("mayPropose", access.may(RetentionDesk.PROPOSES, brand));
        model.addAttribute("mayDecide", access.may(RetentionDesk.DECIDES, brand));
        model.addAttribute("own", open != null && open.proposedBy().equals(actor.id()));
        model.addAttribute("holds", HoldForm.grounds(messages, locale));
        model.addAttribute(
                "suggestedUntil", LocalDate.ofInstant(now, actor.zone()).plusMonths(6));
        model.addAttribute("names", names(history, hold));
    }

    private Map<String, String> names(List<Retentions.Proposal> history, Retentions.@Nullable Hold hold) {
        var ids = new ArrayList<String>();
        for (var proposal : history) {
            ids.add(proposal.proposedBy());
            if (proposal.decidedBy() != null) {
                ids.add(proposal.decidedBy());
            }
        }
        if (hold != null) {
            ids.add(hold.by());
        }
        return members.names(ids);
    }

    @PostMapping("/{act}")
    String act(
            @PathVariable String act,
            @RequestParam String brand,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String neverAnswered,
            @RequestParam(defaultValue = "") String inConversation,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String until,
            Locale locale,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Ids.requireValid("brand", brand);
        // Who may not is not told what is wrong with the form.
        switch (act) {
            case "propose" -> desk.requireProposal(brand);
            case "adopt", "decline", "hold", "lift" -> desk.requireDecision(brand);
            default -> throw new NotFound("page", act);
        }
        var typed = act.equals("propose") ? new Typed(neverAnswered, inConversation) : null;
        try {
            switch (act) {
                case "propose" -> desk.propose(brand, new Typed(neverAnswered, inConversation).months(), version);
                case "adopt" -> desk.adopt(brand, version);
                case "decline" -> desk.decline(brand, version);
                case "hold" -> desk.hold(brand, HoldForm.ground(ground), HoldForm.endOf(until, actor.zone()), version);
                case "lift" -> desk.lift(brand, version);
                default -> throw new NotFound("page", act);
            }
        } catch (Refused refused) {
            response.setStatus(words.in(refused, locale).map(p -> p.status()).orElse(403));
            return show(brand, new Refusal(words.of(refused, locale), typed), locale, actor, model);
        } catch (InvalidInput invalid) {
            var problem = words.in(invalid, locale).orElseThrow(() -> invalid);
            response.setStatus(problem.status());
            return show(brand, new Refusal(problem.text(), typed), locale, actor, model);
        }
        redirect.addFlashAttribute("pvDone", text("crm.retention.done." + act, locale));
        return "redirect:/crm/retention?brand=" + brand;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
