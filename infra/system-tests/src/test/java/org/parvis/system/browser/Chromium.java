package org.parvis.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** The distribution's browser; installed when it is missing and this may install, else the tests that need it are skipped aloud. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("PARVIS_CHROMIUM", "/usr/bin/chromium"));
    private static final int INSTALL_MINUTES = 8;
    /** How long something takes is part of no journey, only that it happens: machines that build are busy. */
    private static final double PATIENCE = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium open() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        if (!Files.isExecutable(PROGRAM)) {
            install();
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
        return new Chromium(playwright, browser);
    }

    private static void install() {
        var isRoot = "root".equals(System.getProperty("user.name"));
        if (!isRoot || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw skipped("there is no browser at " + PROGRAM
                    + "; install Debian's chromium (apt-get install chromium) or name one in PARVIS_CHROMIUM");
        }
        var log = Path.of("target", "chromium-install.log");
        for (var command : List.of(
                List.of("apt-get", "update"),
                List.of("apt-get", "install", "-y", "--no-install-recommends", "chromium"))) {
            if (!run(command, log)) {
                throw skipped(String.join(" ", command) + " failed; see " + log.toAbsolutePath());
            }
        }
    }

    private static boolean run(List<String> command, Path log) {
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var process = builder.start();
            if (process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static TestAbortedException skipped(String why) {
        System.err.println("\n*** SKIPPED: no test in a browser, " + why + "\n");
        return new TestAbortedException(why);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
