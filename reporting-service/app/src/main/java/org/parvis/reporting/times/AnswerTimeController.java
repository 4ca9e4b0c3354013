package org.parvis.reporting.times;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answer times for programs. */
@RestController
final class AnswerTimeController {

    private final AnswerTimes times;
    private final Access access;
    private final Clock clock;

    AnswerTimeController(AnswerTimes times, Access access, Clock clock) {
        this.times = times;
        this.access = access;
        this.clock = clock;
    }

    record Report(
            Period period,
            AnswerTimes.Figures total,
            List<AnswerTimes.Day> days,
            List<AnswerTimes.ByNetwork> networks) {}

    @GetMapping("/api/reporting/response-times")
    Report report(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Actor actor) {
        var brands = scope(brand);
        var period = Period.of(from, to, clock);
        return new Report(
                period,
                times.total(brands, period.from(), period.to()),
                times.byDay(brands, period.from(), period.to(), actor.zone()),
                times.byNetwork(brands, period.from(), period.to()));
    }

    private Brands scope(@Nullable String brand) {
        if (brand == null) {
            return access.brands(Action.READ_REPORTS);
        }
        access.require(Action.READ_REPORTS, brand);
        return new Brands(Set.of(brand));
    }
}
