package org.parvis.identity.member.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers who may do what, and why. */
@RestController
final class RightsController {

    private final Explanations explanations;

    RightsController(Explanations explanations) {
        this.explanations = explanations;
    }

    /** @param member who it is about; oneself when left out */
    @GetMapping("/api/identity/rights/explain")
    Explanation explain(
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String brand,
            @RequestParam @Nullable String channel,
            Actor actor,
            Locale locale) {
        var memberId = member == null || member.isBlank() ? actor.id() : member;
        return explanations.ask(memberId, action, brand, channel, actor, locale);
    }
}
