package org.parvis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.util.FileSystemUtils;

/** The command line: {@code up} runs the product in this process, everything else speaks to one that runs. */
public final class Main {

    private static final Duration PRACTICE_AT_MOST = Duration.ofMinutes(3);

    private Main() {}

    public static void main(String[] arguments) {
        var words = Words.fromEnvironment();
        var command = arguments.length == 0 ? "help" : arguments[0];
        var rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            System.exit(run(command, rest, words));
        } catch (LaunchFailure e) {
            System.err.println(e.in(words));
            System.exit(1);
        }
    }

    private static int run(String command, String[] arguments, Words words) {
        return switch (command) {
            case "up" -> up(Options.parse(arguments, System.getenv()), words);
            case "status" -> ask(words, "/status");
            case "down" -> down(words);
            case "token" -> token(arguments, words);
            case "practise" -> practise();
            case "serve" -> serve(arguments, words);
            case "prepare-database" -> prepareDatabase(arguments, words);
            case "backup" -> backup(arguments, words);
            case "restore" -> restore(arguments, words);
            case "rebuild" -> ask(words, "/rebuild?" + (arguments.length == 0 ? "" : arguments[0]));
            default -> {
                System.out.println(words.say("help"));
                yield command.equals("help") ? 0 : 1;
            }
        };
    }

    private static int up(Options options, Words words) {
        var began = System.nanoTime();
        settle(options);
        try (var home = new DataDirectory(options.home())) {
            if (!home.acquire()) {
                var url = ControlClient.find(options.home())
                        .map(ControlClient::url)
                        .orElse(options.home().toString());
                throw new LaunchFailure("alreadyRuns", url);
            }
            switch (home.others()) {
                case KEPT_OUT -> {}
                case CLOSED_NOW -> System.out.println(words.say("homeClosed", home.home()));
                case MAY_LOOK_IN -> System.out.println(words.say("homeOpen", home.home()));
            }
            var stop = new CountDownLatch(1);
            var stopped = new CountDownLatch(1);
            // A signal (Ctrl-C, kill) ends the JVM through its hooks; it must wait until everything has stopped in
            // order.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                stop.countDown();
                awaitQuietly(stopped);
            }));
            try {
                runUntil(stop, options, home, words, began);
            } finally {
                stopped.countDown();
            }
            return 0;
        }
    }

    private static int serve(String[] arguments, Words words) {
        if (arguments.length == 0) {
            throw new LaunchFailure("noService", "", String.join(", ", ServiceProcess.names()));
        }
        settleInContainer();
        var rest = List.of(arguments).subList(1, arguments.length);
        return ServiceProcess.serve(arguments[0], ServiceSettings.parse(rest, System.getenv()), words);
    }

    private static int prepareDatabase(String[] arguments, Words words) {
        settleInContainer();
        return PreparedDatabase.prepare(ServiceSettings.parse(List.of(arguments), System.getenv()), words);
    }

    /** Where somebody else collects what a process says: nothing is written to files. */
    private static void settleInContainer() {
        System.setProperty("logback.configurationFile", "logback-service.xml");
        settleLogging();
    }

    private static void settle(Options options) {
        System.setProperty("parvis.logs", options.home().resolve("logs").toString());
        settleLogging();
    }

    private static void settleLogging() {
        Locale.setDefault(Locale.ENGLISH);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /**
     * Starts and stops everything in a directory that is thrown away. The script runs it once after a build, watched by the JVM,
     * which keeps the loaded and linked classes for later starts.
     */
    private static int practise() {
        // Nobody watches it: rather no practice than a first start that never comes.
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(PRACTICE_AT_MOST);
                Runtime.getRuntime().halt(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            var place = Files.createTempDirectory("parvis-practice");
            try {
                var options = new Options(InnerPorts.free(1).next(), place, false);
                settle(options);
                try (var home = new DataDirectory(place)) {
                    home.acquire();
                    House.start(options, home, part -> {}).close();
                }
            } finally {
                FileSystemUtils.deleteRecursively(place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private static void runUntil(CountDownLatch stop, Options options, DataDirectory home, Words words, long began) {
        var first = home.recall("database.port").isEmpty();
        if (first) {
            System.out.println(words.say("firstStart"));
        }
        try (var house = House.start(options, home, part -> System.out.println("  " + progress(part, words)))) {
            Demonstration.load(house, home, options, words);
            var control = Control.open(house, home, words, stop::countDown);
            try {
                FirstAdministrator.announce(house, words);
                var seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
                System.out.println(words.say("ready", "%.1f".formatted(seconds), house.url()));
                if (house.town() != null) {
                    System.out.println(words.say("townReady", house.town().url()));
                }
                awaitQuietly(stop);
                System.out.println(words.say("stopping"));
            } finally {
                control.close();
            }
        }
        System.out.println(words.say("stopped", home.home()));
    }

    private static String progress(String part, Words words) {
        return switch (part) {
            case "database" -> words.say("startingDatabase");
            case "town" -> words.say("startingTown");
            default -> words.say("startingService", part);
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        return Options.parse(new String[0], System.getenv()).home();
    }

    private static ControlClient running(Words words) {
        return ControlClient.find(home()).orElseThrow(() -> new LaunchFailure("notRunning", home()));
    }

    private static int ask(Words words, String pathAndQuery) {
        return running(words).ask(pathAndQuery, System.out::println, System.err::println) ? 0 : 1;
    }

    private static int backup(String[] arguments, Words words) {
        if (arguments.length != 1 || arguments[0].startsWith("-")) {
            throw new LaunchFailure("backupNeedsDirectory");
        }
        var target = Path.of(arguments[0]).toAbsolutePath().normalize();
        return ask(words, "/backup?" + URLEncoder.encode(target.toString(), StandardCharsets.UTF_8));
    }

    private static int restore(String[] arguments, Words words) {
        Path directory = null;
        Path keys = null;
        Path register = null;
        var oldKeys = false;
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--keys" -> keys = Path.of(value(arguments, ++i, "--keys"));
                case "--erased" -> register = Path.of(value(arguments, ++i, "--erased"));
                case "--old-keys" -> oldKeys = true;
                default -> {
                    if (directory != null || arguments[i].startsWith("-")) {
                        throw new LaunchFailure("restoreNeeds");
                    }
                    directory = Path.of(arguments[i]);
                }
            }
        }
        if (directory == null || keys == null) {
            throw new LaunchFailure("restoreNeeds");
        }
        var options = Options.parse(new String[0], System.getenv());
        // The data directory must be empty, so the log of this lies elsewhere.
        System.setProperty("parvis.logs", System.getProperty("java.io.tmpdir") + "/parvis-restore");
        Locale.setDefault(Locale.ENGLISH);
        var outcome = new Restore(directory.toAbsolutePath(), keys, register, oldKeys, Clock.systemUTC())
                .into(options.home(), (table, rows) -> {
                    if (rows > 0) {
                        System.out.println(words.say("restored", table, rows));
                    }
                });
        System.out.println(words.say(
                "restoredAll",
                options.home(),
                outcome.manifest().entries(),
                outcome.manifest().madeAt().toString()));
        System.out.println(words.say("restoredErased", outcome.erasedAgain()));
        return 0;
    }

    private static String value(String[] arguments, int index, String option) {
        if (index >= arguments.length) {
            throw new LaunchFailure("optionNeedsValue", option);
        }
        return arguments[index];
    }

    private static int down(Words words) {
        var process = running(words);
        process.ask("/down", System.out::println, System.err::println);
        for (var i = 0;
                i < 600 && home().resolve("run").resolve(Control.FILE).toFile().exists();
                i++) {
            pause();
        }
        // The lock is free only when the database has stopped too.
        for (var i = 0; i < 600; i++) {
            try (var lock = new DataDirectory(home())) {
                if (lock.acquire()) {
                    System.out.println(words.say("stopped", home()));
                    return 0;
                }
            }
            pause();
        }
        return 1;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int token(String[] arguments, Words words) {
        if (arguments.length == 0 || !arguments[0].matches("[a-z0-9-]{1,64}")) {
            throw new LaunchFailure("tokenNeedsMember");
        }
        var days = "30";
        if (arguments.length == 3 && arguments[1].equals("--days") && arguments[2].matches("[1-9][0-9]{0,2}")) {
            days = arguments[2];
        } else if (arguments.length != 1) {
            throw new LaunchFailure("tokenNeedsMember");
        }
        return ask(words, "/token?" + arguments[0] + "&" + days);
    }
}
