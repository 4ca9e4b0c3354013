package org.parvis.listening.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.StoryLikeness;
import org.parvis.listening.story.Recogniser.Arrival;

class RecogniserTest {

    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
    private static final String NEWS = "Hélianthe opens a night flight from Nantes to Lisbon in May, said its director";

    private static Arrival arrival(String id, String brand, String text, Duration after) {
        return new Arrival(
                id, brand, "source-" + id, "person-" + id, null, text, "https://blog.example/" + id, AT.plus(after));
    }

    /** With 128 places an estimate is further off than 0.25 once in four million (Hoeffding: 2 exp(-2 · 128 · 0.25²)). */
    @Property
    void estimatesTheSimilarityWithinItsBound(
            @ForAll @Size(min = 1, max = 80) Set<Long> one, @ForAll @Size(min = 1, max = 80) Set<Long> another) {
        var both = new HashSet<>(one);
        both.addAll(another);
        double jaccard = (one.size() + another.size() - both.size()) / (double) both.size();
        assertThat(of(one).likeness(of(another))).isBetween(jaccard - 0.25, jaccard + 0.25);
        assertThat(of(one).likeness(of(one))).isOne();
    }

    @Property
    void isRightOnAverage(@ForAll @IntRange(min = 0, max = 100) int shared, @ForAll long seed) {
        double error = IntStream.range(0, 60)
                .mapToDouble(i -> {
                    var random = new SplittableRandom(seed + i);
                    var common = random.longs(shared).toArray();
                    var a = LongStreams.joined(common, random.longs(50).toArray());
                    var b = LongStreams.joined(common, random.longs(50).toArray());
                    return Fingerprint.ofShingles(a).likeness(Fingerprint.ofShingles(b)) - shared / (shared + 100.0);
                })
                .average()
                .orElseThrow();
        // Sixty times 128 places: a standard error below 0.006, of which this is six.
        assertThat(error).isBetween(-0.036, 0.036);
    }

    private static final class LongStreams {
        static long[] joined(long[] a, long[] b) {
            var all = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, all, a.length, b.length);
            return all;
        }
    }

    private static Fingerprint of(Set<Long> shingles) {
        return Fingerprint.ofShingles(shingles.stream().mapToLong(s -> s).toArray());
    }

    @Property(tries = 100)
    void theSameTextIsTheSameStoryInWhateverOrderAndBrandsNeverMeet(
            @ForAll @Size(min = 2, max = 12) List<Boolean> ofHelianthe) {
        var recogniser = new Recogniser(new RememberedTraces());
        var first = new HashMap<Boolean, String>();
        for (int i = 0; i < ofHelianthe.size(); i++) {
            boolean here = ofHelianthe.get(i);
            var id = "m" + i;
            var like = recogniser.recognise(arrival(id, here ? "helianthe" : "borealis", NEWS, Duration.ofMinutes(i)));
            var story = like.map(l -> l.to().storyId()).orElse(id);
            assertThat(story).isEqualTo(first.computeIfAbsent(here, b -> id));
        }
    }

    @Property(tries = 50)
    void theSameMessagesInTheSameOrderComeToTheSameStories(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 200) Integer> lengths) {
        assertThat(stories(lengths)).isEqualTo(stories(lengths));
    }

    private static List<String> stories(List<Integer> lengths) {
        var recogniser = new Recogniser(new RememberedTraces());
        var stories = new ArrayList<String>();
        for (int i = 0; i < lengths.size(); i++) {
            var text = NEWS.repeat(3).substring(0, lengths.get(i));
            stories.add(recogniser
                    .recognise(arrival("m" + i, "helianthe", text, Duration.ofMinutes(i)))
                    .map(l -> l.to().storyId())
                    .orElse("m" + i));
        }
        return stories;
    }

    @Test
    void fewWordsAreNoCopyOfEachOther() {
        assertThat(like("Thank you so much for the flight", "Thank you so much for the flight"))
                .isNull();
        assertThat(like(NEWS, NEWS)).isEqualTo(StoryLikeness.WORDS);
    }

    @Test
    void whatLeadsToTheSameArticleIsOneStoryAndALinkToAFrontPageIsNone() {
        var article = "https://www.news.example/2026/11/night-flight-to-lisbon?utm_source=x";
        assertThat(like("Look " + article, "At last! http://m.news.example/2026/11/night-flight-to-lisbon/#top"))
                .isEqualTo(StoryLikeness.PAGE);
        assertThat(like("Your site is down https://helianthe.example/", "Rude crew https://helianthe.example/"))
                .isNull();
        assertThat(like("Try https://helianthe.example/booking", "Down again https://helianthe.example/booking"))
                .isNull();
    }

    @Test
    void afterTwoWeeksOfSilenceItIsANewStory() {
        var recogniser = new Recogniser(new RememberedTraces());
        assertThat(recogniser.recognise(arrival("m1", "helianthe", NEWS, Duration.ZERO)))
                .isEmpty();
        assertThat(recogniser.recognise(arrival("m2", "helianthe", NEWS, Duration.ofDays(13))))
                .isPresent();
        assertThat(recogniser.recognise(arrival("m3", "helianthe", NEWS, Duration.ofDays(26))))
                .isPresent();
        assertThat(recogniser.recognise(arrival("m4", "helianthe", NEWS, Duration.ofDays(41))))
                .isEmpty();
    }

    @Test
    void keepsTheTracesOfFourPeopleHoweverManySayTheSame() {
        var traces = new RememberedTraces();
        var recogniser = new Recogniser(traces);
        for (int i = 0; i < 100; i++) {
            recogniser.recognise(arrival("m" + i, "helianthe", NEWS, Duration.ofHours(12L * i)));
        }
        assertThat(traces.size()).isEqualTo(Recogniser.COPIES_KEPT);
    }

    private static @Nullable StoryLikeness like(String one, String another) {
        var recogniser = new Recogniser(new RememberedTraces());
        recogniser.recognise(arrival("m1", "helianthe", one, Duration.ZERO));
        return recogniser
                .recognise(arrival("m2", "helianthe", another, Duration.ofHours(1)))
                .map(Likeness::kind)
                .orElse(null);
    }
}
