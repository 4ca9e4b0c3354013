package org.parvis.crm.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.crm.api.Telling;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.settings.ChangeBrandSettings.TellingText;
import org.parvis.crm.sql.ReadYourWrites;
import org.parvis.identity.rights.Action;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a brand settles about answering, for administrators. */
@Controller
@RequestMapping("/crm/settings/{brand}")
class BrandSettingsPageController {

    private final Settings settings;
    private final Commands commands;
    private final Access access;
    private final RefusalWords words;
    private final MessageSource messages;

    BrandSettingsPageController(
            Settings settings, Commands commands, Access access, RefusalWords words, MessageSource messages) {
        this.settings = settings;
        this.commands = commands;
        this.access = access;
        this.words = words;
        this.messages = messages;
    }

    /** One text of the form; {@code key} is the name of its field. */
    record Field(String key, Telling telling, String language, String text) {}

    @GetMapping
    String form(@PathVariable String brand, Model model) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        var fields = new ArrayList<Field>();
        for (var telling : Telling.values()) {
            for (var language : BrandSettings.LANGUAGES) {
                var text = settings.tellingText(brand, telling, language);
                fields.add(new Field(Settings.key(telling, language), telling, language, text));
            }
        }
        return form(brand, Integer.toString(settings.targetMinutes(brand)), fields, null, model);
    }

    private String form(String brand, String minutes, List<Field> fields, @Nullable String error, Model model) {
        model.addAttribute("brand", brand);
        model.addAttribute(
                "brandName", settings.names(new Brands(Set.of(brand))).getOrDefault(brand, brand));
        model.addAttribute("minutes", minutes);
        model.addAttribute("fields", fields);
        model.addAttribute("error", error);
        return "crm/settings";
    }

    @PostMapping
    String save(
            @PathVariable String brand,
            @RequestParam Map<String, String> parameters,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        var fields = new ArrayList<Field>();
        for (var telling : Telling.values()) {
            for (var language : BrandSettings.LANGUAGES) {
                var key = Settings.key(telling, language);
                fields.add(new Field(key, telling, language, parameters.getOrDefault(key, "")));
            }
        }
        var minutes = parameters.getOrDefault("minutes", "");
        try {
            commands.send(new ChangeBrandSettings(brand, number(minutes), changed(brand, fields)));
        } catch (RuntimeException e) {
            var problem = words.in(e, locale).orElseThrow(() -> e);
            response.setStatus(problem.status());
            return form(brand, minutes, fields, problem.text(), model);
        }
        ReadYourWrites.await(
                Duration.ofMillis(800),
                () -> settings.targetMinutes(brand) == number(minutes)
                        && changed(brand, fields).isEmpty());
        redirect.addFlashAttribute(
                "pvDone", Objects.requireNonNull(messages.getMessage("crm.done.settings", null, "", locale)));
        return "redirect:/crm/product-lines";
    }

    /** What is no number is as much out of range as a million. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A text that was left as it is stays the house's own, and follows when the house changes it. */
    private List<TellingText> changed(String brand, List<Field> fields) {
        return fields.stream()
                .map(field -> new TellingText(field.telling(), field.language(), field.text()))
                .filter(typed ->
                        !typed.text().strip().equals(settings.tellingText(brand, typed.telling(), typed.language())))
                .toList();
    }
}
