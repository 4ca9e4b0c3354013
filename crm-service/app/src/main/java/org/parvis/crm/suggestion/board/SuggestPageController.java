package org.parvis.crm.suggestion.board;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.crm.page.FormId;
import org.parvis.crm.page.FormProblem;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.productline.ProductLines;
import org.parvis.crm.thread.Message;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Carrying a message to a product line: as a new suggestion, or as evidence of one that is there. */
@Controller
@RequestMapping("/crm/suggestions")
class SuggestPageController {

    private static final String PAGE = "crm/suggest";

    private final SuggestionActs acts;
    private final Suggestions suggestions;
    private final SimilarSuggestions similar;
    private final ProductLines lines;
    private final RefusalWords refusals;
    private final MessageSource messages;

    SuggestPageController(
            SuggestionActs acts,
            Suggestions suggestions,
            SimilarSuggestions similar,
            ProductLines lines,
            RefusalWords refusals,
            MessageSource messages) {
        this.acts = acts;
        this.suggestions = suggestions;
        this.similar = similar;
        this.lines = lines;
        this.refusals = refusals;
        this.messages = messages;
    }

    /**
     * What stands in the form.
     *
     * @param form what makes a suggestion that is sent twice one suggestion
     */
    record Typed(
            String form,
            String summary,
            String productLine,
            @Nullable FormProblem problem) {}

    @GetMapping("/new")
    String form(@RequestParam String mention, Hx hx, Model model) {
        fill(acts.message(mention), new Typed(Ids.next(), "", "", null), model);
        return hx.view(PAGE, "carrying");
    }

    private void fill(Message message, Typed typed, Model model) {
        var open = lines.list(new Brands(Set.of(message.brandId())), message.brandId());
        model.addAttribute("message", message);
        model.addAttribute("lines", open);
        model.addAttribute("typed", typed);
        propose(message, typed.summary(), model);
    }

    @GetMapping("/similar")
    String similar(@RequestParam String mention, @RequestParam(defaultValue = "") String summary, Model model) {
        var message = acts.message(mention);
        model.addAttribute("message", message);
        propose(message, summary, model);
        return PAGE + " :: similar";
    }

    private void propose(Message message, String summary, Model model) {
        var linked =
                suggestions
                        .of(message.conversationId(), new Scope(new Brands(Set.of(message.brandId())), Set.of()))
                        .stream()
                        .map(Suggestions.Linked::id)
                        .toList();
        var proposed = similar.to(summary.isBlank() ? message.text() : summary, message.brandId(), null);
        model.addAttribute("linkedIds", linked);
        model.addAttribute("similar", proposed);
        model.addAttribute(
                "readable",
                acts.readable(proposed.stream()
                        .map(SimilarSuggestions.Similar::suggestion)
                        .toList()));
    }

    @PostMapping
    ModelAndView raise(
            @RequestParam String mention,
            @RequestParam(defaultValue = "") String form,
            @RequestParam(defaultValue = "") String productLine,
            @RequestParam(defaultValue = "") String summary,
            Hx hx,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        String id;
        try {
            id = acts.raise(FormId.of(form, List.of(mention, productLine, summary)), mention, productLine, summary);
        } catch (RuntimeException e) {
            var problem = refusals.in(e, locale)
                    .filter(refused -> !hx.wantsFragment())
                    .orElseThrow(() -> e);
            fill(acts.message(mention), new Typed(FormId.again(form), summary, productLine, problem), model);
            return new ModelAndView(PAGE, model.asMap(), HttpStatus.valueOf(problem.status()));
        }
        return done(id, mention, "crm.done.raised", hx, locale, model, redirect);
    }

    @PostMapping("/{id}/evidence")
    ModelAndView evidence(
            @PathVariable String id,
            @RequestParam String mention,
            Hx hx,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        acts.addEvidence(id, mention);
        return done(id, mention, "crm.done.evidence", hx, locale, model, redirect);
    }

    private ModelAndView done(
            String id, String mention, String words, Hx hx, Locale locale, Model model, RedirectAttributes redirect) {
        if (!hx.wantsFragment()) {
            redirect.addFlashAttribute(
                    "pvDone", Objects.requireNonNull(messages.getMessage(words, null, words, locale)));
            return new ModelAndView("redirect:" + acts.after(id, acts.message(mention)));
        }
        model.addAttribute("s", suggestions.find(id).orElse(null));
        model.addAttribute("done", words);
        return new ModelAndView(PAGE + " :: raised", model.asMap());
    }
}
