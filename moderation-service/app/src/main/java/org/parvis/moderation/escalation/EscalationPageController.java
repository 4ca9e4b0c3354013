package org.parvis.moderation.escalation;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Cursor;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.rota.Rotas;
import org.parvis.moderation.web.RefusalWords;
import org.parvis.web.Hx;
import org.parvis.web.view.ClockFace;
import org.parvis.web.view.Option;
import org.parvis.web.view.Tab;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Pages of matters: what is being called about, and the one button that matters at three in the morning. */
@Controller
@RequestMapping("/moderation/escalations")
class EscalationPageController {

    private static final String LIST = "moderation/escalations";
    private static final String ONE = "moderation/escalation";
    private static final String NEW = "moderation/escalation-new";
    private static final int PAGE = 50;
    private static final int ROTAS = 200;

    /** A line of the list. */
    record Line(
            EscalationRow row,
            String brand,
            String state,
            String icon,
            String tone,
            @Nullable ClockFace clock,
            @Nullable String holder) {}

    /** A call in the timeline. */
    record CallLine(Instant at, int round, int level, String names, boolean everybody) {}

    /** What was typed into the form of a new matter. */
    record Typed(
            String brand,
            String subject,
            String reason,
            String rota,
            @Nullable String error) {}

    private final EscalationDesk desk;
    private final Escalations escalations;
    private final Rotas rotas;
    private final Reading reading;
    private final Members members;
    private final BrandDirectory brands;
    private final RefusalWords refusals;
    private final MessageSource messages;
    private final Clock clock;

    EscalationPageController(
            EscalationDesk desk,
            Escalations escalations,
            Rotas rotas,
            Reading reading,
            Members members,
            BrandDirectory brands,
            RefusalWords refusals,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.escalations = escalations;
        this.rotas = rotas;
        this.reading = reading;
        this.members = members;
        this.brands = brands;
        this.refusals = refusals;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(defaultValue = "") String after,
            Hx hx,
            Model model,
            Locale locale) {
        var page = new PageRequest(PAGE, after.isEmpty() ? null : Cursor.decode(after));
        var listing = escalations.all(reading.escalations(), "", closed, page);
        model.addAttribute("lines", listing.items().stream().map(this::line).toList());
        model.addAttribute("closed", closed);
        model.addAttribute(
                "next",
                listing.next() == null
                        ? null
                        : "/moderation/escalations?closed=" + closed + "&after=" + listing.next());
        model.addAttribute(
                "tabs",
                List.of(
                        new Tab("/moderation/escalations", text("escalations.open", locale), null, !closed),
                        new Tab(
                                "/moderation/escalations?closed=true",
                                text("escalations.closed", locale),
                                null,
                                closed)));
        model.addAttribute("mayRaise", !reading.scope(Action.ESCALATE).isEmpty());
        model.addAttribute(
                "mayOperate", !reading.scope(Action.MANAGE_ROTA, Action.OPERATE).isEmpty());
        return hx.view(LIST, "rows");
    }

    private Line line(EscalationRow row) {
        var now = clock.instant();
        var state = row.state(now);
        var holder = row.holder();
        return new Line(
                row,
                brands.name(row.brandId()),
                state.name(),
                icon(state),
                tone(state),
                countdown(row, now),
                holder == null ? null : members.nameOf(holder));
    }

    /** How long the level that was called still has; null when nobody is being waited for. */
    private static @Nullable ClockFace countdown(EscalationRow row, Instant now) {
        var before = row.acknowledgeBefore();
        return before == null
                        || row.state(now) != EscalationRow.State.CALLING
                        || row.next().isEmpty()
                ? null
                : ClockFace.running(before.minus(row.perLevel()), before, now);
    }

    static String icon(EscalationRow.State state) {
        return switch (state) {
            case CALLING -> "bell-ringing";
            case UNANSWERED -> "alert-octagon";
            case ACKNOWLEDGED -> "user-check";
            case CLOSED -> "check";
        };
    }

    static String tone(EscalationRow.State state) {
        return switch (state) {
            case CALLING, UNANSWERED -> "danger fill";
            case ACKNOWLEDGED -> "accent";
            case CLOSED -> "ok";
        };
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Hx hx, Model model, Locale locale) {
        show(desk.find(id), null, locale, model);
        return hx.view(ONE, "matter");
    }

    @PostMapping("/{id}/acknowledge")
    String acknowledge(
            @PathVariable String id,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.acknowledge(id), "acknowledged", model, response, flash, locale);
    }

    @PostMapping("/{id}/close")
    String close(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String outcome,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        return act(id, () -> desk.close(id, outcome), "closed", model, response, flash, locale);
    }

    @PostMapping("/{id}/false-alarm")
    String falseAlarm(
            @PathVariable String id,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        var outcome = text("escalation.falseAlarm", locale);
        return act(id, () -> desk.close(id, outcome), "closed", model, response, flash, locale);
    }

    private interface Act {
        EscalationRow perform();
    }

    private String act(
            String id,
            Act act,
            String done,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        try {
            act.perform();
        } catch (Refused e) {
            if (e.category() == Refused.Category.NOT_FOUND) {
                throw e;
            }
            response.setStatus(RefusalWords.status(e).value());
            show(desk.find(id), refusals.of(e, locale), locale, model);
            return ONE;
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(desk.find(id), refusals.of(e, locale), locale, model);
            return ONE;
        }
        flash.addFlashAttribute("pvDone", text("escalation.done." + done, locale));
        return "redirect:/moderation/escalations/" + id;
    }

    private void show(EscalationRow row, @Nullable String error, Locale locale, Model model) {
        var now = clock.instant();
        var actor = CurrentActor.require();
        var role = actor.roleOn(row.brandId(), now);
        var calls = escalations.calls(row.escalationId());
        model.addAttribute("line", line(row));
        model.addAttribute("raisedBy", row.raisedByAlert() ? null : members.nameOf(row.raisedBy()));
        model.addAttribute("end", end(row, locale));
        model.addAttribute("next", names(row.next()));
        model.addAttribute(
                "calls", calls.stream().map(c -> line(c, row)).toList().reversed());
        model.addAttribute("subjectHref", subjectHref(row));
        model.addAttribute(
                "mayAnswer",
                reading.scope(Action.ACKNOWLEDGE).coversBrand(row.brandId())
                        && row.closedAt() == null
                        && Escalation.mayAnswer(row.levels(), actor.id(), role == null ? null : role.name()));
        model.addAttribute("state", row.state(now).name());
        model.addAttribute("callCount", calls.size());
        model.addAttribute("waited", waited(row, now));
        model.addAttribute("error", error);
    }

    /** How it ended, in words; what ended together with its incident says so in the language of the reader. */
    private @Nullable String end(EscalationRow row, Locale locale) {
        var outcome = row.outcome();
        if (outcome == null) {
            return null;
        }
        var closer = members.nameOf(Objects.requireNonNullElse(row.closedBy(), ""));
        var ofIncident = row.outcomeOfIncident();
        if (ofIncident == null) {
            return text("escalation.outcomeBy", locale, closer, outcome);
        }
        var words = text("incidentOutcome." + ofIncident, locale);
        return ofIncident.equals("QUIET")
                ? text("escalation.endedByItself", locale, words)
                : text("escalation.endedWithIncident", locale, closer, words);
    }

    private static Duration waited(EscalationRow row, Instant now) {
        return Objects.requireNonNullElseGet(row.timeToAcknowledge(), () -> Duration.between(row.raisedAt(), now));
    }

    private CallLine line(Call call, EscalationRow row) {
        var everybody = row.ladder().isLast(call.step());
        return new CallLine(call.at(), call.round(), call.level(), names(call.members()), everybody);
    }

    private String names(List<String> memberIds) {
        return memberIds.stream().map(members::nameOf).collect(Collectors.joining(", "));
    }

    /** Where the matter itself can be looked at; null for what has no page. */
    private static @Nullable String subjectHref(EscalationRow row) {
        var id = row.subjectId();
        return switch (row.subjectKind()) {
            case "incident" -> "/listening/alerts/" + id;
            case "conversation" -> "/crm/conversations/" + id;
            case "suggestion" -> "/crm/suggestions/" + id;
            case "mention" -> "/listening/mentions/" + id;
            case "review" -> "/moderation/reviews/" + id;
            case "delivery" -> "/publishing/deliveries/" + id;
            case "post" -> "/publishing/posts/" + id;
            case "reply" -> "/publishing/replies/" + id;
            default -> null;
        };
    }

    @GetMapping("/new")
    String blank(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String subject,
            Locale locale,
            Model model) {
        form(new Typed(brand, subject, "", "", null), locale, model);
        return NEW;
    }

    @PostMapping
    String raise(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String rota,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        try {
            var raised = desk.raise(new EscalationForm(null, subject.strip(), brand, reason, rota.strip()));
            flash.addFlashAttribute("pvDone", text("escalation.done.raised", locale));
            return "redirect:/moderation/escalations/" + raised.escalationId();
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            form(new Typed(brand, subject, reason, rota, refusals.of(e, locale)), locale, model);
            return NEW;
        }
    }

    private void form(Typed typed, Locale locale, Model model) {
        var scope = reading.scope(Action.ESCALATE);
        var brandChoices = brands.list(scope.touched()).stream()
                .map(b -> new Option(b.brandId(), b.name()))
                .toList();
        var rotaChoices = new ArrayList<Option>();
        rotaChoices.add(new Option("", text("escalation.firstRota", locale)));
        for (var rota : rotas.choices(scope, ROTAS)) {
            var name = brandChoices.size() == 1 ? rota.name() : rota.name() + ", " + brands.name(rota.brandId());
            rotaChoices.add(new Option(rota.rotaId(), name));
        }
        model.addAttribute("typed", typed);
        model.addAttribute("brands", brandChoices);
        model.addAttribute("rotas", rotaChoices);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage("moderation." + key, arguments, locale));
    }
}
