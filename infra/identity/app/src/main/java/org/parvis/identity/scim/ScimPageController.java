package org.parvis.identity.scim;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.form.Fields;
import org.parvis.identity.form.FormError;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Actor;
import org.springframework.beans.factory.annotation.Value;
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

/** The tokens of the company's directory: made here, shown once, ended here. */
@Controller
@RequestMapping(ScimPageController.PATH)
final class ScimPageController {

    static final String PATH = "/identity/directory";

    private static final int LONGEST_LABEL = 80;

    private final ScimTokens tokens;
    private final HouseAccess house;
    private final Access access;
    private final MessageSource words;
    private final String address;

    ScimPageController(
            ScimTokens tokens,
            HouseAccess house,
            Access access,
            MessageSource words,
            @Value("${parvis.identity.issuer}") String issuer) {
        this.tokens = tokens;
        this.house = house;
        this.access = access;
        this.words = words;
        this.address = issuer + ScimController.PATH;
    }

    @GetMapping
    String page(Model model) {
        house.require("house:directory");
        return show(null, null, model);
    }

    @PostMapping
    String issue(
            @RequestParam(defaultValue = "") String label,
            Actor actor,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        house.require("house:directory");
        access.requireSecondFactor();
        response.setHeader("Cache-Control", "no-store");
        try {
            return show(tokens.issue(Fields.text("label", label, LONGEST_LABEL), actor), null, model);
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(null, FormError.of(e, words, locale).orElseThrow(() -> e), model);
        }
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        house.require("house:directory");
        tokens.revoke(Ids.requireValid(id));
        flash.addFlashAttribute("pvDone", words.getMessage("identity.directory.ended", null, locale));
        return "redirect:" + PATH;
    }

    private String show(@Nullable String made, @Nullable FormError error, Model model) {
        model.addAttribute("made", made);
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute("tokens", tokens.all());
        model.addAttribute("address", address);
        return "identity/directory";
    }
}
