package org.parvis.moderation.rota;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.api.RotaDefined;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaHoliday;
import org.parvis.moderation.api.RotaShift;
import org.parvis.moderation.api.RotaStandIn;

class RotaTest {

    private static final List<List<String>> LEVELS = List.of(List.of("malik"), List.of("priya", "theo"));

    private final AggregateTestFixture<Rota> fixture = new AggregateTestFixture<>(Rota.class);

    @BeforeEach
    void resources() {
        fixture.registerInjectableResource(new WhoCouldAnswer() {
            @Override
            public Set<String> notAmong(Collection<String> memberIds, String brandId) {
                var others = new HashSet<>(memberIds);
                others.removeAll(Set.of("malik", "priya", "theo"));
                return others;
            }

            @Override
            public List<String> leads(String brandId) {
                return List.of("priya");
            }
        });
    }

    private static DefineRota define(List<List<String>> levels, Duration perLevel, @Nullable Long expected) {
        return new DefineRota("night", "helianthe", "Night", levels, perLevel, null, expected);
    }

    private static RotaDefined defined(List<List<String>> levels) {
        return new RotaDefined("night", "helianthe", "Night", levels, Duration.ofMinutes(5));
    }

    private void expectRefusal(DefineRota command, String code) {
        fixture.givenNoPriorActivity()
                .when(command)
                .expectException(RotaRefused.class)
                .expectExceptionMessage(code + " rota:night");
    }

    @Test
    void isDefinedOnce() {
        fixture.givenNoPriorActivity()
                .when(define(LEVELS, Duration.ofMinutes(5), null))
                .expectEvents(defined(LEVELS));
        fixture.given(defined(LEVELS))
                .when(define(LEVELS, Duration.ofMinutes(5), null))
                .expectNoEvents()
                .expectResultMessagePayload(1L);
    }

    @Test
    void isChangedByWhoHasSeenItOnly() {
        var other = List.of(List.of("theo"));
        fixture.given(defined(LEVELS))
                .when(define(other, Duration.ofMinutes(5), null))
                .expectExceptionMessage("ALREADY_EXISTS_DIFFERENT rota:night");
        fixture.given(defined(LEVELS))
                .when(define(other, Duration.ofMinutes(5), 7L))
                .expectExceptionMessage("CHANGED_MEANWHILE rota:night");
        fixture.given(defined(LEVELS))
                .when(define(other, Duration.ofMinutes(5), 1L))
                .expectEvents(defined(other))
                .expectResultMessagePayload(2L);
    }

    @Test
    void callsSomebodyOnEachLevel() {
        expectRefusal(define(List.of(), Duration.ofMinutes(5), null), "NO_LEVELS");
        expectRefusal(
                define(List.of(List.of("malik"), List.of()), Duration.ofMinutes(5), null), "LEVEL_WITHOUT_MEMBERS");
    }

    @Test
    void callsNobodyWhoCouldNotAnswer() {
        expectRefusal(define(List.of(List.of("malik", "nobody")), Duration.ofMinutes(5), null), "CANNOT_ANSWER");
    }

    @Test
    void givesEachLevelATimeThatMakesSense() {
        expectRefusal(define(LEVELS, Duration.ZERO, null), "TIME_PER_LEVEL");
        expectRefusal(define(LEVELS, Duration.ofHours(25), null), "TIME_PER_LEVEL");
    }

    private static DefineRota onDuty(RotaDuty duty) {
        return new DefineRota("night", "helianthe", "Night", LEVELS, Duration.ofMinutes(5), duty, null);
    }

    private static RotaShift nights(List<DayOfWeek> days, String from, String member) {
        return new RotaShift(days, from, "08:00", member);
    }

    @Test
    void saysWhoIsOnDutyInTimesThatExist() {
        var days = List.of(DayOfWeek.MONDAY);
        var good = new RotaDuty("Europe/Paris", List.of(nights(days, "20:00", "theo")), List.of(), List.of());
        fixture.givenNoPriorActivity()
                .when(onDuty(good))
                .expectEvents(new RotaDefined("night", "helianthe", "Night", LEVELS, Duration.ofMinutes(5), good));
        expectRefusal(onDuty(new RotaDuty("Europe/Nowhere", good.shifts(), List.of(), List.of())), "DUTY_TIME");
        expectRefusal(
                onDuty(new RotaDuty("Europe/Paris", List.of(nights(days, "8 pm", "theo")), List.of(), List.of())),
                "DUTY_TIME");
        for (var day : List.of("+10000-01-01", "-0001-01-01")) {
            var holiday = List.of(new RotaHoliday(day, ""));
            expectRefusal(onDuty(new RotaDuty("Europe/Paris", good.shifts(), holiday, List.of())), "DUTY_TIME");
            var standIn = List.of(new RotaStandIn("2026-01-01T00:00", day + "T00:00", "theo"));
            expectRefusal(onDuty(new RotaDuty("Europe/Paris", good.shifts(), List.of(), standIn)), "DUTY_TIME");
        }
        expectRefusal(
                onDuty(new RotaDuty("Europe/Paris", List.of(nights(List.of(), "20:00", "theo")), List.of(), List.of())),
                "SHIFT_WITHOUT_DAY");
        expectRefusal(
                onDuty(new RotaDuty("Europe/Paris", List.of(nights(days, "20:00", "nobody")), List.of(), List.of())),
                "CANNOT_ANSWER");
        expectRefusal(
                onDuty(new RotaDuty(
                        "Europe/Paris",
                        Collections.nCopies(Rota.MOST_SHIFTS + 1, nights(days, "20:00", "theo")),
                        List.of(),
                        List.of())),
                "TOO_MUCH_DUTY");
    }
}
