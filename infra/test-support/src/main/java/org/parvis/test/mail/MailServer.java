package org.parvis.test.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import org.parvis.test.FreePorts;

/** Debian's Dovecot on this machine, on the loopback interface only: an empty mailbox for any user, whose password is {@code pw}. */
public final class MailServer implements AutoCloseable {

    public static final String PASSWORD = "pw";

    private static final Path FOLDER = Path.of("target", "dovecot").toAbsolutePath();
    private static final String HOW = "apt-get install -y --no-install-recommends dovecot-imapd";
    private static final int PATIENCE_SECONDS = 30;

    private final Path place;
    private final int port;
    private final Process process;

    private MailServer() {
        port = FreePorts.run(1);
        try {
            Files.createDirectories(FOLDER);
            // What the server's own users write to must be reachable for them.
            place = Files.createTempDirectory("parvis-dovecot");
            var mail = Files.createDirectories(place.resolve("mail"));
            run("chmod", "0755", place.toString());
            run("chown", "nobody", mail.toString());
            var settings = Files.writeString(place.resolve("dovecot.conf"), settings(mail));
            process = new ProcessBuilder("dovecot", "-F", "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("dovecot.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            await();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts one; where none can be installed, the tests that need it are skipped, and say so. */
    public static MailServer startOrSkip() {
        var missing = install();
        if (!missing.isEmpty()) {
            System.err.println("\n*** SKIPPED: no mail server on this machine. " + missing + "\n");
            throw new TestAbortedException("No mail server: " + missing);
        }
        return new MailServer();
    }

    private static String install() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "It changes users, which only root may";
        }
        if (isInstalled()) {
            return "";
        }
        try {
            Files.createDirectories(FOLDER);
            var builder = new ProcessBuilder(HOW.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("install.log").toFile());
            // Without a run level the package's own server is not started: ours is, on a port of its own.
            builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1"));
            var installing = builder.start();
            if (!installing.waitFor(10, TimeUnit.MINUTES)) {
                installing.destroyForcibly();
            }
        } catch (IOException e) {
            return HOW + " cannot be run: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Interrupted";
        }
        return isInstalled() ? "" : HOW + " failed; see target/dovecot/install.log";
    }

    private static boolean isInstalled() {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "dovecot")));
    }

    private String settings(Path mail) {
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                instance_name = parvis%3$d
                log_path = /dev/stderr
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login
                mail_location = maildir:%2$s/%%n
                first_valid_uid = 1
                passdb {
                  driver = static
                  args = password=%4$s
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%2$s/%%n allow_all_users=yes
                }
                service imap-login {
                  inet_listener imap {
                    address = 127.0.0.1
                    port = %3$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                namespace inbox {
                  inbox = yes
                }
                """.formatted(place, mail, port, PASSWORD);
    }

    public int port() {
        return port;
    }

    /** Forgets which numbers the letters of a mailbox had, as a restoration may. */
    public void beginNumbersAnew(String user) {
        var folder = place.resolve("mail").resolve(user.replaceFirst("@.*", ""));
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> file.getFileName().toString().matches("dovecot(-uidlist|\\.index.*)"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        for (var tenths = 0; ; tenths++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || tenths > PATIENCE_SECONDS * 10) {
                    throw new IllegalStateException("Dovecot does not start; see " + FOLDER, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(List.of(command)).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            run("rm", "-rf", place.toString());
        } catch (IOException e) {
            System.err.println("The mail server did not stop in order: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
