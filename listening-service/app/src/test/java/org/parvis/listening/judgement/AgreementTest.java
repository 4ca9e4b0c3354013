package org.parvis.listening.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void isTheScoreIntervalOfWilson() {
        var agreement = new Agreement(8, 10);

        assertThat(agreement.share()).isEqualTo(0.8);
        assertThat(agreement.low()).isCloseTo(0.4902, within(1e-4));
        assertThat(agreement.high()).isCloseTo(0.9433, within(1e-4));
    }

    @Test
    void saysNothingWhereNobodyLooked() {
        assertThat(new Agreement(0, 0).low()).isZero();
        assertThat(new Agreement(0, 0).high()).isEqualTo(1);
    }

    @Property
    void holdsTheShareAndNarrowsWithMoreLooks(
            @ForAll @IntRange(min = 1, max = 500) int of, @ForAll @IntRange(max = 500) int some) {
        var few = new Agreement(Math.min(some, of), of);
        var many = new Agreement(10 * few.right(), 10L * of);

        assertThat(few.share()).isBetween(few.low() - 1e-9, few.high() + 1e-9);
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }
}
