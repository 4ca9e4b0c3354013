package org.parvis.crm.suggestion.board;

import java.util.Set;
import org.parvis.boot.Brands;
import org.parvis.crm.productline.ProductLines;
import org.parvis.crm.thread.Message;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Carrying a message to a product line: as a new suggestion, or as evidence of one that is there. */
@Controller
@RequestMapping("/crm/suggestions")
class SuggestPageController {

    private final SuggestionActs acts;
    private final Suggestions suggestions;
    private final SimilarSuggestions similar;
    private final ProductLines lines;

    SuggestPageController(
            SuggestionActs acts, Suggestions suggestions, SimilarSuggestions similar, ProductLines lines) {
        this.acts = acts;
        this.suggestions = suggestions;
        this.similar = similar;
        this.lines = lines;
    }

    @GetMapping("/new")
    String form(@RequestParam String mention, Hx hx, Model model) {
        var message = acts.message(mention);
        model.addAttribute("message", message);
        model.addAttribute("lines", lines.list(new Brands(Set.of(message.brandId())), message.brandId()));
        propose(message, message.text(), model);
        return hx.view("crm/suggest", "carrying");
    }

    @GetMapping("/similar")
    String similar(@RequestParam String mention, @RequestParam(defaultValue = "") String summary, Model model) {
        var message = acts.message(mention);
        model.addAttribute("message", message);
        propose(message, summary.isBlank() ? message.text() : summary, model);
        return "crm/suggest :: similar";
    }

    private void propose(Message message, String text, Model model) {
        var linked =
                suggestions
                        .of(message.conversationId(), new Scope(new Brands(Set.of(message.brandId())), Set.of()))
                        .stream()
                        .map(Suggestions.Linked::id)
                        .toList();
        model.addAttribute("linkedIds", linked);
        model.addAttribute("similar", similar.to(text, message.brandId(), null));
    }

    @PostMapping
    String raise(
            @RequestParam String mention,
            @RequestParam(defaultValue = "") String productLine,
            @RequestParam(defaultValue = "") String summary,
            Hx hx,
            Model model,
            RedirectAttributes redirect) {
        return done(acts.raise(null, mention, productLine, summary), "crm.done.raised", hx, model, redirect);
    }

    @PostMapping("/{id}/evidence")
    String evidence(
            @PathVariable String id, @RequestParam String mention, Hx hx, Model model, RedirectAttributes redirect) {
        acts.addEvidence(id, mention);
        return done(id, "crm.done.evidence", hx, model, redirect);
    }

    private String done(String id, String words, Hx hx, Model model, RedirectAttributes redirect) {
        if (!hx.wantsFragment()) {
            return "redirect:/crm/suggestions/" + id;
        }
        model.addAttribute("s", suggestions.find(id).orElse(null));
        model.addAttribute("done", words);
        return "crm/suggest :: raised";
    }
}
