package org.parvis.identity.member.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The answer to "may they?", as the part of a page that holds it. */
@Controller
final class ExplainPageController {

    private final Explanations explanations;

    ExplainPageController(Explanations explanations) {
        this.explanations = explanations;
    }

    @GetMapping("/identity/members/{id}/explain")
    String explain(
            @PathVariable String id,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String brand,
            @RequestParam @Nullable String channel,
            Actor actor,
            Locale locale,
            Model model) {
        // A browser sends an empty field too.
        var narrowed = channel == null || channel.isEmpty() ? null : channel;
        model.addAttribute("explanation", explanations.ask(id, action, brand, narrowed, actor, locale));
        return "identity/member :: answer";
    }
}
