package org.parvis.town.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultDeskTest {

    @Test
    void withoutFaultsEverythingIsSound() {
        assertThat(new FaultDesk(1).plan(Operation.WRITE, null)).isSameAs(Plan.SOUND);
    }

    @Test
    void theFirstFaultThatAnswersWinsAndSlownessAddsUp() {
        var desk = new FaultDesk(1);
        desk.set("a", fault(FaultKind.SLOW, null, null, 1.5));
        desk.set("b", fault(FaultKind.LOST_RESPONSE, null, null, null));
        desk.set("c", fault(FaultKind.OUTAGE, null, null, null));
        desk.set("d", fault(FaultKind.SLOW, null, null, 0.5));

        var plan = desk.plan(Operation.WRITE, null);

        assertThat(plan.waitBefore()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.after()).extracting(Fault::kind).isEqualTo(FaultKind.LOST_RESPONSE);
        assertThat(plan.before()).isNull();
        assertThat(desk.hits())
                .containsKeys(FaultKind.SLOW, FaultKind.LOST_RESPONSE)
                .doesNotContainKey(FaultKind.OUTAGE);
    }

    @Test
    void aFaultThatDidNotGetItsTurnKeepsItsCount() {
        var desk = new FaultDesk(1);
        desk.set("a", fault(FaultKind.LOST_RESPONSE, null, 1, null));
        desk.set("b", fault(FaultKind.RATE_LIMIT, null, 1, null));

        assertThat(desk.plan(Operation.WRITE, null).after()).isNotNull();
        assertThat(desk.plan(Operation.WRITE, null).before())
                .extracting(Fault::kind)
                .isEqualTo(FaultKind.RATE_LIMIT);
        var third = desk.plan(Operation.WRITE, null);
        assertThat(third.before()).isNull();
        assertThat(third.after()).isNull();
    }

    @Test
    void readsAreSparedWhatConcernsWrites() {
        var desk = new FaultDesk(1);
        desk.set("a", Fault.of(FaultKind.LOST_RESPONSE, Target.WRITE, null, null, null, null, null));
        desk.set("b", fault(FaultKind.READ_LAG, null, null, 3.0));

        var read = desk.plan(Operation.READ, null);
        var write = desk.plan(Operation.WRITE, null);

        assertThat(read.after()).isNull();
        assertThat(read.readLag()).isEqualTo(Duration.ofSeconds(3));
        assertThat(write.after()).isNotNull();
        assertThat(write.readLag()).isZero();
    }

    /** A fault that is there, or not, must not change when another one strikes. */
    @Property(tries = 50)
    void whatOneFaultDoesDoesNotDependOnWhatAnotherOneDid(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 1) double probability,
            @ForAll @IntRange(min = 1, max = 20) int next) {
        var quiet = new FaultDesk(seed);
        quiet.set("slow", fault(FaultKind.SLOW, probability, null, 1.0));
        var busy = new FaultDesk(seed);
        busy.set("cut", fault(FaultKind.LOST_REQUEST, null, next, null));
        busy.set("slow", fault(FaultKind.SLOW, probability, null, 1.0));

        assertThat(waits(busy)).isEqualTo(waits(quiet));
    }

    @Property(tries = 50)
    void aCountedFaultStrikesExactlyThatOften(@ForAll @IntRange(min = 0, max = 30) int next) {
        var desk = new FaultDesk(7);
        desk.set("f", fault(FaultKind.LOST_RESPONSE, null, next, null));
        var struck = 0;
        for (int i = 0; i < 40; i++) {
            if (desk.plan(Operation.WRITE, "somebody").after() != null) {
                struck++;
            }
        }
        assertThat(struck).isEqualTo(next);
    }

    private static List<Duration> waits(FaultDesk desk) {
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 30; i++) {
            waits.add(desk.plan(Operation.WRITE, null).waitBefore());
        }
        return waits;
    }

    private static Fault fault(
            FaultKind kind, @Nullable Double probability, @Nullable Integer next, @Nullable Double seconds) {
        return Fault.of(kind, null, probability, next, null, seconds, null);
    }
}
