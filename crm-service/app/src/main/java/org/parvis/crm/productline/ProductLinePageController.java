package org.parvis.crm.productline;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
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

    /** What was typed into the form. */
    record Typed(
            @Nullable String id,
            String brand,
            String name,
            Set<String> managers,
            @Nullable Long version,
            @Nullable String error) {}

    @GetMapping("/new")
    String create(@RequestParam String brand, Model model) {
        access.require(Action.MANAGE_PRODUCT_LINES, brand);
        return form(new Typed(null, brand, "", Set.of(), null, null), model);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable String id, Model model) {
        var line = lines.find(id).orElseThrow(() -> new NotFound("product-line", id));
        access.require(Action.MANAGE_PRODUCT_LINES, line.brandId(), null, "product-line:" + id);
        return form(
                new Typed(id, line.brandId(), line.name(), Set.copyOf(line.managers()), line.version(), null), model);
    }

    private String form(Typed typed, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("possible", acts.possibleManagers(typed.brand()));
        model.addAttribute(
                "brandName",
                settings.names(new Brands(Set.of(typed.brand()))).getOrDefault(typed.brand(), typed.brand()));
        return "crm/product-line";
    }

    @PostMapping
    String save(
            @RequestParam(defaultValue = "") String id,
            @RequestParam String brand,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> managers,
            @RequestParam(required = false) @Nullable Long version,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var chosen = Objects.requireNonNullElse(managers, List.<String>of());
        try {
            acts.define(id.isBlank() ? Ids.next() : id, brand, name, chosen, version);
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var error = words.of(e, locale);
            return form(new Typed(id.isBlank() ? null : id, brand, name, Set.copyOf(chosen), version, error), model);
        }
        redirect.addFlashAttribute(
                "pvDone", Objects.requireNonNull(messages.getMessage("crm.done.line", null, "", locale)));
        return "redirect:/crm/product-lines";
    }
}
