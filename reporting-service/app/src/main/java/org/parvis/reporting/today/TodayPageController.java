package org.parvis.reporting.today;

import java.time.Clock;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerReader;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Today: sections of all services in the order of their urgency, and what goes out on the right. */
@Controller
final class TodayPageController {

    private final Clock clock;
    private final LedgerReader ledger;

    TodayPageController(Clock clock, LedgerReader ledger) {
        this.clock = clock;
        this.ledger = ledger;
    }

    @GetMapping("/reporting/today")
    String today(Actor actor, Model model) {
        var now = clock.instant();
        var roles = actor.roles(now);
        model.addAttribute("now", now);
        model.addAttribute("position", ledger.head());
        model.addAttribute(
                "withLine",
                roles.contains(Role.COMMUNITY_MANAGER) || roles.contains(Role.LEAD) || roles.contains(Role.AGENCY));
        return "reporting/today";
    }
}
