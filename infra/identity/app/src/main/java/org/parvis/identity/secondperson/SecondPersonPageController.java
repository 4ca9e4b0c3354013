package org.parvis.identity.secondperson;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.member.GrantDesk;
import org.parvis.identity.member.list.WaitingGrant;
import org.parvis.identity.member.list.WaitingGrants;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rule of the second person, and the rights that wait under it. */
@Controller
@RequestMapping(SecondPersonPageController.PATH)
final class SecondPersonPageController {

    static final String PATH = "/identity/second-person";
    private static final String VIEW = "identity/second-person";
    private static final int MOST = 200;

    private final SecondPersonDesk desk;
    private final SecondPersonState state;
    private final WaitingGrants waiting;
    private final GrantDesk grants;
    private final BrandItems brands;
    private final MemberDirectory members;
    private final Access access;
    private final MessageSource words;

    SecondPersonPageController(
            SecondPersonDesk desk,
            SecondPersonState state,
            WaitingGrants waiting,
            GrantDesk grants,
            BrandItems brands,
            MemberDirectory members,
            Access access,
            MessageSource words) {
        this.desk = desk;
        this.state = state;
        this.waiting = waiting;
        this.grants = grants;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.words = words;
    }

    /** A right that waits, in words. */
    record Row(WaitingGrant grant, String name, String brandName, String askedBy, boolean own, boolean mine) {}

    @GetMapping
    String page(Actor actor, Model model, Locale locale) {
        desk.requireReader();
        return show(null, actor, model, locale);
    }

    private String show(@Nullable String error, Actor actor, Model model, Locale locale) {
        var rule = state.now();
        var wholeHouse = access.brands(Action.MANAGE_MEMBERS).all();
        model.addAttribute("error", error);
        model.addAttribute("rule", rule);
        model.addAttribute("changedBy", members.name(rule.changedBy()));
        model.addAttribute("askedBy", members.name(rule.releaseAskedBy()));
        model.addAttribute("own", actor.id().equals(rule.releaseAskedBy()));
        model.addAttribute("mayChange", wholeHouse);
        model.addAttribute("mayConfirm", access.brands(Action.CONFIRM_GRANT).all());
        model.addAttribute("nobodyElse", wholeHouse && desk.nobodyElse());
        model.addAttribute("rows", rows(actor, locale));
        return VIEW;
    }

    private List<Row> rows(Actor actor, Locale locale) {
        var found = waiting.on(access.brands(Action.CONFIRM_GRANT), new PageRequest(MOST, null))
                .items();
        var ids = new ArrayList<String>();
        found.forEach(w -> ids.addAll(List.of(w.member(), w.askedBy())));
        var names = members.names(ids);
        return found.stream()
                .map(w -> new Row(
                        w,
                        names.getOrDefault(w.member(), w.member()),
                        w.brand().equals(Grant.EVERY_BRAND)
                                ? text("identity.explain.everyBrand", locale)
                                : brands.find(w.brand()).map(BrandItem::name).orElse(w.brand()),
                        names.getOrDefault(w.askedBy(), w.askedBy()),
                        w.askedBy().equals(actor.id()),
                        w.member().equals(actor.id())))
                .toList();
    }

    @PostMapping("/{act}")
    String act(
            @PathVariable String act,
            @RequestParam(defaultValue = "0") long version,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        Runnable done = switch (act) {
            case "on" -> desk::switchOn;
            case "off" -> desk::askForRelease;
            case "confirm" -> () -> desk.confirmRelease(version);
            case "decline" -> () -> desk.declineRelease(version);
            default -> throw new NotFound("page", act);
        };
        return take(done, "identity.second.done." + act, actor, model, response, flash, locale);
    }

    @PostMapping("/waiting/{member}/{grant}/{act}")
    String decide(
            @PathVariable String member,
            @PathVariable String grant,
            @PathVariable String act,
            @RequestParam long version,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        Ids.requireValid(member);
        Ids.requireValid("grant", grant);
        Runnable done = switch (act) {
            case "confirm" -> () -> grants.confirm(member, grant, version);
            case "decline" -> () -> grants.decline(member, grant, version);
            default -> throw new NotFound("page", act);
        };
        return take(done, "identity.second.done.grant." + act, actor, model, response, flash, locale);
    }

    private String take(
            Runnable act,
            String done,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        try {
            act.run();
        } catch (Refused refused) {
            var known = Optional.ofNullable(words.getMessage(
                    "refusal." + refused.code(), refused.details().values().toArray(), null, locale));
            if (!access.brands(Action.CONFIRM_GRANT).ids().isEmpty() && known.isPresent()) {
                response.setStatus(
                        switch (refused.category()) {
                            case CONFLICT -> 409;
                            case FORBIDDEN -> 403;
                            case INVALID -> 422;
                            case NOT_FOUND -> 404;
                        });
                return show(known.get(), actor, model, locale);
            }
            throw refused;
        }
        flash.addFlashAttribute("pvDone", text(done, locale));
        return "redirect:" + PATH;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(words.getMessage(key, null, locale));
    }
}
