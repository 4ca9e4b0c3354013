package org.parvis.crm.today;

import java.time.Clock;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Crm's sections of the Today page: answers due, suggestions to decide. */
@Controller
class TodayPageController {

    private final DueToday due;
    private final Access access;
    private final Clock clock;

    TodayPageController(DueToday due, Access access, Clock clock) {
        this.due = due;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/crm/today")
    String today(Hx hx, Actor actor, Model model) {
        model.addAttribute(
                "due", due.deadlines(access.brands(Action.READ_INBOX), access.brands(Action.WORK_INBOX), actor.id()));
        model.addAttribute("until", clock.instant().plus(DueToday.SOON));
        model.addAttribute("undecided", due.undecided(access.brands(Action.DECIDE_SUGGESTION), actor.id()));
        return hx.view("crm/today", "today");
    }
}
