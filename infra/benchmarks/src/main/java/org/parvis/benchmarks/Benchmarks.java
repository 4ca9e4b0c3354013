package org.parvis.benchmarks;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.parvis.listening.alert.AlarmBoard;
import org.parvis.listening.alert.SeededBrands;
import org.parvis.listening.alert.TrialOfAYear;
import org.parvis.listening.classification.ReadingBoard;
import org.parvis.listening.story.StoryBoard;

/**
 * Runs the benchmarks and prints ratios.
 *
 * <p>Arguments: {@code --rounds N} (7), {@code --warm-ups N} unmeasured rounds before (3), {@code --seconds S} per append cell (2),
 * {@code --events N} per import, read and rebuild (100000), {@code --prefill N} entries on the disk of every side before anything is
 * measured (0), {@code --bundle N} entries in the bundle that is verified (1000000), {@code --queries N} that stand when posts are
 * matched (100000, and a tenth of that), and names of benchmarks: {@code append}, {@code import}, {@code read}, {@code rebuild},
 * {@code bundle}, {@code match}, {@code alarms}, {@code understanding}, {@code stories}, {@code ingest} (all when none is named). Leaves with 1 when a goal is
 * missed.
 */
public final class Benchmarks {

    private static final int IMPORTERS = 4;

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args), System.out) ? 0 : 1);
    }

    private static final Set<String> ALL = Set.of(
            "append", "import", "read", "rebuild", "bundle", "match", "alarms", "understanding", "stories", "ingest");

    private static final Set<String> ON_NO_LEDGER_OF_ITS_OWN =
            Set.of("match", "alarms", "understanding", "stories", "ingest");

    /** What to run, and how much of it. */
    private record Plan(
            Set<String> chosen,
            int warmUps,
            int rounds,
            double seconds,
            int events,
            long prefill,
            int bundle,
            int queries,
            IngestBenchmark.Size ingest) {}

    /** What an auditor may wait for the verdict over a million entries. */
    private static final double MOST_SECONDS_OF_BUNDLE = 30;

    /** Runs what the arguments say; true when all goals are reached. */
    static boolean run(List<String> arguments, PrintStream out) throws Exception {
        int rounds = 7;
        int warmUps = 3;
        double seconds = 2;
        int events = 100_000;
        long prefill = 0;
        int bundle = 1_000_000;
        int queries = 100_000;
        int posts = 20_000;
        int topics = 10_000;
        double usual = 5;
        double minutes = 10;
        var chosen = new HashSet<String>();
        for (Iterator<String> i = arguments.iterator(); i.hasNext(); ) {
            String argument = i.next();
            switch (argument) {
                case "--rounds" -> rounds = Integer.parseInt(i.next());
                case "--warm-ups" -> warmUps = Integer.parseInt(i.next());
                case "--seconds" -> seconds = Double.parseDouble(i.next());
                case "--events" -> events = Integer.parseInt(i.next());
                case "--prefill" -> prefill = Long.parseLong(i.next());
                case "--bundle" -> bundle = Integer.parseInt(i.next());
                case "--queries" -> queries = Integer.parseInt(i.next());
                case "--posts" -> posts = Integer.parseInt(i.next());
                case "--topics" -> topics = Integer.parseInt(i.next());
                case "--usual" -> usual = Double.parseDouble(i.next());
                case "--minutes" -> minutes = Double.parseDouble(i.next());
                default -> {
                    if (!ALL.contains(argument)) {
                        throw new IllegalArgumentException("Unknown argument " + argument);
                    }
                    chosen.add(argument);
                }
            }
        }
        return run(
                new Plan(
                        chosen.isEmpty() ? ALL : Set.copyOf(chosen),
                        warmUps,
                        rounds,
                        seconds,
                        events,
                        prefill,
                        bundle,
                        queries,
                        new IngestBenchmark.Size(posts, topics, usual, minutes)),
                out);
    }

    private static boolean run(Plan plan, PrintStream out) throws Exception {
        boolean met = true;
        if (plan.chosen().contains("match")) {
            met = MatchBenchmark.run(plan.queries(), plan.warmUps(), plan.rounds(), out);
        }
        if (plan.chosen().contains("alarms")) {
            met &= AlarmBoard.run(out);
            met &= SeededBrands.run(out);
            TrialOfAYear.run(out);
        }
        if (plan.chosen().contains("understanding")) {
            met &= ReadingBoard.run(out);
        }
        if (plan.chosen().contains("stories")) {
            met &= StoryBoard.run(out);
        }
        if (plan.chosen().contains("ingest")) {
            met &= IngestBenchmark.run(plan.ingest(), plan.warmUps(), plan.rounds(), out);
        }
        if (ON_NO_LEDGER_OF_ITS_OWN.containsAll(plan.chosen())) {
            return met;
        }
        try (var database = new Database(plan.prefill())) {
            out.println("Settings");
            database.printSettings(out);
            if (plan.prefill() > 0) {
                out.printf(Locale.ROOT, "  %,d entries on the disk of every side beforehand%n", plan.prefill());
            }
            if (plan.chosen().contains("append")) {
                met &= append(database, plan.warmUps(), plan.rounds(), plan.seconds(), out);
            }
            if (plan.chosen().contains("import")) {
                met &= imports(database, plan, out);
            }
            if (plan.chosen().contains("read") || plan.chosen().contains("rebuild")) {
                met &= stored(database, plan, out);
            }
            // A bundle of everything begins at the first entry; what was only put there to be in the way was never
            // sealed.
            if (plan.chosen().contains("bundle") && plan.prefill() == 0) {
                out.println("Verifying a bundle of " + plan.bundle() + " entries");
                met &= new BundleBenchmark(database, plan.bundle()).run(MOST_SECONDS_OF_BUNDLE, out);
            }
        }
        return met;
    }

    private static boolean append(Database database, int warmUps, int rounds, double seconds, PrintStream out)
            throws Exception {
        String ledger = "ledger, 16 clients";
        String axon = "Axon 4.13 JDBC engine, 16 clients, best";
        String raw = "raw INSERT, 16 connections, best";
        // Requests are served on virtual threads, so the ledger's callers are. The other sides get the kind that suits
        // them better.
        var virtual = new AppendBenchmark(database, 16, Thread.ofVirtual(), seconds);
        var platform = new AppendBenchmark(database, 16, Thread.ofPlatform(), seconds);
        out.println("Durable append, one event per acknowledgement");
        var results = new Rounds()
                .side(ledger, virtual::ledger)
                .side("ledger, 16 clients, platform threads", platform::ledger)
                .side("ledger, 1 client", new AppendBenchmark(database, 1, Thread.ofVirtual(), seconds)::ledger)
                .side("ledger, 64 clients", new AppendBenchmark(database, 64, Thread.ofVirtual(), seconds)::ledger)
                .side("Axon 4.13 JDBC engine, virtual threads", virtual::axonJdbc)
                .side("Axon 4.13 JDBC engine, platform threads", platform::axonJdbc)
                .side("raw INSERT, virtual threads", virtual::rawInsert)
                .side("raw INSERT, platform threads", platform::rawInsert)
                .side(
                        "raw INSERT, 1 connection",
                        new AppendBenchmark(database, 1, Thread.ofPlatform(), seconds)::rawInsert)
                .run(warmUps, rounds, out)
                .mostlyBest(
                        axon,
                        List.of("Axon 4.13 JDBC engine, virtual threads", "Axon 4.13 JDBC engine, platform threads"))
                .mostlyBest(raw, List.of("raw INSERT, virtual threads", "raw INSERT, platform threads"));
        results.printRates(out);
        boolean met = results.printRatio(out, "goal 1", ledger, axon, 2.0, 2.6);
        met &= results.printRatio(out, "goal 2", ledger, raw, 1.3, 1.7);
        met &= results.printWait(out, "goal 3", ledger, raw, 0.6, 0.35);
        return met;
    }

    private static boolean imports(Database database, Plan plan, PrintStream out) throws Exception {
        String ledger = "ledger, 4 importers";
        String axon = "Axon 4.13 JDBC engine, 1 importer, best";
        var axons =
                List.of("Axon 4.13 JDBC engine, 1 importer", "Axon 4.13 JDBC engine, rewritten batches, 1 importer");
        var several = new ImportBenchmark(database, IMPORTERS, plan.events());
        var one = new ImportBenchmark(database, 1, plan.events());
        String copy = "COPY, 1 importer";
        out.println("Import in batches of 1000");
        var results = new Rounds()
                .side(ledger, several::ledger)
                .side("ledger, 1 importer", one::ledger)
                .side(axons.get(0), () -> one.axonJdbc(false))
                .side(axons.get(1), () -> one.axonJdbc(true))
                .side(copy, one::copy)
                .side("Axon 4.13 JDBC engine, rewritten batches, 4 importers", () -> several.axonJdbc(true))
                .side("COPY, 4 importers", several::copy)
                .run(plan.warmUps(), plan.rounds(), out)
                .mostlyBest(axon, axons);
        results.printRates(out);
        boolean met = results.printRatio(out, "goal 4", ledger, axon, 1.8, 2.2);
        met &= results.printRatio(out, "goal 5", ledger, copy, 0.85, 1.0);
        // With as many importers on the other sides, which have no order to keep, and one each.
        results.printRatio(out, "(beside)", ledger, "Axon 4.13 JDBC engine, rewritten batches, 4 importers", 1.8, 2.2);
        results.printRatio(out, "(beside)", ledger, "COPY, 4 importers", 0.85, 1.0);
        results.printRatio(out, "(beside)", "ledger, 1 importer", axon, 1.8, 2.2);
        results.printRatio(out, "(beside)", "ledger, 1 importer", copy, 0.85, 1.0);
        return met;
    }

    private static boolean stored(Database database, Plan plan, PrintStream out) throws Exception {
        try (var rebuild = new RebuildBenchmark(database, plan.events())) {
            boolean met = true;
            if (plan.chosen().contains("read")) {
                met = read(database, rebuild, plan, out);
            }
            if (plan.chosen().contains("rebuild")) {
                met &= rebuild(rebuild, plan, out);
            }
            return met;
        }
    }

    private static boolean read(Database database, RebuildBenchmark filled, Plan plan, PrintStream out)
            throws Exception {
        try (var read = new ReadBenchmark(database, filled)) {
            String ledger = "ledger, decoded";
            String sameSerializer = "ledger, decoded by Axon's own serializer";
            String axon = "Axon readEvents, batch 1000, decoded";
            out.println("Ordered read of " + plan.events() + " events");
            var rounds = new Rounds()
                    .side(ledger, read::ledger)
                    .side(sameSerializer, read::ledgerAxonSerializer)
                    .side(axon, read::axonJdbc)
                    .side("raw rows", read::rawRows);
            // A check begins at the first entry; what was only put there to be in the way was never sealed.
            boolean checkable = filled.begin() == 0;
            if (checkable) {
                rounds.side("check of every leaf and the root", read::check);
            }
            rounds.run(plan.warmUps(), plan.rounds(), out).printRates(out);
            boolean met = rounds.printRatio(out, "goal 6", ledger, axon, 1.8, 2.1);
            rounds.printRatio(out, "(beside)", sameSerializer, axon, 1.8, 2.1);
            if (checkable) {
                met &= rounds.printRatio(out, "goal 9", "check of every leaf and the root", "raw rows", 0.7, 0.83);
            }
            return met;
        }
    }

    private static boolean rebuild(RebuildBenchmark rebuild, Plan plan, PrintStream out) throws Exception {
        String folding = "folding projector";
        String best = "Axon pooled processor, best of these";
        String hand = "written by hand";
        out.println("Rebuild of a reporting table from " + plan.events() + " events");
        var axon = List.of("Axon, batch 100", "Axon, batch 500", "Axon, batch 1000");
        var results = new Rounds()
                .side(folding, rebuild::folding)
                .side(hand, rebuild::byHand)
                .side(axon.get(0), () -> rebuild.axon(100))
                .side(axon.get(1), () -> rebuild.axon(500))
                .side(axon.get(2), () -> rebuild.axon(1_000))
                .run(plan.warmUps(), plan.rounds(), out)
                .best(best, axon);
        results.printRates(out);
        boolean met = results.printRatio(out, "goal 7", folding, best, 12, 19);
        met &= results.printRatio(out, "goal 8", folding, hand, 0.8, 0.95);
        return met;
    }
}
