package org.parvis.identity.factor;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.form.FormError;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.password.ShownPassword;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own second factor: set up with a picture or a typed secret, recovery codes shown once; and the way to take a lost one away. */
@Controller
final class FactorPageController {

    private static final String VIEW = "identity/second-factor";

    private final FactorDesk desk;
    private final FactorRoles roles;
    private final Passwords passwords;
    private final ShownPassword shown;
    private final ShownFactor factor;
    private final Access access;
    private final HouseAccess house;
    private final MessageSource words;
    private final Clock clock;

    FactorPageController(
            FactorDesk desk,
            FactorRoles roles,
            Passwords passwords,
            ShownPassword shown,
            ShownFactor factor,
            Access access,
            HouseAccess house,
            MessageSource words,
            Clock clock) {
        this.desk = desk;
        this.roles = roles;
        this.passwords = passwords;
        this.shown = shown;
        this.factor = factor;
        this.access = access;
        this.house = house;
        this.words = words;
        this.clock = clock;
    }

    /** A QR code for the page: the dark squares as a path in a square of this width. */
    record Picture(int width, String path) {

        static Picture of(QrCode code) {
            return new Picture(code.width(), code.path());
        }
    }

    @GetMapping("/identity/second-factor")
    String page(Actor actor, HttpServletResponse response, Model model) {
        return show(actor, null, null, response, model);
    }

    /** Asks for the password: whoever found an open browser must not set up a factor of their own. */
    @PostMapping("/identity/second-factor/begin")
    String begin(
            @RequestParam(defaultValue = "") String current,
            Actor actor,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        if (passwords.exists(actor.id())) {
            try {
                shown.require("current", actor.id(), current);
            } catch (InvalidInput e) {
                return wrong(actor, e, response, model, locale);
            }
        }
        if (desk.since(actor.id()).isEmpty()) {
            desk.begin(actor.id());
        }
        return "redirect:/identity/second-factor";
    }

    @PostMapping("/identity/second-factor/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String code,
            Actor actor,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var codes = desk.confirm(actor, code);
        if (codes.isEmpty()) {
            return wrong(actor, new InvalidInput("code", "code-wrong"), response, model, locale);
        }
        return show(actor, null, codes, response, model);
    }

    @PostMapping("/identity/second-factor/codes")
    String renewCodes(Actor actor, HttpServletResponse response, Model model) {
        access.requireSecondFactor();
        factor.require(actor.id());
        return show(actor, null, desk.renewCodes(actor.id()), response, model);
    }

    @PostMapping("/identity/second-factor/remove")
    String remove(Actor actor, RedirectAttributes flash, Locale locale) {
        access.requireSecondFactor();
        factor.require(actor.id());
        desk.remove(actor.id());
        done(flash, "identity.factor.removed", locale);
        return "redirect:/identity/second-factor";
    }

    @GetMapping("/identity/members/{memberId}/second-factor")
    String ofMember(@PathVariable String memberId, Hx hx, Model model) {
        house.require("member:" + Ids.requireValid("memberId", memberId));
        model.addAttribute("memberId", memberId);
        model.addAttribute("since", desk.since(memberId).orElse(null));
        return hx.view("identity/member-factor", "state");
    }

    /** For somebody who lost device and recovery codes. */
    @PostMapping("/identity/members/{memberId}/second-factor/remove")
    String removeOfMember(@PathVariable String memberId, Actor actor, RedirectAttributes flash, Locale locale) {
        house.require("member:" + Ids.requireValid("memberId", memberId));
        access.requireSecondFactor();
        factor.require(actor.id());
        desk.remove(memberId);
        done(flash, "identity.factor.removedOf", locale);
        return "redirect:/identity/members/" + memberId;
    }

    private String show(
            Actor actor,
            @Nullable FormError error,
            @Nullable List<String> codes,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Cache-Control", "no-store");
        var waiting = desk.waiting(actor.id()).orElse(null);
        model.addAttribute("memberId", actor.id());
        model.addAttribute("since", desk.since(actor.id()).orElse(null));
        model.addAttribute("left", desk.codesLeft(actor.id()));
        model.addAttribute("codes", codes);
        model.addAttribute("secret", waiting == null ? null : waiting.spaced());
        model.addAttribute("qr", waiting == null ? null : Picture.of(QrCode.of(waiting.address(actor.id()))));
        model.addAttribute("hasPassword", passwords.exists(actor.id()));
        model.addAttribute("demanded", !Collections.disjoint(roles.demanded(), actor.roles(clock.instant())));
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        return VIEW;
    }

    private String wrong(Actor actor, InvalidInput e, HttpServletResponse response, Model model, Locale locale) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(actor, FormError.of(e, words, locale).orElseThrow(), null, response, model);
    }

    private void done(RedirectAttributes flash, String key, Locale locale) {
        flash.addFlashAttribute("pvDone", words.getMessage(key, null, locale));
    }
}
