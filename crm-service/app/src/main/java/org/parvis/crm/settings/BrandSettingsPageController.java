package org.parvis.crm.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Shown;
import org.parvis.crm.page.RefusalWords;
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

    @GetMapping
    String form(@PathVariable String brand, Model model) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        return form(SettingsForm.drawn(settings, brand), null, model);
    }

    private String form(SettingsForm form, @Nullable String error, Model model) {
        var brand = form.brand();
        model.addAttribute("form", form);
        model.addAttribute(
                "brandName", settings.names(new Brands(Set.of(brand))).getOrDefault(brand, brand));
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
        var form = SettingsForm.sent(settings, brand, parameters);
        if (form.isOvertaken()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(form, text("refusal.STALE_VERSION", locale), model);
        }
        try {
            commands.send(form.change());
        } catch (RuntimeException e) {
            var problem = words.in(e, locale).orElseThrow(() -> e);
            response.setStatus(problem.status());
            return form(form, problem.text(), model);
        }
        Shown.soon(() -> form.isSettledIn(settings));
        redirect.addFlashAttribute("pvDone", text("crm.done.settings", locale));
        return "redirect:/crm/product-lines";
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
