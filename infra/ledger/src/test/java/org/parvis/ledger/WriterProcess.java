package org.parvis.ledger;

import static org.parvis.ledger.Entries.entry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own that appends under load and tells on its standard output what was acknowledged. */
final class WriterProcess {

    private WriterProcess() {}

    /** Arguments: JDBC URL, name, threads, appends per thread. */
    public static void main(String[] args) throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        source.setUser("service");
        int appends = Integer.parseInt(args[3]);
        try (var writer = new LedgerWriter(source, new LedgerSignal());
                var out = new FileOutputStream(FileDescriptor.out)) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < Integer.parseInt(args[2]); t++) {
                int number = t;
                threads.add(Thread.ofVirtual().start(() -> append(writer, out, args[1] + "-" + number, appends)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void append(LedgerWriter writer, FileOutputStream out, String name, int appends) {
        var random = new Random(name.hashCode());
        long sequence = 0;
        for (int i = 0; i < appends; i++) {
            var entries = new ArrayList<NewEntry>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                entries.add(entry(name, sequence++));
            }
            boolean shared = random.nextInt(4) == 0;
            if (shared) {
                contend(writer, random);
            }
            Appended appended = writer.append(entries);
            var ids = new StringBuilder();
            for (UUID id : entries.stream().map(NewEntry::eventId).toList()) {
                ids.append(' ').append(id);
            }
            try {
                // One write per line: what the parent reads was acknowledged.
                out.write((appended.firstPosition() + ids.toString() + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (java.io.IOException e) {
                return;
            }
        }
    }

    /** Several processes fight for the same few aggregates; losing is normal. */
    private static void contend(LedgerWriter writer, Random random) {
        String aggregate = "shared-" + random.nextInt(3);
        for (long next = 0; ; ) {
            try {
                writer.append(List.of(entry(aggregate, next)));
                return;
            } catch (SequenceConflict conflict) {
                next = conflict.expected();
            }
        }
    }
}
