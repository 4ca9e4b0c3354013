package org.parvis.moderation.guideline;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.Cursor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.web.BrandChoice;
import org.parvis.moderation.web.ExpectedVersion;
import org.parvis.moderation.web.RefusalWords;
import org.parvis.web.Hx;
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

/** Guidelines to read, write and change. */
@Controller
@RequestMapping("/moderation/policy/guidelines")
class GuidelinePageController {

    private static final String LIST = "moderation/guidelines";
    private static final String ONE = "moderation/guideline";

    /** A guideline in the reader's language. */
    record Line(String id, int version, String title, String text, boolean withdrawn, String by, Instant at) {}

    /** The form of a guideline; version 0 is a new one. */
    record Typed(
            String id,
            String brand,
            long version,
            String titleFr,
            String titleEn,
            String textFr,
            String textEn,
            boolean withdrawn,
            @Nullable String error) {}

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Guidelines guidelines;
    private final BrandChoice choice;
    private final Members members;
    private final RefusalWords refusals;
    private final MessageSource messages;

    GuidelinePageController(
            Access access,
            Reading reading,
            Commands commands,
            Guidelines guidelines,
            BrandChoice choice,
            Members members,
            RefusalWords refusals,
            MessageSource messages) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.guidelines = guidelines;
        this.choice = choice;
        this.members = members;
        this.refusals = refusals;
        this.messages = messages;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String after,
            Hx hx,
            Model model,
            Locale locale) {
        var scope = reading.rules();
        if (scope.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_POLICY);
        }
        var chosen = choice.of(brand, scope);
        model.addAttribute("chosen", chosen);
        var id = chosen.brand() == null ? "" : chosen.brand().brandId();
        var page = new PageRequest(PageRequest.MAX, after.isEmpty() ? null : Cursor.decode(after));
        Listing<GuidelineTexts> listing =
                id.isEmpty() ? new Listing<>(List.of(), null) : guidelines.of(scope, id, page);
        model.addAttribute(
                "guidelines", listing.items().stream().map(g -> line(g, locale)).toList());
        model.addAttribute(
                "next",
                listing.next() == null
                        ? null
                        : "/moderation/policy/guidelines?brand=" + id + "&after=" + listing.next());
        model.addAttribute("mayChange", reading.scope(Action.MANAGE_POLICY).coversBrand(id));
        return hx.view(LIST, "rows");
    }

    private Line line(GuidelineTexts g, Locale locale) {
        return new Line(
                g.guidelineId(),
                g.version(),
                g.titleIn(locale),
                g.textIn(locale),
                g.withdrawn(),
                members.nameOf(g.changedBy()),
                g.changedAt());
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "") String brand, Model model) {
        var chosen = choice.of(brand, reading.scope(Action.MANAGE_POLICY));
        if (chosen.brand() == null) {
            access.requireAnywhere(Action.MANAGE_POLICY);
            throw new NotFound("brand", brand);
        }
        model.addAttribute("typed", new Typed("", chosen.brand().brandId(), 0, "", "", "", "", false, null));
        model.addAttribute("versions", List.of());
        model.addAttribute("mayChange", true);
        return ONE;
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        var guideline = require(id);
        model.addAttribute(
                "typed",
                new Typed(
                        id,
                        guideline.brandId(),
                        guideline.version(),
                        guideline.title().getOrDefault("fr", ""),
                        guideline.title().getOrDefault("en", ""),
                        guideline.text().getOrDefault("fr", ""),
                        guideline.text().getOrDefault("en", ""),
                        guideline.withdrawn(),
                        null));
        model.addAttribute("versions", versions(guideline, locale));
        model.addAttribute("mayChange", reading.scope(Action.MANAGE_POLICY).coversBrand(guideline.brandId()));
        return ONE;
    }

    private List<Line> versions(GuidelineTexts guideline, Locale locale) {
        return guidelines.versions(guideline).stream()
                .map(version -> line(version, locale))
                .toList();
    }

    @PostMapping
    String publish(
            @RequestParam(defaultValue = "") String id,
            @RequestParam String brand,
            @RequestParam String version,
            @RequestParam(defaultValue = "") String titleFr,
            @RequestParam(defaultValue = "") String titleEn,
            @RequestParam(defaultValue = "") String textFr,
            @RequestParam(defaultValue = "") String textEn,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        access.require(Action.MANAGE_POLICY, Ids.requireValid("brand", brand));
        var expected = Objects.requireNonNullElse(ExpectedVersion.of(version), 0L);
        try {
            var form = new GuidelineForm(brand, texts(titleFr, titleEn), texts(textFr, textEn));
            publish(form.command(Ids.requireValid(id.strip()), expected));
        } catch (Refused | InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var error =
                    e instanceof Refused refused ? refusals.of(refused, locale) : refusals.of((InvalidInput) e, locale);
            model.addAttribute("typed", new Typed(id, brand, expected, titleFr, titleEn, textFr, textEn, false, error));
            model.addAttribute("versions", List.of());
            model.addAttribute("mayChange", true);
            return ONE;
        }
        flash.addFlashAttribute("pvDone", text("guidelines.published", locale));
        return "redirect:/moderation/policy/guidelines?brand=" + brand;
    }

    private void publish(PublishGuideline command) {
        var version = (@Nullable Integer) commands.send(command);
        Shown.soon(() -> guidelines
                .find(command.guidelineId())
                .filter(g -> version == null || (g.version() >= version && !g.withdrawn()))
                .isPresent());
    }

    private static Map<String, @Nullable String> texts(String french, String english) {
        var texts = new HashMap<String, @Nullable String>();
        texts.put("fr", french.replace("\r\n", "\n"));
        texts.put("en", english.replace("\r\n", "\n"));
        return texts;
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        var guideline = require(id);
        access.require(Action.MANAGE_POLICY, guideline.brandId(), null, "guideline:" + id);
        commands.send(new WithdrawGuideline(id, guideline.brandId()));
        Shown.soon(() -> require(id).withdrawn());
        flash.addFlashAttribute("pvDone", text("guidelines.withdrawnDone", locale));
        return "redirect:/moderation/policy/guidelines?brand=" + guideline.brandId();
    }

    private GuidelineTexts require(String id) {
        var guideline = guidelines.find(Ids.requireValid(id)).orElseThrow(() -> new NotFound("guideline", id));
        reading.requireRules(guideline.brandId(), "guideline:" + id);
        return guideline;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("moderation." + key, null, locale));
    }
}
