package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PeopleTest {

    private static final long START = 5_800_032;

    @Property(tries = 50)
    void eachCountsOnceInEachTwoHours(@ForAll @IntRange(max = 10_000) int seed) {
        var random = new Random(seed);
        var people = new People(START);
        Map<Long, Set<Integer>> wrote = new HashMap<>();
        Map<Integer, Long> last = new HashMap<>();
        for (long bucket = START; bucket < START + 400; bucket++) {
            people.advance(bucket);
            for (int i = random.nextInt(4); i > 0; i--) {
                int person = random.nextInt(12);
                people.wrote(bucket, last.getOrDefault(person, Long.MIN_VALUE));
                last.put(person, bucket);
                wrote.computeIfAbsent(bucket, any -> new HashSet<>()).add(person);
            }
            var present = new HashSet<Integer>();
            for (long at = bucket - Buckets.WINDOW + 1; at <= bucket; at++) {
                present.addAll(wrote.getOrDefault(at, Set.of()));
            }
            assertThat(people.sum(bucket)).isEqualTo(present.size());
        }
    }
}
