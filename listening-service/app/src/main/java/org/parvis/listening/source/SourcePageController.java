package org.parvis.listening.source;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.listening.connector.Credentials;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sources for people: how each does, and a form for a new one. */
@Controller
class SourcePageController {

    private final SourceDesk desk;
    private final HookDesk hooks;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Sources sources;
    private final Connectors connectors;
    private final Access access;
    private final MessageSource messages;

    SourcePageController(
            SourceDesk desk,
            HookDesk hooks,
            BrandDirectory brands,
            MemberDirectory members,
            Sources sources,
            Connectors connectors,
            Access access,
            MessageSource messages) {
        this.hooks = hooks;
        this.brands = brands;
        this.members = members;
        this.desk = desk;
        this.sources = sources;
        this.connectors = connectors;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping("/listening/sources")
    String list(Model model) {
        desk.requireReader();
        model.addAttribute("sources", sources.all(desk.readable()));
        model.addAttribute("managed", access.brands(Action.MANAGE_SOURCES));
        return "listening/sources";
    }

    @GetMapping("/listening/sources/new")
    String begin(Locale locale, Model model) {
        access.requireAnywhere(Action.MANAGE_SOURCES);
        return form(new SourceForm("", "FEED", "", Map.of(), Map.of(), "PT5M"), null, null, locale, model);
    }

    @PostMapping("/listening/sources")
    String save(
            @RequestParam String brand,
            @RequestParam String connector,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "PT5M") String every,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var settings = new LinkedHashMap<String, String>();
        switch (connector) {
            case "FEED" -> settings.put("url", url.strip());
            case "BLUESKY" -> {
                settings.put("service", url.strip());
                settings.put("identifier", identifier.strip());
                if (!query.isBlank()) {
                    settings.put("query", query.strip());
                }
            }
            default -> {
                // The town needs no settings.
            }
        }
        var credentials = password.isEmpty() ? Map.<String, String>of() : Map.of("password", password);
        var form = new SourceForm(brand, connector, name, settings, credentials, every);
        try {
            access.require(Action.MANAGE_SOURCES, form.brandId());
            var command = form.command(Ids.next(), connectors, Credentials.NONE);
            desk.connect(command, credentials);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            var text = messages.getMessage(
                    "invalid." + invalid.code(), invalid.arguments().toArray(), locale);
            return form(form, invalid.field(), text, locale, model);
        }
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.source.saved", null, locale));
        return "redirect:/listening/sources";
    }

    @GetMapping("/listening/sources/{id}")
    String one(@PathVariable String id, Model model) {
        return show(id, null, model);
    }

    /** A new secret for the calls of the source's network, shown on this one answer and never again. */
    @PostMapping("/listening/sources/{id}/hook")
    String makeSecret(@PathVariable String id, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        return show(id, hooks.make(id), model);
    }

    private String show(String id, HookDesk.@Nullable Made made, Model model) {
        var source = desk.requireReadable(id);
        var standing = hooks.standing(id);
        model.addAttribute("source", source);
        model.addAttribute("brandName", brands.name(source.brandId()));
        model.addAttribute("hook", standing);
        model.addAttribute("madeBy", members.name(standing.madeBy()));
        model.addAttribute("made", made);
        model.addAttribute("mayManage", access.may(Action.MANAGE_SOURCES, source.brandId()));
        return "listening/place";
    }

    @PostMapping("/listening/sources/{id}/fetch")
    String fetch(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        desk.fetch(id);
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.source.fetching", null, locale));
        return "redirect:/listening/sources";
    }

    @PostMapping("/listening/sources/{id}/pause")
    String pause(@PathVariable String id) {
        desk.pause(id);
        return "redirect:/listening/sources";
    }

    @PostMapping("/listening/sources/{id}/resume")
    String resume(@PathVariable String id) {
        desk.resume(id);
        return "redirect:/listening/sources";
    }

    private String form(SourceForm form, @Nullable String field, @Nullable String error, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("field", field);
        model.addAttribute("error", error);
        model.addAttribute("brands", brands.options(access.brands(Action.MANAGE_SOURCES)));
        model.addAttribute("connectors", options("listening.connector.", connectors.kinds(), locale));
        model.addAttribute("periods", options("listening.every.", List.of("PT1M", "PT5M", "PT15M", "PT1H"), locale));
        return "listening/source";
    }

    private List<Option> options(String prefix, List<String> values, Locale locale) {
        return values.stream()
                .map(value -> new Option(value, messages.getMessage(prefix + value, null, locale)))
                .toList();
    }
}
