package org.parvis.crm.erasure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.retention.HoldForm;
import org.parvis.crm.settings.Settings;
import org.parvis.identity.rights.Action;
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

/** The queue of erasures for who decides, and one erasure from the wish to the proof. */
@Controller
@RequestMapping("/crm/erasures")
class ErasurePageController {

    private final ErasureDesk desk;
    private final Erasures erasures;
    private final Settings settings;
    private final MemberDirectory members;
    private final Access access;
    private final RefusalWords words;
    private final MessageSource messages;
    private final Clock clock;

    ErasurePageController(
            ErasureDesk desk,
            Erasures erasures,
            Settings settings,
            MemberDirectory members,
            Access access,
            RefusalWords words,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.erasures = erasures;
        this.settings = settings;
        this.members = members;
        this.access = access;
        this.words = words;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var visible = desk.visible();
        var rows = erasures.list(visible);
        var people = new HashSet<String>();
        rows.forEach(row -> people.add(row.requestedBy()));
        model.addAttribute("rows", rows);
        model.addAttribute("names", members.names(people));
        model.addAttribute("brandNames", settings.names(visible));
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "maySettle",
                !access.brands(Action.DECIDE_ERASURE).ids().isEmpty()
                        || !access.brands(Action.MANAGE_POLICY).ids().isEmpty());
        return "crm/erasures";
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Locale locale, Actor actor, Model model) {
        return show(id, null, locale, actor, model);
    }

    private String show(String id, @Nullable String refusal, Locale locale, Actor actor, Model model) {
        var row = desk.find(id);
        var people = new ArrayList<String>();
        people.add(row.requestedBy());
        if (row.decidedBy() != null) {
            people.add(row.decidedBy());
        }
        var mayDecide = access.may(Action.DECIDE_ERASURE, row.brandId());
        model.addAttribute("row", row);
        model.addAttribute("places", erasures.places(id));
        model.addAttribute("spared", erasures.spared(id));
        model.addAttribute("names", members.names(people));
        model.addAttribute("brandName", settings.names(desk.visible()).getOrDefault(row.brandId(), row.brandId()));
        model.addAttribute("own", row.requestedBy().equals(actor.id()));
        model.addAttribute("mayDecide", mayDecide);
        model.addAttribute(
                "held", row.deferredUntil() != null && row.deferredUntil().isAfter(clock.instant()));
        model.addAttribute("holds", HoldForm.grounds(messages, locale));
        model.addAttribute(
                "suggestedUntil",
                LocalDate.ofInstant(clock.instant(), actor.zone()).plusMonths(6));
        model.addAttribute("refusal", refusal);
        return "crm/erasure";
    }

    @PostMapping
    String request(
            @RequestParam String brand,
            @RequestParam List<String> persons,
            @RequestParam String ground,
            @RequestParam String due,
            Actor actor,
            Locale locale,
            RedirectAttributes redirect) {
        desk.requireRequest(brand);
        var row = desk.request(
                Ids.next(), brand, persons, ErasureWords.ground(ground), HoldForm.endOf(due, actor.zone()));
        redirect.addFlashAttribute("pvDone", text("crm.erasure.done.requested", locale));
        return "redirect:/crm/erasures/" + row.id();
    }

    @PostMapping("/{id}/{act}")
    String act(
            @PathVariable String id,
            @PathVariable String act,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String until,
            Locale locale,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        desk.requireDecision(id);
        try {
            switch (act) {
                case "approve" -> desk.approve(id);
                case "decline" -> desk.decline(id, HoldForm.ground(ground));
                case "defer" -> desk.defer(id, HoldForm.ground(ground), HoldForm.endOf(until, actor.zone()));
                case "resume" -> desk.resume(id);
                default -> throw new InvalidInput("act", "erasure-act");
            }
        } catch (Refused e) {
            return show(id, words.of(e, locale), locale, actor, model);
        }
        redirect.addFlashAttribute("pvDone", text("crm.erasure.done." + act, locale));
        return "redirect:/crm/erasures/" + id;
    }

    /** The grounds in words, for whoever asks. */
    static List<Option> grounds(MessageSource messages, Locale locale) {
        return Arrays.stream(ErasureGround.values())
                .map(ground -> new Option(
                        ground.name(),
                        Objects.requireNonNull(
                                messages.getMessage("crm.erasure.ground." + ground.name(), null, "", locale))))
                .toList();
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
