package org.parvis.listening.lesson;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Conflict;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.ChangedReading;
import org.parvis.listening.classification.Classifier;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A brand's own reading for people: learn from what was said, see what would change, put it in force, go back. */
@Controller
@RequestMapping("/listening/readings")
class LessonPageController {

    private final LessonDesk desk;
    private final OwnReadings readings;
    private final Samples samples;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final MessageSource messages;

    LessonPageController(
            LessonDesk desk,
            OwnReadings readings,
            Samples samples,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            MessageSource messages) {
        this.desk = desk;
        this.readings = readings;
        this.samples = samples;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.messages = messages;
    }

    /** A message that is read otherwise, with its words. */
    record Sample(ChangedReading changed, String words, boolean tone, boolean intent) {}

    @GetMapping("/{brand}")
    String one(@PathVariable String brand, Locale locale, Model model) {
        return show(brand, null, locale, model);
    }

    /** @param version which one is to be made; a form that was sent twice makes one */
    @PostMapping("/{brand}/versions")
    String teach(
            @PathVariable String brand,
            @RequestParam int version,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return done(brand, () -> desk.teach(brand, version), "taught", locale, model, response, flash);
    }

    @PostMapping("/{brand}/in-force")
    String choose(
            @PathVariable String brand,
            @RequestParam int version,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var said = version == 0 ? "shippedChosen" : "chosen";
        return done(brand, () -> desk.choose(brand, version), said, locale, model, response, flash);
    }

    private String done(
            String brand,
            Runnable what,
            String said,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        String refused;
        try {
            what.run();
            flash.addFlashAttribute("pvDone", messages.getMessage("listening.own." + said, null, locale));
            return "redirect:/listening/readings/" + brand;
        } catch (Refused refusal) {
            refused = refusal.code();
        } catch (Conflict conflict) {
            refused = conflict.code();
        }
        response.setStatus(409);
        return show(brand, messages.getMessage("refusal." + refused, null, locale), locale, model);
    }

    private String show(String brand, @Nullable String error, Locale locale, Model model) {
        var all = desk.all(brand);
        var newest = all.isEmpty() ? null : all.getFirst();
        var choice = readings.choice(brand);
        model.addAttribute("brand", brand);
        model.addAttribute("brandName", brands.name(brand));
        model.addAttribute("error", error);
        model.addAttribute("mayTeach", access.may(Action.MANAGE_TOPICS, brand));
        model.addAttribute("all", all);
        model.addAttribute("newest", newest);
        model.addAttribute("next", newest == null ? 1 : newest.version() + 1);
        model.addAttribute("inForce", choice == null ? 0 : choice.version());
        model.addAttribute("choice", choice);
        model.addAttribute("chosenBy", choice == null ? null : members.name(choice.by()));
        model.addAttribute(
                "names",
                members.names(all.stream().map(OwnReadings.Item::taughtBy).toList()));
        model.addAttribute("shipped", Classifier.VERSION);
        model.addAttribute("samples", newest == null ? List.of() : samples.of(brand, newest.samples()));
        return "listening/own-reading";
    }
}
