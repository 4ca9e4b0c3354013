package org.parvis.listening.story;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.parvis.listening.text.WebLinks;

/**
 * How well stories are told apart, on real texts that were told again in known ways, and what it costs beside the exact similarity to
 * every message of the window, in the same run.
 */
public final class StoryBoard {

    private static final long SEED = 20_261_122;
    private static final double MUST_PRECISION = 0.98;
    private static final double MUST_RECALL = 0.9;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private StoryBoard() {}

    /** True when the goals are reached, or there is nothing to measure on. */
    public static boolean run(PrintStream out) throws IOException {
        return run(out, 1_500, 400);
    }

    static boolean run(PrintStream out, int posts, int articles) throws IOException {
        var corpus = StoryCorpus.of(posts, articles, SEED);
        if (corpus.isEmpty()) {
            out.println("Stories skipped: no folder shared/data beside this checkout, nothing was measured");
            return true;
        }
        out.printf(Locale.ROOT, "Stories: %,d messages; %s%n", corpus.size(), StoryCorpus.counts(corpus));
        // Every side once before anything is timed.
        sides().forEach((name, side) -> told(corpus.subList(0, corpus.size() / 4), side));
        var scores = new LinkedHashMap<String, Score>();
        sides().forEach((name, side) -> {
            var score = Score.of(corpus, told(corpus, side));
            scores.put(name, score);
            out.println("  " + name + ": " + score);
        });
        var ours = Objects.requireNonNull(scores.get(OURS));
        ours.printKinds(out);
        return ours.precision() >= MUST_PRECISION && ours.recall() >= MUST_RECALL;
    }

    private static final String OURS = "MinHash, 128 places in 32 bands";

    private static Map<String, Function<Recogniser.Arrival, String>> sides() {
        var sides = new LinkedHashMap<String, Function<Recogniser.Arrival, String>>();
        var recogniser = new Recogniser(new RememberedTraces());
        sides.put(
                OURS,
                arrival -> recogniser
                        .recognise(arrival)
                        .map(like -> like.to().storyId())
                        .orElse(arrival.mentionId()));
        var byWords = new Recogniser(new RememberedTraces());
        sides.put(
                "the same without links",
                arrival -> byWords.recognise(withoutLinks(arrival))
                        .map(like -> like.to().storyId())
                        .orElse(arrival.mentionId()));
        sides.put("exact Jaccard with all of the window", new ExactSide()::storyOf);
        for (int bits : new int[] {3, 8, 12, 16, 20}) {
            sides.put("SimHash, at most " + bits + " of 64 bits", new SimHashSide(bits)::storyOf);
        }
        return sides;
    }

    /** The other sides compare words only; and two real posts that link to one page may well be one story, which the truth here denies. */
    private static Recogniser.Arrival withoutLinks(Recogniser.Arrival arrival) {
        return new Recogniser.Arrival(
                arrival.mentionId(),
                arrival.brandId(),
                arrival.sourceId(),
                arrival.personId(),
                arrival.title(),
                WebLinks.without(arrival.text()),
                arrival.permalink(),
                arrival.saidAt());
    }

    /** What a side said of each message, and how long it took. */
    private record Sayings(List<String> stories, double microsPerMessage) {}

    private static Sayings told(List<StoryCorpus.Told> corpus, Function<Recogniser.Arrival, String> side) {
        var stories = new ArrayList<String>();
        long from = CPU.getCurrentThreadCpuTime();
        for (var told : corpus) {
            stories.add(side.apply(told.arrival()));
        }
        return new Sayings(stories, (CPU.getCurrentThreadCpuTime() - from) / 1e3 / corpus.size());
    }

    /** @param found share of the messages of each kind that are in one story with most of their truth */
    private record Score(
            double precision, double recall, long stories, long truths, double micros, Map<String, int[]> found) {

        static Score of(List<StoryCorpus.Told> corpus, Sayings sayings) {
            var together = new HashMap<String, Map<String, Long>>();
            var truth = new HashMap<String, Long>();
            for (int i = 0; i < corpus.size(); i++) {
                var told = corpus.get(i);
                together.computeIfAbsent(sayings.stories().get(i), s -> new HashMap<>())
                        .merge(told.story(), 1L, Long::sum);
                truth.merge(told.story(), 1L, Long::sum);
            }
            long said = together.values().stream()
                    .mapToLong(parts ->
                            pairs(parts.values().stream().mapToLong(n -> n).sum()))
                    .sum();
            long right = together.values().stream()
                    .flatMap(parts -> parts.values().stream())
                    .mapToLong(Score::pairs)
                    .sum();
            long should = truth.values().stream().mapToLong(Score::pairs).sum();
            return new Score(
                    right / (double) said,
                    right / (double) should,
                    together.size(),
                    truth.size(),
                    sayings.microsPerMessage(),
                    kinds(corpus, sayings, together));
        }

        private static Map<String, int[]> kinds(
                List<StoryCorpus.Told> corpus, Sayings sayings, Map<String, Map<String, Long>> together) {
            var home = new HashMap<String, String>();
            var most = new HashMap<String, Long>();
            together.forEach((story, parts) -> parts.forEach((truth, n) -> {
                if (n > most.getOrDefault(truth, 0L)) {
                    most.put(truth, n);
                    home.put(truth, story);
                }
            }));
            var kinds = new LinkedHashMap<String, int[]>();
            for (int i = 0; i < corpus.size(); i++) {
                var told = corpus.get(i);
                var tally = kinds.computeIfAbsent(told.kind(), k -> new int[2]);
                tally[0] += sayings.stories().get(i).equals(home.get(told.story())) ? 1 : 0;
                tally[1]++;
            }
            return kinds;
        }

        private static long pairs(long n) {
            return n * (n - 1) / 2;
        }

        void printKinds(PrintStream out) {
            found.forEach((kind, tally) -> out.printf(
                    Locale.ROOT, "    %-15s %5d of %5d in the story of their truth%n", kind, tally[0], tally[1]));
        }

        @Override
        public String toString() {
            return "pairs right %.4f, found %.4f; %,d stories of %,d; %,.1f us of processor a message"
                    .formatted(precision, recall, stories, truths, micros);
        }
    }
}
