package org.parvis.identity.brand;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.form.Choices;
import org.parvis.identity.form.FormError;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.rights.Action;
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

/** The brands on a page, and the form that describes one. */
@Controller
@RequestMapping("/identity/brands")
final class BrandPageController {

    private static final String LIST = "identity/brands";
    private static final String FORM = "identity/brand";

    private final BrandItems brands;
    private final BrandDesk desk;
    private final Access access;
    private final HouseAccess house;
    private final Choices choices;
    private final MessageSource words;

    BrandPageController(
            BrandItems brands, BrandDesk desk, Access access, HouseAccess house, Choices choices, MessageSource words) {
        this.brands = brands;
        this.desk = desk;
        this.access = access;
        this.house = house;
        this.choices = choices;
        this.words = words;
    }

    /** What was typed, to be shown again when it is not taken. */
    record Typed(String id, String name, String country, String languages, String zone) {

        static Typed of(BrandItem b) {
            return new Typed(b.id(), b.name(), b.country(), String.join(", ", b.languages()), b.zone());
        }

        BrandForm form() {
            return new BrandForm(name, country, split(languages), zone);
        }

        private static List<String> split(String text) {
            return Arrays.stream(text.split("[,;\\s]+"))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
    }

    @GetMapping
    String list(Model model) {
        access.requireAnywhere(Action.READ_MEMBERS);
        model.addAttribute("brands", brands.all(access.brands(Action.READ_MEMBERS)));
        model.addAttribute("mayAdd", access.brands(Action.MANAGE_MEMBERS).all());
        return LIST;
    }

    @GetMapping(params = "new")
    String blank(Model model, Locale locale) {
        house.require("brand:new");
        return form(new Typed("", "", "FR", "fr, en", "Europe/Paris"), null, true, model, locale);
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        house.require("brand:" + Ids.requireValid(id));
        var brand = brands.find(id).orElseThrow(() -> new NotFound("brand", id));
        return form(Typed.of(brand), null, false, model, locale);
    }

    @PostMapping
    String register(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String languages,
            @RequestParam(defaultValue = "") String zone,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("brand:new");
        var typed = new Typed(id.strip(), name, country, languages, zone);
        return take(typed, true, response, flash, model, locale, () -> {
            Ids.requireValid("id", typed.id());
            desk.register(typed.id(), typed.form().description());
        });
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String country,
            @RequestParam(defaultValue = "") String languages,
            @RequestParam(defaultValue = "") String zone,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale) {
        house.require("brand:" + Ids.requireValid(id));
        var typed = new Typed(id, name, country, languages, zone);
        return take(
                typed,
                false,
                response,
                flash,
                model,
                locale,
                () -> desk.change(id, typed.form().description()));
    }

    private String take(
            Typed typed,
            boolean isNew,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model,
            Locale locale,
            Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            var error = FormError.of(e, words, locale).orElseThrow(() -> e);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(typed, error, isNew, model, locale);
        }
        flash.addFlashAttribute("pvDone", words.getMessage("identity.brand.kept", new Object[] {typed.name()}, locale));
        return "redirect:/identity/brands";
    }

    private String form(Typed typed, @Nullable FormError error, boolean isNew, Model model, Locale locale) {
        model.addAttribute("typed", typed);
        model.addAttribute("error", error == null ? new FormError("-", "") : error);
        model.addAttribute("isNew", isNew);
        model.addAttribute("countries", choices.countries(locale));
        model.addAttribute("zones", choices.zones());
        return FORM;
    }
}
