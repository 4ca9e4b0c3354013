package org.parvis.crm.conversation.inbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.InvalidInput;
import org.parvis.crm.conversation.ConversationRefusal;
import org.parvis.crm.page.PageWords;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What people do with an open conversation. They then see it as it is; who acted on an older state sees the newer one and why nothing was
 * done. Other refusals are told where the form is, which keeps what was typed.
 */
@Controller
@RequestMapping("/crm/conversations/{id}")
class ConversationPageController {

    private final ConversationActs acts;
    private final Panes panes;
    private final MessageSource messages;
    private final Clock clock;

    ConversationPageController(ConversationActs acts, Panes panes, MessageSource messages, Clock clock) {
        this.acts = acts;
        this.panes = panes;
        this.messages = messages;
        this.clock = clock;
    }

    /** The request around an act: who, from which queue, and how to answer. */
    record Asked(
            String id,
            @Nullable Long version,
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
        return new Asked(id, version, InboxQuery.of(parameters), hx.wantsFragment(), actor, words, locale);
    }

    @PostMapping("/assign")
    String assign(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String member,
            Model model,
            RedirectAttributes redirect) {
        var me = asked.actor().id();
        var to = member.isBlank() ? null : member.equals("me") ? me : member;
        var done = to == null ? "unassigned" : to.equals(me) ? "taken" : "assigned";
        return carryOut(asked, done, () -> acts.assign(asked.id(), to, asked.version()), model, redirect);
    }

    @PostMapping("/note")
    String note(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String text,
            Model model,
            RedirectAttributes redirect) {
        return carryOut(asked, "noted", () -> acts.note(asked.id(), null, text, null), model, redirect);
    }

    @PostMapping("/snooze")
    String snooze(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String local,
            Model model,
            RedirectAttributes redirect) {
        var moment = moment(until, local, asked.actor());
        return carryOut(asked, "snoozed", () -> acts.snooze(asked.id(), moment, asked.version()), model, redirect);
    }

    private static Instant moment(String until, String local, Actor actor) {
        try {
            return until.isBlank()
                    ? LocalDateTime.parse(local).atZone(actor.zone()).toInstant()
                    : Instant.parse(until);
        } catch (DateTimeException e) {
            throw new InvalidInput("until", "moment");
        }
    }

    @PostMapping("/wake")
    String wake(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "woken", () -> acts.wake(asked.id()), model, redirect);
    }

    @PostMapping("/resolve")
    String resolve(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "resolved", () -> acts.resolve(asked.id(), asked.version()), model, redirect);
    }

    @PostMapping("/reopen")
    String reopen(@ModelAttribute(binding = false) Asked asked, Model model, RedirectAttributes redirect) {
        return carryOut(asked, "reopened", () -> acts.reopen(asked.id(), asked.version()), model, redirect);
    }

    /** Something a member does to a conversation. */
    @FunctionalInterface
    private interface Act {
        long run();
    }

    private String carryOut(Asked asked, String done, Act act, Model model, RedirectAttributes redirect) {
        @Nullable String refusal = null;
        try {
            act.run();
        } catch (Refused e) {
            if (!e.code().equals(ConversationRefusal.STALE_VERSION.name())) {
                throw e;
            }
            refusal = "refusal.STALE_VERSION";
        }
        if (!asked.wantsFragment()) {
            redirect.addFlashAttribute("pvDone", text(refusal == null ? "crm.done." + done : refusal, asked.locale()));
            return "redirect:" + asked.query().at("/crm/conversations/" + asked.id());
        }
        var pane = panes.open(asked.id(), asked.actor(), asked.words(), true, refusal);
        model.addAttribute("pane", pane);
        model.addAttribute("query", asked.query());
        model.addAttribute("done", refusal == null ? "crm.done." + done : null);
        model.addAttribute("row", row(pane, asked));
        return InboxPageController.PAGE + " :: acted";
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
