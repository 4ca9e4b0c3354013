package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final long START = 5_871_234;

    /** Whatever comes in whatever order, and however the room for it grew: the newest buckets are as they were counted. */
    @Property(tries = 200)
    void countsAsIfItHadAllTheRoom(@ForAll @Size(max = 60) List<@IntRange(max = 20_000) Integer> buckets) {
        var counts = new Counts(START);
        var said = new HashMap<Long, Long>();
        long head = START;
        for (int at : buckets) {
            long bucket = START + at;
            if (bucket > head - Ring.KEPT + Buckets.WINDOW) {
                said.merge(bucket, 1L, Long::sum);
                head = Math.max(head, bucket);
            }
            counts.add(bucket, 1);
        }
        assertThat(counts.head()).isEqualTo(head);
        // Where a jump was longer than the ring nothing of before it is known.
        for (long bucket = Math.max(START, head - Ring.KEPT / 2); bucket <= head; bucket++) {
            assertThat(counts.count(bucket)).isEqualTo(said.getOrDefault(bucket, 0L));
            long sum = 0;
            for (long each = bucket - Buckets.WINDOW + 1; each <= bucket; each++) {
                sum += said.getOrDefault(each, 0L);
            }
            assertThat(counts.sum(bucket)).isEqualTo(sum);
        }
    }

    @Test
    void aYoungSeriesTakesLittleAndAnOldOneHasAnEnd() {
        var counts = new Counts(START);
        counts.add(START + 30, 1);
        assertThat(counts.room()).isEqualTo(128);
        counts.advance(START + 100_000);
        assertThat(counts.room()).isEqualTo(2 * Ring.KEPT);
    }
}
