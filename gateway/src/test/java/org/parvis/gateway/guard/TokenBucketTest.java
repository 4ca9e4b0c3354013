package org.parvis.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void saysHowLongToWaitAndKeepsItsWord() {
        var bucket = new TokenBucket(2, 3, 0);
        for (var i = 0; i < 3; i++) {
            assertThat(bucket.take(0)).isZero();
        }
        var wait = bucket.take(0);
        assertThat(wait).isEqualTo(Duration.ofMillis(500));
        assertThat(bucket.take(wait.toNanos() - 1_000)).isPositive();
        assertThat(bucket.take(wait.toNanos())).isZero();
    }

    @Property
    void neverLetsThroughMoreThanTheBurstAndWhatDrippedIn(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(min = 0, max = 200_000_000) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 100) int perSecond,
            @ForAll @IntRange(min = 1, max = 50) int burst) {
        var bucket = new TokenBucket(perSecond, burst, 0);
        var now = 0L;
        var through = 0;
        for (var pause : pauses) {
            now += pause;
            if (bucket.take(now).isZero()) {
                through++;
            }
        }
        assertThat((double) through).isLessThanOrEqualTo(burst + (double) now / SECOND * perSecond + 1e-6);
    }

    @Test
    void isNotFooledByAClockThatSeemsToGoBack() {
        var bucket = new TokenBucket(1, 1, SECOND);
        assertThat(bucket.take(SECOND)).isZero();
        assertThat(bucket.take(0)).isPositive();
        assertThat(bucket.take(SECOND + SECOND / 2)).isPositive();
    }
}
