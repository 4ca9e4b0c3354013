package org.parvis.publishing.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.publishing.api.Slot;

/** P13: what a slot means where clocks change. The rule: in a gap the first instant after it, in a fold the first of the two. */
class SlotTimeTest {

    @ParameterizedTest
    @CsvSource({
        // An hour that does not exist, and one that comes twice.
        "Europe/Paris, 2027-03-28T02:30, 2027-03-28T01:00:00Z",
        "Europe/Paris, 2027-10-31T02:30, 2027-10-31T00:30:00Z",
        "America/New_York, 2027-03-14T02:30, 2027-03-14T07:00:00Z",
        "America/New_York, 2027-11-07T01:30, 2027-11-07T05:30:00Z",
        // Half an hour.
        "Australia/Lord_Howe, 2027-10-03T02:15, 2027-10-02T15:30:00Z",
        "Australia/Lord_Howe, 2027-04-04T01:45, 2027-04-03T14:45:00Z",
        // A day without midnight.
        "America/Santiago, 2027-09-05T00:00, 2027-09-05T04:00:00Z",
        "America/Santiago, 2027-09-05T00:30, 2027-09-05T04:00:00Z",
        "America/Santiago, 2027-04-03T23:30, 2027-04-04T02:30:00Z",
        // A zone that never changes, and one with quarter hours.
        "Asia/Tokyo, 2027-03-28T02:30, 2027-03-27T17:30:00Z",
        "Asia/Kathmandu, 2027-03-28T02:30, 2027-03-27T20:45:00Z",
    })
    void followsOneRule(String zone, String local, Instant means) {
        assertThat(SlotTime.of(new Slot(local, zone))).isEqualTo(means);
    }

    /** Each slot of a year, a quarter of an hour apart, means one instant; none comes before an earlier one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Paris",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Santiago",
                "Asia/Tokyo",
                "Asia/Kathmandu"
            })
    void neverGoesBackInTime(String zone) {
        var clockChanges = new TreeSet<Instant>();
        var transition = ZoneId.of(zone).getRules().nextTransition(Instant.parse("2027-01-01T00:00:00Z"));
        while (transition != null && transition.getInstant().isBefore(Instant.parse("2028-01-01T00:00:00Z"))) {
            clockChanges.add(transition.getInstant());
            transition = ZoneId.of(zone).getRules().nextTransition(transition.getInstant());
        }
        var before = Instant.MIN;
        for (var local = LocalDateTime.parse("2027-01-01T00:00");
                local.getYear() == 2027;
                local = local.plusMinutes(15)) {
            var means = SlotTime.of(new Slot(local.toString(), zone));
            assertThat(means).as(local.toString()).isAfterOrEqualTo(before);
            // Times in a gap share the first instant after it, and nothing else shares anything.
            assertThat(means.equals(before) && !clockChanges.contains(means))
                    .as(local.toString())
                    .isFalse();
            before = means;
        }
    }
}
