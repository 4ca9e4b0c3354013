package org.parvis.benchmarks;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Runs the benchmarks and prints ratios.
 *
 * <p>Arguments: {@code --rounds N} (7), {@code --warm-ups N} unmeasured rounds before (3), {@code --seconds S} per append cell (2), {@code --events N} per rebuild
 * (100000), and names of benchmarks: {@code append}, {@code rebuild} (both when none is named). Leaves with 1 when a
 * goal is missed.
 */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        System.exit(run(List.of(args), System.out) ? 0 : 1);
    }

    /** Runs what the arguments say; true when all goals are reached. */
    static boolean run(List<String> arguments, PrintStream out) throws Exception {
        int rounds = 7;
        int warmUps = 3;
        double seconds = 2;
        int events = 100_000;
        var chosen = new HashSet<String>();
        for (Iterator<String> i = arguments.iterator(); i.hasNext(); ) {
            String argument = i.next();
            switch (argument) {
                case "--rounds" -> rounds = Integer.parseInt(i.next());
                case "--warm-ups" -> warmUps = Integer.parseInt(i.next());
                case "--seconds" -> seconds = Double.parseDouble(i.next());
                case "--events" -> events = Integer.parseInt(i.next());
                case "append", "rebuild" -> chosen.add(argument);
                default -> throw new IllegalArgumentException("Unknown argument " + argument);
            }
        }
        if (chosen.isEmpty()) {
            chosen.addAll(Set.of("append", "rebuild"));
        }
        return run(chosen, warmUps, rounds, seconds, events, out);
    }

    private static boolean run(Set<String> chosen, int warmUps, int rounds, double seconds, int events, PrintStream out)
            throws Exception {
        boolean met = true;
        try (var database = new Database()) {
            out.println("Settings");
            database.printSettings(out);
            if (chosen.contains("append")) {
                met &= append(database, warmUps, rounds, seconds, out);
            }
            if (chosen.contains("rebuild")) {
                met &= rebuild(database, warmUps, rounds, events, out);
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
        return met;
    }

    private static boolean rebuild(Database database, int warmUps, int rounds, int events, PrintStream out)
            throws Exception {
        try (var rebuild = new RebuildBenchmark(database, events)) {
            String folding = "folding projector";
            String best = "Axon pooled processor, best of these";
            out.println("Rebuild of a reporting table from " + events + " events");
            var axon = List.of("Axon, batch 100", "Axon, batch 500", "Axon, batch 1000");
            var results = new Rounds()
                    .side(folding, rebuild::folding)
                    .side(axon.get(0), () -> rebuild.axon(100))
                    .side(axon.get(1), () -> rebuild.axon(500))
                    .side(axon.get(2), () -> rebuild.axon(1_000))
                    .run(warmUps, rounds, out)
                    .best(best, axon);
            results.printRates(out);
            return results.printRatio(out, "goal 7", folding, best, 12, 19);
        }
    }
}
