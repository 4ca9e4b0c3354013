package org.parvis.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time goes: in the services by samples of what their threads compute, in the database by the statements it was busy with.
 *
 * <p>A sample belongs to the first frame from the top that has a name here, so that what a stage has others do for it is the stage's own,
 * but for what has a line of its own.
 */
final class IngestStages implements AutoCloseable {

    private static final Duration SAMPLES = Duration.ofMillis(10);

    /** By the beginning of a class's name; the longest that fits says it. */
    private static final TreeMap<String, String> STAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("org.parvis.benchmarks.", "the benchmark itself"),
            Map.entry("org.parvis.listening.source.", "asking sources"),
            Map.entry("org.parvis.listening.mention.", "taking messages"),
            Map.entry("org.parvis.listening.topic.", "matching"),
            Map.entry("org.parvis.listening.matching.", "matching"),
            Map.entry("org.parvis.listening.classification.", "language, tone, abuse, intent"),
            Map.entry("org.parvis.privacy.", "keys and encryption"),
            Map.entry("org.parvis.ledger.", "reading the ledger"),
            Map.entry("org.parvis.ledger.json.", "events to JSON and back"),
            Map.entry("org.parvis.ledger.Messages", "events to JSON and back"),
            Map.entry("org.parvis.ledger.LedgerWriter", "appending"),
            Map.entry("org.parvis.ledger.LedgerStorageEngine", "appending"),
            Map.entry("org.parvis.ledger.AppendConnection", "appending"),
            Map.entry("org.parvis.ledger.AppendRequest", "appending"),
            Map.entry("org.parvis.ledger.Combiner", "appending"),
            Map.entry("org.parvis.ledger.Leaf", "appending"),
            Map.entry("org.parvis.ledger.tree.", "sealing"),
            Map.entry("org.parvis.axon.", "commands and processors"),
            Map.entry("org.axonframework.", "commands and processors"),
            Map.entry("org.parvis.listening.mention.MentionProjection", "projection: listening room"),
            Map.entry("org.parvis.listening.story.", "stories"),
            Map.entry("org.parvis.listening.alert.", "counts for alerts"),
            Map.entry("org.parvis.crm.", "receiving messages"),
            Map.entry("org.parvis.crm.integration.thread.", "projection: threads and people"),
            Map.entry("org.parvis.crm.conversation.inbox.", "projection: inbox"),
            Map.entry("org.parvis.reporting.times.", "projection: answer times"),
            Map.entry("org.parvis.reporting.audit.", "projection: audit")));

    private final Database database;
    private final Recording recording = new Recording();
    private double cpu;
    private double ofServer;
    private int posts;

    IngestStages(Database database) throws SQLException {
        this.database = database;
        recording.enable("jdk.ExecutionSample").withPeriod(SAMPLES);
        database.execute("create extension if not exists pg_stat_statements", "select pg_stat_statements_reset()");
        recording.start();
    }

    /** One more stretch of work of this many posts. */
    void add(int more, double microsInAll, double microsOfServer) {
        posts += more;
        cpu += microsInAll;
        ofServer += microsOfServer;
    }

    void print(PrintStream out) throws IOException, SQLException {
        recording.stop();
        Path file = Files.createTempFile("ingest", ".jfr");
        try {
            recording.dump(file);
            printSamples(file, out);
        } finally {
            Files.delete(file);
        }
        printStatements(out);
    }

    private void printSamples(Path file, PrintStream out) throws IOException {
        var samples = new LinkedHashMap<String, Integer>();
        int all = 0;
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                var event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
                    samples.merge(stage(event), 1, Integer::sum);
                    all++;
                }
            }
        }
        double each = (cpu - ofServer) / posts;
        out.printf(Locale.ROOT, "  services: %,.0f us of processor time per post, by %,d samples%n", each, all);
        int in = all;
        samples.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(stage -> out.printf(
                        Locale.ROOT,
                        "    %-34s %5.1f %%  %,7.0f us%n",
                        stage.getKey(),
                        100.0 * stage.getValue() / in,
                        each * stage.getValue() / in));
    }

    private static String stage(RecordedEvent event) {
        var stack = event.getStackTrace();
        if (stack != null) {
            for (var frame : stack.getFrames()) {
                var type = frame.getMethod().getType().getName();
                for (var known = STAGES.floorEntry(type);
                        known != null && type.startsWith(known.getKey().substring(0, 4));
                        known = STAGES.lowerEntry(known.getKey())) {
                    if (type.startsWith(known.getKey())) {
                        return known.getValue();
                    }
                }
            }
        }
        return "threads, sockets and the rest";
    }

    private void printStatements(PrintStream out) throws SQLException {
        out.printf(
                Locale.ROOT,
                "  database: %,.0f us of processor time per post; its statements by the time they took, waiting included:%n",
                ofServer / posts);
        database.read(
                """
                select substr(rolname, 8), regexp_replace(substr(query, 1, 90), '\\s+', ' ', 'g'), sum(calls), sum(total_exec_time) * 1000
                  from pg_stat_statements s join pg_roles r on r.oid = s.userid
                 where rolname like 'parvis%' group by 1, 2 order by 4 desc limit 28""",
                row -> out.printf(
                        Locale.ROOT,
                        "    %-10s %-92s %6.2f calls %,7.0f us%n",
                        row.getString(1),
                        row.getString(2),
                        row.getDouble(3) / posts,
                        row.getDouble(4) / posts));
    }

    @Override
    public void close() {
        recording.close();
    }
}
