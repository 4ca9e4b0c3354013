package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriterProcessesIT {

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerReader reader = new LedgerReader(database.service());

    @Test
    void severalProcessesShareOneGaplessOrder() throws Exception {
        var acknowledged = new ConcurrentHashMap<UUID, Long>();
        var processes = new ArrayList<Process>();
        var pumps = new ArrayList<Thread>();
        for (int p = 0; p < 3; p++) {
            Process process = start("p" + p, 8, 60);
            processes.add(process);
            pumps.add(Thread.ofVirtual().start(() -> collect(process, acknowledged)));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        for (Thread pump : pumps) {
            pump.join();
        }
        assertThat(acknowledged).hasSizeGreaterThan(3 * 8 * 60);
        assertNothingAcknowledgedIsMissing(acknowledged);
        assertGapless();
    }

    @Test
    void killingAProcessUnderLoadLosesNothingAcknowledged() throws Exception {
        var acknowledged = new ConcurrentHashMap<UUID, Long>();
        for (int round = 0; round < 3; round++) {
            int before = acknowledged.size();
            Process victim = start("victim-" + round, 16, 1_000_000);
            Process other = start("other-" + round, 4, 40);
            var pumps = List.of(
                    Thread.ofVirtual().start(() -> collect(victim, acknowledged)),
                    Thread.ofVirtual().start(() -> collect(other, acknowledged)));
            while (acknowledged.size() < before + 300 * (round + 1)) {
                assertThat(victim.isAlive()).isTrue();
                Thread.sleep(2);
            }
            victim.destroyForcibly();
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue())
                    .describedAs("the other process writes on")
                    .isZero();
            for (Thread pump : pumps) {
                pump.join();
            }
        }
        assertNothingAcknowledgedIsMissing(acknowledged);
        assertGapless();
        assertThat(database.number("select count(*) from (select aggregate_id from ledger.entry group by aggregate_id"
                        + " having count(*) <> max(sequence) + 1) broken"))
                .describedAs("aggregates with a hole")
                .isZero();
    }

    private void assertNothingAcknowledgedIsMissing(Map<UUID, Long> acknowledged) {
        var stored = new ConcurrentHashMap<UUID, Long>();
        Page page = new Page(List.of(), 0, true);
        while (page.full()) {
            page = reader.read(page.scannedTo(), LedgerReader.MAX_PAGE, java.util.Set.of());
            page.entries().forEach(entry -> stored.put(entry.eventId(), entry.position()));
        }
        assertThat(stored).containsAllEntriesOf(acknowledged);
    }

    private void assertGapless() {
        assertThat(database.number("select count(*) - max(position) from ledger.entry"))
                .isZero();
        assertThat(database.number("select min(position) from ledger.entry")).isEqualTo(1);
    }

    private Process start(String name, int threads, int appends) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        database.url(),
                        name,
                        Integer.toString(threads),
                        Integer.toString(appends))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void collect(Process process, Map<UUID, Long> acknowledged) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", -1);
                // A killed process may leave half a line, which was never said completely.
                for (int i = 1; i < parts.length; i++) {
                    if (parts[i].length() == 36) {
                        acknowledged.put(UUID.fromString(parts[i]), Long.parseLong(parts[0]) + i - 1);
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed, as planned.
        }
    }
}
