package org.parvis.identity.own;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.form.Choices;
import org.parvis.identity.form.FormError;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page with one's own preferences; the shell's menu sends its choices here too. */
@Controller
@RequestMapping("/identity/preferences")
final class PreferencePageController {

    private static final String VIEW = "identity/preferences";

    private final PreferenceDesk desk;
    private final OwnPassword password;
    private final Choices choices;
    private final MessageSource words;

    PreferencePageController(PreferenceDesk desk, OwnPassword password, Choices choices, MessageSource words) {
        this.desk = desk;
        this.password = password;
        this.choices = choices;
        this.words = words;
    }

    @GetMapping
    String page(Actor actor, Model model) {
        return show(actor, null, model);
    }

    @PostMapping
    @Nullable
    String choose(
            @ModelAttribute PreferenceDesk.Choice choice,
            @RequestParam @Nullable String back,
            Actor actor,
            Hx hx,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        try {
            desk.choose(actor, choice, response);
        } catch (RuntimeException e) {
            return show(actor, error(e, response, locale), model);
        }
        if (hx.wantsFragment()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return "redirect:" + ownPage(back);
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(name = "password", defaultValue = "") String wanted,
            Actor actor,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        try {
            password.change(actor, current, wanted);
        } catch (RuntimeException e) {
            return show(actor, error(e, response, locale), model);
        }
        flash.addFlashAttribute("pvDone", words.getMessage("identity.own.passwordChanged", null, locale));
        return "redirect:/identity/preferences";
    }

    private String show(Actor actor, @Nullable FormError error, Model model) {
        model.addAttribute("member", desk.of(actor));
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute("languages", choices.pageLanguages());
        model.addAttribute("zones", choices.zones());
        return VIEW;
    }

    private FormError error(RuntimeException e, HttpServletResponse response, Locale locale) {
        var error = FormError.of(e, words, locale).orElseThrow(() -> e);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return error;
    }

    /** Back to a page of ours; never to another host, however the address is written. */
    private static String ownPage(@Nullable String back) {
        if (back == null) {
            return "/identity/preferences";
        }
        var plain = back.length() <= 2_000
                && back.startsWith("/")
                && !back.startsWith("//")
                && back.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\\"<>{}".indexOf(c) < 0);
        return plain ? back : "/identity/preferences";
    }
}
