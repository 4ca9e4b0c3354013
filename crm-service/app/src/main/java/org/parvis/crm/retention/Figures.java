package org.parvis.crm.retention;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How many people a policy concerns: now, and within the next days. */
@Component
class Figures {

    static final Duration AHEAD = Duration.ofDays(30);

    private final People people;
    private final Clock clock;

    Figures(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param now whose time is over
     * @param soon whose time will be over within {@link #AHEAD}, if nothing happens
     */
    public record Figure(People.Count now, People.Count soon) {}

    Figure of(String brandId, Months months) {
        var now = clock.instant();
        var due = people.count(brandId, months.before(now));
        return new Figure(
                due, people.count(brandId, months.before(now.plus(AHEAD))).without(due));
    }
}
