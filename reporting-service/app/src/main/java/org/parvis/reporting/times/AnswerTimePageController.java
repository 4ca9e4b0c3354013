package org.parvis.reporting.times;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.web.view.Curve;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Answer times for people. */
@Controller
final class AnswerTimePageController {

    private final AnswerTimes times;
    private final Access access;
    private final Clock clock;
    private final MessageSource messages;

    AnswerTimePageController(AnswerTimes times, Access access, Clock clock, MessageSource messages) {
        this.times = times;
        this.access = access;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/reporting/response-times")
    String page(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Actor actor,
            Locale locale,
            Model model) {
        access.requireAnywhere(Action.READ_REPORTS);
        var brands = access.brands(Action.READ_REPORTS);
        var period = Period.of(from, to, clock);
        var days = times.byDay(brands, period.from(), period.to(), actor.zone());
        model.addAttribute("period", period);
        model.addAttribute("total", times.total(brands, period.from(), period.to()));
        model.addAttribute("days", days);
        model.addAttribute("networks", times.byNetwork(brands, period.from(), period.to()));
        var figures = days.stream()
                .filter(day -> day.figures().median() != null)
                .map(day -> Curve.Figure.of(day.day(), minutes(day.figures().median())))
                .toList();
        if (figures.size() > 1) {
            model.addAttribute(
                    "curve",
                    Curve.drawing()
                            .figures(figures)
                            .in(actor.zone())
                            .saying(messages.getMessage("reporting.times.curve", null, locale)));
        }
        return "reporting/response-times";
    }

    private static double minutes(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toSeconds() / 60.0;
    }
}
