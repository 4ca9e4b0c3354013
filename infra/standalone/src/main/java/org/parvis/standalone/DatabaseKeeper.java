package org.parvis.standalone;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the database server again when it has ended by itself: PostgreSQL gives up when its disk is full, and nobody else would look after
 * it. It tries until it succeeds.
 */
final class DatabaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseKeeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Whoever restarts it by hand is not interfered with, and a server that cannot start is not asked without pause. */
    private static final int LOOKS_BEFORE_HELP = 3;

    private final Path data;
    private final Path log;
    private final Path control;
    private final String options;
    private final Thread thread;

    private DatabaseKeeper(Path data, Path log, Path control, String options) {
        this.data = data;
        this.log = log;
        this.control = control;
        this.options = options;
        this.thread = Thread.ofVirtual().name("database-keeper").start(this::keep);
    }

    /** Of a server that runs now; it is started with the same options. */
    static DatabaseKeeper of(Path data, Path binaries, Path log) {
        try (var all = Files.find(binaries, 4, (path, file) -> path.endsWith(Path.of("bin", "pg_ctl")))) {
            var control = all.findFirst().orElseThrow(() -> new IllegalStateException("No pg_ctl in " + binaries));
            return new DatabaseKeeper(data, log, control, options(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As PostgreSQL noted them down: its program, the data directory, and what we asked for. */
    private static String options(Path data) throws IOException {
        var line = Files.readString(data.resolve("postmaster.opts")).strip();
        return line.substring(line.indexOf(' ') + 1)
                .replaceFirst("\"-D\" \"[^\"]*\"", "")
                .replace('"', '\'')
                .strip();
    }

    private void keep() {
        var absent = 0;
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                absent = isAlive() ? 0 : absent + 1;
                if (absent >= LOOKS_BEFORE_HELP) {
                    start();
                    absent = 0;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAlive() {
        try {
            var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().command().orElse("").contains("postgres"))
                    .isPresent();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private void start() throws InterruptedException {
        LOG.warn("The database server has ended by itself; starting it again");
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                control.toString(),
                "-D",
                data.toString(),
                "-o",
                options,
                "-w",
                "-t",
                "60",
                "-l",
                log.toString(),
                "start"));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.waitFor(90, TimeUnit.SECONDS) && process.exitValue() == 0) {
                LOG.info("The database server runs again");
            } else {
                LOG.warn("The database server does not start, see {}; trying again", log);
            }
        } catch (IOException e) {
            LOG.warn("The database server cannot be started", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
