package org.parvis.crm.today;

import java.time.Clock;
import org.parvis.boot.Access;
import org.parvis.crm.relation.book.Relations;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.Hx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Crm's sections of the Today page: answers due, contacts due, relations that are nobody's, suggestions to decide. */
@Controller
class TodayPageController {

    private static final int RELATIONS = 6;

    private final DueToday due;
    private final Relations relations;
    private final Access access;
    private final Clock clock;

    TodayPageController(DueToday due, Relations relations, Access access, Clock clock) {
        this.due = due;
        this.relations = relations;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/crm/today")
    String today(Hx hx, Actor actor, Model model) {
        model.addAttribute(
                "due", due.deadlines(access.brands(Action.READ_INBOX), access.brands(Action.WORK_INBOX), actor.id()));
        model.addAttribute("until", clock.instant().plus(DueToday.SOON));
        var relates = access.brands(Action.WORK_INBOX);
        model.addAttribute("contacts", relations.due(relates, actor.id(), RELATIONS));
        // Nobody but a lead may approve, so these are the brands they lead.
        model.addAttribute("nobodys", relations.nobodys(access.brands(Action.APPROVE), RELATIONS));
        model.addAttribute("undecided", due.undecided(access.brands(Action.DECIDE_SUGGESTION), actor.id()));
        return hx.view("crm/today", "today");
    }
}
