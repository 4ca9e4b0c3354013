package org.parvis.listening.source;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Setting;
import org.parvis.listening.topic.Topics;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.parvis.web.view.Tab;
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
    private final Trials trials;
    private final Topics topics;
    private final Access access;
    private final MessageSource messages;

    SourcePageController(
            SourceDesk desk,
            HookDesk hooks,
            BrandDirectory brands,
            MemberDirectory members,
            Sources sources,
            Connectors connectors,
            Trials trials,
            Topics topics,
            Access access,
            MessageSource messages) {
        this.hooks = hooks;
        this.brands = brands;
        this.members = members;
        this.desk = desk;
        this.sources = sources;
        this.connectors = connectors;
        this.trials = trials;
        this.topics = topics;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping("/listening/sources")
    String list(PageRequest page, Hx hx, Model model) {
        desk.requireReader();
        var found = sources.page(desk.readable(), page);
        model.addAttribute("sources", found.items());
        model.addAttribute("next", found.next() == null ? null : "/listening/sources?after=" + found.next());
        model.addAttribute("managed", access.brands(Action.MANAGE_SOURCES));
        return hx.view("listening/sources", "rows");
    }

    @GetMapping("/listening/sources/new")
    String begin(@RequestParam(defaultValue = "FEED") String connector, Locale locale, Model model) {
        access.requireAnywhere(Action.MANAGE_SOURCES);
        return form(new SourceForm("", connector, "", Map.of(), Map.of(), "PT5M"), null, null, locale, model);
    }

    @PostMapping("/listening/sources")
    String save(
            @RequestParam Map<String, String> fields,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var form = typed(fields);
        var id = Ids.next();
        try {
            desk.connect(id, form);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            return form(form, invalid.field(), words(invalid, form, locale), locale, model);
        }
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.source.saved", null, locale));
        // Who calls us needs the address and a secret, which are on the source's own page.
        return Sources.isAsked(form.connector()) ? "redirect:/listening/sources" : "redirect:/listening/sources/" + id;
    }

    /** Asks the source once and shows what would come in. A browser with scripts keeps what was typed, secrets too. */
    @PostMapping("/listening/sources/trial")
    String tryOut(
            @RequestParam Map<String, String> fields, Hx hx, Locale locale, Model model, HttpServletResponse response) {
        var form = typed(fields).unnamed();
        try {
            access.require(Action.MANAGE_SOURCES, form.brandId());
            var trial = trials.of(form.command(Ids.next(), connectors, settings -> Credentials.NONE), form.given());
            model.addAttribute("trial", trial);
            model.addAttribute(
                    "topicNames",
                    topics.names(trial.items().stream()
                            .flatMap(item -> item.topics().stream())
                            .map(TopicMatch::topicId)
                            .distinct()
                            .toList()));
            form(typed(fields), null, null, locale, model);
        } catch (InvalidInput invalid) {
            var text = words(invalid, form, locale);
            if (!hx.wantsFragment()) {
                response.setStatus(422);
            }
            model.addAttribute("trialError", text);
            form(typed(fields), invalid.field(), text, locale, model);
        }
        return hx.view("listening/source", "trial");
    }

    private SourceForm typed(Map<String, String> fields) {
        var kind = fields.getOrDefault("connector", "");
        var settings = new LinkedHashMap<String, String>();
        var credentials = new LinkedHashMap<String, String>();
        for (var setting : settings(kind)) {
            var value = fields.getOrDefault(setting.name(), "");
            if (setting.secret() && !value.isEmpty()) {
                credentials.put(setting.name(), value);
            } else if (!setting.secret() && !value.isBlank()) {
                settings.put(setting.name(), value.strip());
            }
        }
        return new SourceForm(
                fields.get("brand"), kind, fields.get("name"), settings, credentials, fields.get("every"));
    }

    private List<Setting> settings(String kind) {
        return connectors.kinds().contains(kind) ? connectors.of(kind).settings() : List.of();
    }

    /** A setting is called as the form calls it. */
    private String words(InvalidInput invalid, SourceForm form, Locale locale) {
        var arguments = invalid.arguments().toArray();
        if (invalid.field().startsWith("settings.") && arguments.length > 0) {
            var key = "listening.field." + form.connector() + "." + arguments[0];
            arguments[0] = messages.getMessage(key, null, String.valueOf(arguments[0]), locale);
        }
        return messages.getMessage("invalid." + invalid.code(), arguments, locale);
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
    String resume(@PathVariable String id, Locale locale, RedirectAttributes flash) {
        try {
            desk.resume(id);
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute(
                    "pvDone",
                    messages.getMessage(
                            "invalid." + invalid.code(), invalid.arguments().toArray(), locale));
        }
        return "redirect:/listening/sources";
    }

    private String form(SourceForm form, @Nullable String field, @Nullable String error, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("field", field);
        model.addAttribute("error", error);
        model.addAttribute("brands", brands.options(access.brands(Action.MANAGE_SOURCES)));
        var kind = Objects.requireNonNullElse(form.connector(), "");
        model.addAttribute("asked", Sources.isAsked(kind));
        model.addAttribute("fields", settings(kind));
        model.addAttribute("choices", choices(kind, locale));
        model.addAttribute(
                "kinds",
                connectors.kinds().stream()
                        .map(other -> new Tab(
                                "/listening/sources/new?connector=" + other,
                                messages.getMessage("listening.kind." + other, null, locale),
                                null,
                                other.equals(kind)))
                        .toList());
        model.addAttribute("connectors", options("listening.connector.", connectors.kinds(), locale));
        model.addAttribute("periods", options("listening.every.", List.of("PT1M", "PT5M", "PT15M", "PT1H"), locale));
        return "listening/source";
    }

    /** What settings may be that may not be anything; none of it comes first. */
    private Map<String, List<Option>> choices(String kind, Locale locale) {
        var choices = new HashMap<String, List<Option>>();
        for (var setting : settings(kind)) {
            if (!setting.values().isEmpty()) {
                var prefix = "listening.field." + kind + "." + setting.name() + ".";
                var none = new Option("", messages.getMessage(prefix + "none", null, locale));
                choices.put(
                        setting.name(),
                        Stream.concat(Stream.of(none), options(prefix, setting.values(), locale).stream())
                                .toList());
            }
        }
        return choices;
    }

    private List<Option> options(String prefix, List<String> values, Locale locale) {
        return values.stream()
                .map(value -> new Option(value, messages.getMessage(prefix + value, null, locale)))
                .toList();
    }
}
