package org.parvis.listening.source;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.rights.Action;
import org.parvis.listening.mention.MentionIntake.Outcome;
import org.parvis.listening.topic.Topics;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form with which people carry a message over from a network that lets no program read. */
@Controller
@RequestMapping("/listening/mentions/new")
class CapturePageController {

    private final CaptureDesk desk;
    private final BrandDirectory brands;
    private final Topics topics;
    private final Access access;
    private final MessageSource messages;

    CapturePageController(
            CaptureDesk desk, BrandDirectory brands, Topics topics, Access access, MessageSource messages) {
        this.desk = desk;
        this.brands = brands;
        this.topics = topics;
        this.access = access;
        this.messages = messages;
    }

    @GetMapping
    String begin(Locale locale, Model model) {
        access.requireAnywhere(Action.CORRECT_MENTION);
        return form(Capture.EMPTY, null, null, locale, model);
    }

    @PostMapping
    String take(
            @ModelAttribute Capture capture,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            var result = desk.take(capture);
            if (result.outcome() == Outcome.OWN) {
                throw new InvalidInput("author", "capture.own");
            }
            var said = result.outcome() == Outcome.COLLECTED ? "listening.capture.done" : "listening.capture.known";
            flash.addFlashAttribute("pvDone", messages.getMessage(said, null, locale));
            return "redirect:/listening/mentions";
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            var text = messages.getMessage(
                    "invalid." + invalid.code(), invalid.arguments().toArray(), locale);
            return form(capture, invalid.field(), text, locale, model);
        }
    }

    private String form(Capture capture, @Nullable String field, @Nullable String error, Locale locale, Model model) {
        var own = access.brands(Action.CORRECT_MENTION);
        var choices = new ArrayList<Option>();
        choices.add(new Option("", messages.getMessage("listening.capture.byQuery", null, locale)));
        topics.options(own).forEach(choices::add);
        model.addAttribute("form", capture);
        model.addAttribute("field", field);
        model.addAttribute("error", error);
        model.addAttribute("brands", brands.options(own));
        model.addAttribute("topics", List.copyOf(choices));
        return "listening/capture";
    }
}
