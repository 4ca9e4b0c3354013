package org.parvis.crm.productline;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.crm.page.FormId;
import org.parvis.crm.page.FormProblem;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.settings.Settings;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Product lines for administrators: which there are, and who receives their suggestions. */
@Controller
@RequestMapping("/crm/product-lines")
class ProductLinePageController {

    private final ProductLines lines;
    private final ProductLineActs acts;
    private final Settings settings;
    private final MemberDirectory members;
    private final Access access;
    private final RefusalWords words;
    private final MessageSource messages;

    ProductLinePageController(
            ProductLines lines,
            ProductLineActs acts,
            Settings settings,
            MemberDirectory members,
            Access access,
            RefusalWords words,
            MessageSource messages) {
        this.lines = lines;
        this.acts = acts;
        this.settings = settings;
        this.members = members;
        this.access = access;
        this.words = words;
        this.messages = messages;
    }

    @GetMapping
    String list(Model model) {
        access.requireAnywhere(Action.MANAGE_PRODUCT_LINES);
        var visible = access.brands(Action.MANAGE_PRODUCT_LINES);
        var all = lines.list(visible, null);
        var managers = new HashSet<String>();
        all.forEach(line -> managers.addAll(line.managers()));
        model.addAttribute("brands", settings.brands(visible));
        model.addAttribute("linesByBrand", all.stream().collect(Collectors.groupingBy(ProductLines.Line::brandId)));
        model.addAttribute("names", members.names(managers));
        model.addAttribute("targets", new Targets(settings));
        return "crm/product-lines";
    }

    /** How soon each brand means to answer, asked only for the brands shown. */
    public static final class Targets {

        private final Settings settings;

        Targets(Settings settings) {
            this.settings = settings;
        }

        public int of(String brandId) {
            return settings.targetMinutes(brandId);
        }
    }

    /**
     * What stands in the form.
     *
     * @param id null for a line that does not exist yet
     * @param form what makes a line that is sent twice one line
     * @param problem why it was not saved
     */
    record Typed(
            @Nullable String id,
            String form,
            String brand,
            String name,
            Set<String> managers,
            @Nullable Long version,
            @Nullable FormProblem problem) {}

    @GetMapping("/new")
    String create(@RequestParam String brand, Model model) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        return form(new Typed(null, Ids.next(), brand, "", Set.of(), null, null), model);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable String id, Model model) {
        var line = lines.find(id).orElseThrow(() -> new NotFound("product-line", id));
        access.require(Action.MANAGE_PRODUCT_LINES, line.brandId(), null, "product-line:" + id);
        return form(
                new Typed(id, "", line.brandId(), line.name(), Set.copyOf(line.managers()), line.version(), null),
                model);
    }

    private String form(Typed typed, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute(
                "lineName",
                typed.id() == null
                        ? typed.name()
                        : lines.find(typed.id()).map(ProductLines.Line::name).orElse(typed.name()));
        model.addAttribute("possible", acts.possibleManagers(typed.brand()));
        model.addAttribute(
                "brandName",
                settings.names(new Brands(Set.of(typed.brand()))).getOrDefault(typed.brand(), typed.brand()));
        return "crm/product-line";
    }

    @PostMapping
    ModelAndView save(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String form,
            @RequestParam String brand,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> managers,
            @RequestParam(required = false) @Nullable Long version,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        var chosen = Objects.requireNonNullElse(managers, List.<String>of());
        try {
            acts.define(id.isBlank() ? FormId.of(form, typed(brand, name, chosen)) : id, brand, name, chosen, version);
        } catch (RuntimeException e) {
            var problem = words.in(e, locale).orElseThrow(() -> e);
            var known = id.isBlank() ? null : lines.find(id).orElse(null);
            if (known != null && problem.isStale()) {
                // What a colleague wrote is shown beside what was typed, so whoever saves again has seen it.
                model.addAttribute("now", known);
                model.addAttribute(
                        "nowManagers",
                        List.copyOf(members.names(known.managers()).values()));
            }
            var again = known == null ? null : known.id();
            var seen = known != null && problem.isStale() ? Long.valueOf(known.version()) : version;
            form(new Typed(again, FormId.again(form), brand, name, Set.copyOf(chosen), seen, problem), model);
            return new ModelAndView("crm/product-line", model.asMap(), HttpStatus.valueOf(problem.status()));
        }
        redirect.addFlashAttribute(
                "pvDone", Objects.requireNonNull(messages.getMessage("crm.done.line", null, "", locale)));
        return new ModelAndView("redirect:/crm/product-lines");
    }

    private static List<String> typed(String brand, String name, List<String> managers) {
        return Stream.concat(Stream.of(brand, name), managers.stream().sorted()).toList();
    }
}
