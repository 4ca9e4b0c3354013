package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DayLineTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-23T07:12:00Z");

    @Test
    void placesThingsAtTheirQuarterHour() {
        var line = DayLine.of(DAY, PARIS, NOW, List.of(item("2026-11-23T08:00:00Z", false)));

        assertThat(line.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.row()).isEqualTo(9);
            assertThat(slot.oneLine()).isFalse();
        });
        assertThat(line.now()).isEqualTo(new DayLine.Now(5, 12, "08:12"));
    }

    @Test
    void growsForAnEarlyThing() {
        var line = DayLine.of(DAY, PARIS, NOW, List.of(item("2026-11-23T04:30:00Z", false)));

        assertThat(line.hours().getFirst()).isEqualTo(new DayLine.Hour(1, "05:00"));
        assertThat(line.slots().getFirst().row()).isEqualTo(3);
    }

    @Test
    void leavesOutOtherDaysOfTheReadersZone() {
        var beforeMidnight = item("2026-11-23T22:30:00Z", false);
        var afterMidnight = item("2026-11-23T23:30:00Z", false);

        assertThat(DayLine.of(DAY, PARIS, NOW, List.of(beforeMidnight, afterMidnight))
                        .slots())
                .hasSize(1);
    }

    @Test
    void marksNoPresentOnAnotherDay() {
        assertThat(DayLine.of(DAY.plusDays(1), PARIS, NOW, List.of()).now()).isNull();
    }

    @Property
    void neverLaysOneThingOverAnother(@ForAll @Size(max = 30) List<@IntRange(max = 1439) Integer> minutes) {
        var midnight = DAY.atStartOfDay(PARIS).toInstant();
        var items = minutes.stream()
                .map(minute -> item(midnight.plusSeconds(minute * 60L).toString(), minute % 2 == 0))
                .toList();

        var slots = DayLine.of(DAY, PARIS, NOW, items).slots();

        assertThat(slots).hasSameSizeAs(items);
        for (var n = 1; n < slots.size(); n++) {
            assertThat(slots.get(n).row())
                    .isGreaterThanOrEqualTo(
                            slots.get(n - 1).row() + slots.get(n - 1).span());
        }
    }

    private static DayLine.Item item(String at, boolean done) {
        return new DayLine.Item(Instant.parse(at), "#", "send", "", "Title", "meta", null, done, false);
    }
}
