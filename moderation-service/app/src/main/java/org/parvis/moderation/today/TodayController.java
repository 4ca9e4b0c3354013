package org.parvis.moderation.today;

import java.time.Clock;
import java.util.Locale;
import org.parvis.boot.BrandDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.escalation.Escalations;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.review.Waiting;
import org.parvis.moderation.rota.Absences;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Moderation's sections of the page Today: matters nobody has, approvals that wait for the reader, rotas that call nobody any more. */
@Controller
class TodayController {

    private static final int MOST_ROWS = 6;

    /** A matter as its row says it. */
    record Matter(String id, String reason, String detail, String state, String icon, String tone) {}

    private final Waiting waiting;
    private final Escalations escalations;
    private final Absences absences;
    private final BrandDirectory brands;
    private final Reading reading;
    private final Clock clock;

    TodayController(
            Waiting waiting,
            Escalations escalations,
            Absences absences,
            BrandDirectory brands,
            Reading reading,
            Clock clock) {
        this.waiting = waiting;
        this.escalations = escalations;
        this.absences = absences;
        this.brands = brands;
        this.reading = reading;
        this.clock = clock;
    }

    @GetMapping("/moderation/today")
    String today(Actor actor, Model model, Locale locale) {
        var judging = reading.scope(Action.APPROVE);
        model.addAttribute("drafts", waiting.first(MOST_ROWS, judging, actor.id(), locale));
        model.addAttribute("draftCount", waiting.count(judging, actor.id()));
        var answering = reading.scope(Action.ACKNOWLEDGE);
        var now = clock.instant();
        var matters = escalations.open(answering, "", MOST_ROWS);
        model.addAttribute(
                "matters",
                matters.stream()
                        .map(row -> new Matter(
                                row.escalationId(),
                                row.reason(),
                                brands.name(row.brandId()),
                                row.state(now).name(),
                                row.holder() == null ? "bell-ringing" : "user-check",
                                row.holder() == null ? "danger fill" : "accent"))
                        .toList());
        model.addAttribute("calling", escalations.calling(answering));
        model.addAttribute("absences", absences.first(reading.scope(Action.MANAGE_ROTA), MOST_ROWS));
        return "moderation/today :: today";
    }
}
