package org.parvis.crm.conversation.inbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.StorableTime;
import org.parvis.crm.page.FormId;
import org.parvis.crm.page.FormProblem;
import org.parvis.crm.page.PageWords;
import org.parvis.crm.page.RefusalWords;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What people do with an open conversation. They then see it as it is; who acted on an older state sees the newer one and why nothing was
 * done. Other refusals are told where the form is, which keeps what was typed: in a whole page that is drawn again here, in a part of one
 * the scripts of the shell do it.
 */
@Controller
@RequestMapping("/crm/conversations/{id}")
class ConversationPageController {

    /** Acts with a form that people fill in; the others are a button. */
    private static final Set<String> FORMS = Set.of("assign", "note", "snooze");

    private final ConversationActs acts;
    private final QueueModel queue;
    private final Panes panes;
    private final RefusalWords refusals;
    private final MessageSource messages;
    private final Clock clock;

    ConversationPageController(
            ConversationActs acts,
            QueueModel queue,
            Panes panes,
            RefusalWords refusals,
            MessageSource messages,
            Clock clock) {
        this.acts = acts;
        this.queue = queue;
        this.panes = panes;
        this.refusals = refusals;
        this.messages = messages;
        this.clock = clock;
    }

    /** The request around an act: who, from which queue, and how to answer. */
    record Asked(
            String id,
            @Nullable Long version,
            Map<String, String> parameters,
            InboxQuery query,
            boolean wantsFragment,
            Actor actor,
            PageWords words,
            Locale locale) {}

    @ModelAttribute
    Asked asked(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam Map<String, String> parameters,
            Hx hx,
            Actor actor,
            @ModelAttribute(binding = false, name = "crm") PageWords words,
            Locale locale) {
        return new Asked(id, version, parameters, InboxQuery.of(parameters), hx.wantsFragment(), actor, words, locale);
    }

    @PostMapping("/assign")
    ModelAndView assign(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String member,
            Model model,
            RedirectAttributes redirect) {
        var me = asked.actor().id();
        var to = member.isBlank() ? null : member.equals("me") ? me : member;
        var done = to == null ? "unassigned" : to.equals(me) ? "taken" : "assigned";
        return carryOut(asked, "assign", done, () -> acts.assign(asked.id(), to, asked.version()), model, redirect);
    }

    @PostMapping("/note")
    ModelAndView note(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String text,
            Model model,
            RedirectAttributes redirect) {
        return carryOut(
                asked,
                "note",
                "noted",
                () -> acts.note(asked.id(), FormId.of(form, List.of(text)), text, null),
                model,
                redirect);
    }

    @PostMapping("/snooze")
    ModelAndView snooze(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String local,
            Model model,
            RedirectAttributes redirect) {
        return carryOut(
                asked,
                "snooze",
                "snoozed",
                () -> acts.snooze(asked.id(), moment(until, local, asked.actor()), asked.version()),
                model,
                redirect);
    }

    private static Instant moment(String until, String local, Actor actor) {
        try {
            return StorableTime.require(
                    "until",
                    until.isBlank()
                            ? LocalDateTime.parse(local).atZone(actor.zone()).toInstant()
                            : Instant.parse(until));
        } catch (DateTimeException e) {
            throw new InvalidInput("until", "moment");
        }
    }

    @PostMapping("/wake")
    ModelAndView wake(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "wake", "woken", () -> acts.wake(asked.id()), model, redirect);
    }

    @PostMapping("/resolve")
    ModelAndView resolve(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "resolve", "resolved", () -> acts.resolve(asked.id(), asked.version()), model, redirect);
    }

    @PostMapping("/reopen")
    ModelAndView reopen(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "reopen", "reopened", () -> acts.reopen(asked.id(), asked.version()), model, redirect);
    }

    /** Something a member does to a conversation. */
    @FunctionalInterface
    private interface Act {
        long run();
    }

    private ModelAndView carryOut(
            Asked asked, String name, String done, Act act, Model model, RedirectAttributes redirect) {
        @Nullable FormProblem problem = null;
        try {
            act.run();
        } catch (RuntimeException e) {
            problem = refusals.in(e, asked.locale()).orElseThrow(() -> e);
            if (asked.wantsFragment() && !problem.isStale()) {
                throw e;
            }
        }
        if (asked.wantsFragment()) {
            return part(asked, problem, problem == null ? "crm.done." + done : null, model);
        }
        if (problem != null) {
            return again(asked, new RefusedAct(name, asked.parameters(), problem), model);
        }
        redirect.addFlashAttribute("pvDone", text("crm.done." + done, asked.locale()));
        return new ModelAndView("redirect:" + asked.query().at("/crm/conversations/" + asked.id()));
    }

    private ModelAndView part(Asked asked, @Nullable FormProblem problem, @Nullable String done, Model model) {
        var pane = panes.open(asked.id(), asked.actor(), asked.words(), true, problem == null ? null : problem.text());
        model.addAttribute("pane", pane);
        model.addAttribute("query", asked.query());
        model.addAttribute("done", done);
        model.addAttribute("row", row(pane, asked));
        return new ModelAndView(InboxPageController.PAGE + " :: acted", model.asMap());
    }

    /** The whole page once more, as the conversation is now, with the form of the act open and filled in. */
    private ModelAndView again(Asked asked, RefusedAct refused, Model model) {
        var notice = FORMS.contains(refused.name()) ? null : refused.problem().text();
        model.addAttribute("pane", panes.open(asked.id(), asked.actor(), asked.words(), true, notice));
        model.addAttribute("refused", refused);
        queue.rows(asked.query(), null, asked.id(), asked.actor(), asked.words(), model);
        queue.head(asked.query(), asked.actor(), asked.locale(), model);
        return new ModelAndView(
                InboxPageController.PAGE,
                model.asMap(),
                HttpStatus.valueOf(refused.problem().status()));
    }

    private QueueItem row(Pane pane, Asked asked) {
        var answering = pane.conversation().answering();
        var names = answering == null || pane.holder() == null
                ? Map.<String, String>of()
                : Map.of(answering.memberId(), pane.holder().name());
        return QueueItem.of(pane.conversation(), asked.query(), names, asked.words(), clock.instant(), asked.id());
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
