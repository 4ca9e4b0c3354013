package org.parvis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.MonitorOracle;
import org.parvis.listening.topic.RealPosts;
import org.parvis.listening.topic.StandingQuery;
import org.parvis.listening.topic.TopicMatcher;

/**
 * How many posts a second are matched against all standing queries by one thread (goal 10): the product's matcher, and Lucene Monitor
 * with the multipass presearcher and the term frequencies of these very posts.
 *
 * <p>Posts are real, queries are made of their words ({@link MatchQueries}). Each round is of other posts, which both sides take in the
 * same order, from text to the ids of the queries found; ours, which is done soon, takes them again until 0.3 s are over. What each
 * post answers must be the same on both sides, or the run fails.
 */
final class MatchBenchmark {

    private static final long SEED = 20_261_122;
    private static final double LEAST_SECONDS = 0.3;
    private static final int READ_BEFORE = 5_000;
    private static final int PASSES = 3;

    private final List<Message> posts;
    private final MatchQueries queries;

    private MatchBenchmark(List<Message> posts) {
        this.posts = posts;
        queries = new MatchQueries(posts, SEED);
    }

    /** True when the goal is reached, or there is nothing to measure on. */
    static boolean run(int mostQueries, int warmUps, int rounds, PrintStream out) throws Exception {
        var posts = new ArrayList<>(RealPosts.all());
        if (posts.isEmpty()) {
            out.println(
                    "Matching skipped: no folder shared/data with real posts beside this checkout, nothing was measured (goal 10)");
            return true;
        }
        Collections.shuffle(posts, new Random(SEED));
        var benchmark = new MatchBenchmark(posts);
        boolean met = true;
        for (int many : List.of(mostQueries / 10, mostQueries)) {
            met &= benchmark.compare("goal 10", benchmark.queries.ofBrands(many), warmUps, rounds, out);
        }
        benchmark.compare("(beside)", benchmark.queries.ofEveryKind(mostQueries / 10), warmUps, rounds, out);
        return met;
    }

    private boolean compare(String goal, List<StandingQuery> standing, int warmUps, int rounds, PrintStream out)
            throws Exception {
        out.printf(
                Locale.ROOT,
                "Matching %,d real posts of %.0f characters against %,d queries%s%n",
                posts.size(),
                posts.stream().mapToInt(post -> post.text().length()).average().orElse(0),
                standing.size(),
                goal.startsWith("goal") ? "" : " of every kind");
        String ours = "matching engine";
        String theirs = "Lucene Monitor, multipass, term frequencies";
        long start = System.nanoTime();
        var matcher = new TopicMatcher();
        matcher.define(standing);
        double defined = seconds(start);
        posts.subList(0, Math.min(posts.size(), READ_BEFORE)).forEach(matcher::topics);
        long settling = System.nanoTime();
        matcher.settle();
        double settled = seconds(settling);
        long monitorStart = System.nanoTime();
        try (var monitor = new MonitorOracle(queries.frequencies(), PASSES)) {
            monitor.define(standing);
            out.printf(
                    Locale.ROOT,
                    "  made ready in %.1f s (%.1f s more to learn what is rare), Lucene Monitor in %.1f s%n",
                    defined,
                    settled,
                    seconds(monitorStart));
            int each = Math.max(100, Math.min(posts.size() / (warmUps + rounds), 20_000_000 / standing.size()));
            var found = new Found();
            var results = new Rounds()
                    .side(ours, new Passes(matcher::topics, each, LEAST_SECONDS, found)::next)
                    .side(theirs, new Passes(monitor::topics, each, 0, found)::next)
                    .run(warmUps, rounds, out);
            out.printf(
                    Locale.ROOT,
                    "  %,d posts each round, the same %.1f hits per post on both sides%n",
                    each,
                    found.hitsPerPost(each));
            results.printRates(out);
            return results.printRatio(out, goal, ours, theirs, 15, 33);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** What was found in each pass, by whoever came first. */
    private static final class Found {

        private final Map<Integer, long[]> byPass = new HashMap<>();

        void compare(int pass, long[] sums) {
            var known = byPass.putIfAbsent(pass, sums);
            if (known != null) {
                for (int i = 0; i < sums.length; i++) {
                    if (known[i] != sums[i]) {
                        throw new IllegalStateException("Post " + i + " of pass " + pass + " answers other queries");
                    }
                }
            }
        }

        double hitsPerPost(int posts) {
            long hits = 0;
            for (var sums : byPass.values()) {
                for (long sum : sums) {
                    hits += sum & 0xffff;
                }
            }
            return (double) hits / byPass.size() / posts;
        }
    }

    private final class Passes {

        private final Function<Message, List<String>> match;
        private final int each;
        private final double least;
        private final Found found;
        private int pass;

        Passes(Function<Message, List<String>> match, int each, double least, Found found) {
            this.match = match;
            this.each = each;
            this.least = least;
            this.found = found;
        }

        Rounds.Measured next() {
            int first = pass * each % (posts.size() - each + 1);
            var slice = posts.subList(first, first + each);
            var answers = new ArrayList<List<String>>(each);
            double cpu = cpuMicros();
            long start = System.nanoTime();
            int times = 0;
            do {
                answers.clear();
                for (var post : slice) {
                    answers.add(match.apply(post));
                }
                times++;
            } while (seconds(start) < least);
            double seconds = seconds(start);
            double micros = cpuMicros() - cpu;
            found.compare(pass++, sums(answers));
            return new Rounds.Measured(times * each / seconds, micros / times / each);
        }

        /** For each post how many queries, and which, in any order. */
        private long[] sums(List<List<String>> answers) {
            return answers.stream()
                    .mapToLong(ids -> {
                        long sum = 0;
                        for (var id : ids) {
                            sum += (Objects.requireNonNull(id).hashCode() * 0x9E3779B97F4A7C15L) >>> 20;
                        }
                        return sum << 16 | ids.size();
                    })
                    .toArray();
        }

        private double cpuMicros() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime()
                    / 1e3;
        }
    }
}
