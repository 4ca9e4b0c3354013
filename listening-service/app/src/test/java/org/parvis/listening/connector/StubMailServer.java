package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.parvis.listening.connector.StubServer.Reply;
import org.parvis.listening.connector.World.Said;

/** A mailbox in which each message of the world is a letter, as far as the connector asks; breaks in the words of its protocol. */
final class StubMailServer implements Stub {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss Z", Locale.US);

    private final ServerSocket listener;
    private final World world;
    private final Supplier<Optional<Reply>> fault;
    private final UnaryOperator<String> telling;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param telling how a letter is told */
    StubMailServer(World world, Supplier<Optional<Reply>> fault, UnaryOperator<String> telling) {
        this.world = world;
        this.telling = telling;
        this.fault = fault;
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket accepted) {
        try (var socket = accepted) {
            requests.add("a conversation");
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            new Conversation(lines, socket.getOutputStream(), fault.get()).run();
        } catch (IOException e) {
            // The other side hung up.
        }
    }

    private final class Conversation {

        private final BufferedReader lines;
        private final OutputStream out;
        private final int status;
        private final Reply broken;

        Conversation(BufferedReader lines, OutputStream out, Optional<Reply> fault) {
            this.lines = lines;
            this.out = out;
            this.status = fault.map(Reply::status).orElse(0);
            this.broken = fault.orElse(Reply.json(""));
        }

        void run() throws IOException {
            if (status == 200) {
                out.write(broken.body().getBytes(UTF_8));
                return;
            }
            if (status >= 500) {
                say("* BYE [UNAVAILABLE] " + broken.body());
                return;
            }
            say("* OK ready");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = line.split(" ", 3);
                var done = answer(words[0], words[1], words.length > 2 ? words[2] : "");
                say(words[0] + " " + done);
            }
        }

        private String answer(String tag, String command, String rest) throws IOException {
            return switch (command) {
                case "CAPABILITY" -> {
                    say("* CAPABILITY IMAP4rev1 AUTH=PLAIN");
                    yield "OK";
                }
                case "AUTHENTICATE" -> {
                    say("+ ");
                    lines.readLine();
                    yield switch (status) {
                        case 429 -> "NO [LIMIT] " + broken.body();
                        case 401, 403 -> "NO [AUTHENTICATIONFAILED] " + broken.body();
                        default -> "OK";
                    };
                }
                case "EXAMINE" -> examined();
                case "FETCH" ->
                    fetched(letters()
                            .subList(
                                    Integer.parseInt(rest.split(" ")[0]) - 1,
                                    letters().size()));
                case "UID" -> rest.startsWith("SEARCH") ? searched(rest) : fetched(numbered(rest));
                default -> "BAD " + tag;
            };
        }

        private String examined() throws IOException {
            if (status == 302) {
                return "NO [REFERRAL " + broken.headers().get("Location") + "] elsewhere";
            }
            if (status != 0) {
                return "NO [NONEXISTENT] " + broken.body();
            }
            say("* " + letters().size() + " EXISTS");
            say("* OK [UIDVALIDITY 7] valid");
            say("* OK [UIDNEXT "
                    + (letters().stream().mapToInt(Said::number).max().orElse(0) + 1) + "] next");
            return "OK [READ-ONLY] done";
        }

        private String searched(String rest) throws IOException {
            var range = rest.replaceFirst(".* UID ", "").split(":");
            say("* SEARCH "
                    + letters().stream()
                            .map(Said::number)
                            .filter(number -> number >= Long.parseLong(range[0]) && number <= Long.parseLong(range[1]))
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")));
            return "OK";
        }

        private List<Said> numbered(String rest) {
            var wanted = Arrays.asList(rest.split(" ")[1].split(","));
            return letters().stream()
                    .filter(said -> wanted.contains(String.valueOf(said.number())))
                    .toList();
        }

        private String fetched(List<Said> letters) throws IOException {
            for (var said : letters) {
                var raw = telling.apply("From: Leo <leo@example.test>\r\nMessage-ID: <" + said.number()
                                + "@example.test>\r\nReferences: <first@example.test> <before@example.test>\r\n"
                                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + said.text())
                        .getBytes(UTF_8);
                var length = Math.min(raw.length, ImapSession.LETTER);
                out.write(("* 1 FETCH (UID " + said.number() + " INTERNALDATE \""
                                + DATE.format(said.at().atOffset(ZoneOffset.UTC)) + "\" BODY[]<0> {" + length + "}\r\n")
                        .getBytes(UTF_8));
                out.write(raw, 0, length);
                say(")");
            }
            return "OK";
        }

        private List<Said> letters() {
            return world.newestFirst().stream()
                    .sorted(Comparator.comparing(Said::number))
                    .toList();
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(UTF_8));
        }
    }

    @Override
    public String url(String path) {
        return "imap://127.0.0.1:" + listener.getLocalPort() + path;
    }

    @Override
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
