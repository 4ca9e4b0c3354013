package org.parvis.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.listening.topic.StandingQuery;

/**
 * From a connector's answer to three projections (goals 11 and 12): a row in the listening room, a conversation in the inbox, a figure in
 * reporting. The services are the real ones with all that they do besides: stories, counts for alerts, threads and people, the audit, the
 * notary.
 *
 * <p>Goal 11 hands over posts as fast as they are asked for. Goal 12 writes as many as usual for a while and then a hundred times as many
 * each second. In the end everything is counted: a post that is missing, there twice, or out of order fails the run.
 */
final class IngestBenchmark implements AutoCloseable {

    static final String DATABASE = "parvis";

    private static final long SEED = 20_261_123;
    private static final int PLACES = 4;
    private static final int JUMP = 100;
    private static final Duration USUAL_FOR_AT_MOST = Duration.ofSeconds(20);

    private static final String ROOM = "listening.mention.room";
    private static final String RECEIVING = "crm.conversation.intake";
    private static final String INBOX = "crm.conversation.inbox";
    private static final String FIGURE = "reporting.times.answers";
    private static final String LEDGER = "ledger";

    /**
     * How much is measured.
     *
     * @param posts in each round of goal 11
     * @param topics that stand
     * @param usual posts a second before the jump
     * @param minutes the jump lasts
     */
    record Size(int posts, int topics, double usual, double minutes) {

        Duration jump() {
            return Duration.ofMillis((long) (minutes * 60_000));
        }

        /** Before the jump. */
        Duration quiet() {
            return Collections.min(List.of(USUAL_FOR_AT_MOST, jump().multipliedBy(2)));
        }
    }

    private final Database database;
    private final Size size;
    private final PrintStream out;
    private final List<IngestPlace> places;
    private final List<StandingQuery> topics;
    private final IngestHouse house;
    private final StraightIngest straight;
    private @Nullable IngestStages stages;
    private int written;
    private int compared;

    private IngestBenchmark(Database database, Size size, PrintStream out) throws IOException, SQLException {
        this.database = database;
        this.size = size;
        this.out = out;
        var material = IngestPosts.material();
        var names = IntStream.range(0, PLACES).mapToObj(i -> "place" + i).toList();
        var posts = IngestPosts.of(material, names, Instant.now().minus(Duration.ofMinutes(30)));
        places = IntStream.range(0, PLACES)
                .mapToObj(i -> new IngestPlace(names.get(i), posts.get(i)))
                .toList();
        topics = new MatchQueries(material, SEED).ofBrands(size.topics());
        house = IngestHouse.start(database, new IngestConnector(places));
        straight = new StraightIngest(database, topics, places);
    }

    /** True when both goals are reached. */
    static boolean run(Size size, int warmUps, int rounds, PrintStream out) throws Exception {
        try (var database = new Database(0, "pg_stat_statements");
                var benchmark = new IngestBenchmark(database, size, out)) {
            out.println("From connector to three projections");
            database.printSettings(out);
            benchmark.house.listen(benchmark.topics, benchmark.places);
            boolean met = benchmark.drain(warmUps, rounds);
            if (size.minutes() > 0) {
                met &= benchmark.jump();
            }
            new IngestReckoning(database, benchmark.house.bean("listening", MentionIntake.class), benchmark.places)
                    .check(out);
            return met;
        }
    }

    private boolean drain(int warmUps, int rounds) throws Exception {
        String path = "connector to three projections";
        String baseline = "straight into three tables, 16 connections";
        for (int round = 0; round < warmUps; round++) {
            takeAll();
        }
        stages = new IngestStages(database);
        var results = new Rounds()
                .side(path, this::takeAll)
                .side(baseline, this::takeStraight)
                .run(0, rounds, out);
        results.printRates(out);
        stages.print(out);
        stages.close();
        stages = null;
        results.printRatio(out, "(beside)", path, baseline, 1, 1);
        return results.printRate(out, "goal 11", path, 2_000, 5_000);
    }

    /** So many more posts at once, until all three projections have them. */
    private Rounds.Measured takeAll() throws Exception {
        database.execute("checkpoint");
        var before = places.stream().map(place -> place.answers().size()).toList();
        double cpu = database.cpuMicros();
        double server = database.serverMicros();
        written += size.posts() / PLACES;
        int inAll = written;
        places.forEach(place -> place.write(() -> inAll));
        awaitDrained();
        while (!house.done(List.of(ROOM, RECEIVING, INBOX, FIGURE))) {
            Thread.sleep(50);
        }
        long end = System.nanoTime();
        house.awaitAll();
        int posts = size.posts() / PLACES * PLACES;
        double micros = database.cpuMicros() - cpu;
        if (stages != null) {
            stages.add(posts, micros, database.serverMicros() - server);
        }
        long start = Long.MAX_VALUE;
        for (int i = 0; i < PLACES; i++) {
            start = Math.min(start, places.get(i).answers().get(before.get(i)).nanos());
        }
        out.printf(
                Locale.ROOT,
                "    %,d posts in three projections after %.1f s, in everything else of the three services after %.1f s%n",
                posts,
                (end - start) / 1e9,
                (System.nanoTime() - start) / 1e9);
        return new Rounds.Measured(posts * 1e9 / (end - start), micros / posts);
    }

    private Rounds.Measured takeStraight() throws Exception {
        int from = compared;
        compared += size.posts() / PLACES;
        return straight.run(from, compared);
    }

    private void awaitDrained() throws InterruptedException {
        while (!places.stream().allMatch(IngestPlace::drained)) {
            Thread.sleep(20);
        }
    }

    private boolean jump() throws Exception {
        var watch = new IngestWatch()
                .part(LEDGER, house::head)
                .part(ROOM, () -> house.position(ROOM))
                .part(INBOX, () -> house.position(INBOX))
                .part(FIGURE, () -> house.position(FIGURE));
        long from = house.head();
        var told = places.stream().map(IngestPlace::told).toList();
        double cpu = database.cpuMicros();
        long begin = System.nanoTime();
        try (watch) {
            watch.start();
            for (int i = 0; i < PLACES; i++) {
                places.get(i).write(schedule(begin, told.get(i)));
            }
            Thread.sleep(size.quiet().plus(size.jump()));
            awaitDrained();
            house.awaitAll();
            // Who passes by what does not concern it says so a quarter of a second later.
            Thread.sleep(1_000);
        }
        int posts = places.stream().mapToInt(IngestPlace::told).sum()
                - told.stream().mapToInt(Integer::intValue).sum();
        out.printf(
                Locale.ROOT,
                "A jump from %.1f to %.0f posts a second for %.1f minutes: %,d posts, %.0f us of processor time each%n",
                size.usual(),
                size.usual() * JUMP,
                size.minutes(),
                posts,
                (database.cpuMicros() - cpu) / posts);
        var answered = answered();
        waits(watch, LEDGER, "MentionCollected", from, answered, "from the connector's answer to the ledger");
        waits(watch, ROOM, "MentionClassified", from, answered, "... to the row in the listening room");
        waits(watch, FIGURE, "ConversationOpened", from, answered, "... to the figure of a new conversation");
        double slow = waits(watch, INBOX, "MessageReceived", from, answered, "... to the row in the inbox");
        String verdict = slow <= 0.5 ? "good" : slow <= 2 ? "met" : "MISSED";
        out.printf(Locale.ROOT, "  goal 12  p99 to the inbox %.2f s, must 2.00, good 0.50: %s%n", slow, verdict);
        return slow <= 2;
    }

    /** As many as usual for a while, then a hundred times as many, then no more. */
    private IntSupplier schedule(long begin, int already) {
        double usual = size.usual() / PLACES;
        double quiet = size.quiet().toMillis() / 1e3;
        return () -> {
            double now = (System.nanoTime() - begin) / 1e9;
            double jumped = Math.clamp(now - quiet, 0, size.jump().toMillis() / 1e3);
            return already + (int) (Math.min(now, quiet) * usual + jumped * usual * JUMP);
        };
    }

    /** By address of a post when it was told first. */
    private Map<String, Long> answered() {
        var answered = new HashMap<String, Long>();
        for (var place : places) {
            for (var answer : place.answers()) {
                for (int number = answer.from(); number < answer.to(); number++) {
                    answered.put("https://" + place.name + ".example/" + number, answer.nanos());
                }
            }
        }
        return answered;
    }

    /** Prints how long posts took to a part, and returns what 99 of 100 took at most, in seconds. */
    private double waits(
            IngestWatch watch, String part, String event, long from, Map<String, Long> answered, String what)
            throws SQLException {
        var positions = new ArrayList<Long>();
        var told = new ArrayList<Long>();
        String mention = event.equals("ConversationOpened") ? "firstMentionId" : "mentionId";
        database.readFrom(
                DATABASE,
                "select e.position, m.permalink from ledger.entry e join listening.mention m on m.mention_id ="
                        + " convert_from(e.payload, 'UTF8')::jsonb ->> '" + mention + "' where e.event_type like '%."
                        + event
                        + "' and e.position > " + from + " order by e.position",
                row -> {
                    positions.add(row.getLong(1));
                    told.add(Objects.requireNonNull(answered.get(row.getString(2))));
                });
        var passed =
                watch.passed(part, positions.stream().mapToLong(Long::longValue).toArray());
        var seconds = new double[passed.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (passed[i] - told.get(i)) / 1e9;
        }
        Arrays.sort(seconds);
        double slow = part(seconds, 0.99);
        out.printf(
                Locale.ROOT,
                "    %-46s p50 %6.3f s, p99 %6.3f s, longest %6.3f s%n",
                what,
                part(seconds, 0.5),
                slow,
                part(seconds, 1));
        return slow;
    }

    private static double part(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    @Override
    public void close() {
        house.close();
    }
}
