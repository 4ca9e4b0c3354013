package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a mail server in the few commands that reading a folder takes (RFC 9051, RFC 3501).
 *
 * <p>Mail libraries open sockets themselves, by a look-up of their own, and make room for as much as a server announces. Here the line is one
 * that was checked, and each size is bounded before it is believed. A folder is examined and letters are peeked at, so that nothing
 * there is changed, not even what counts as read.
 */
final class ImapSession {

    /** So much of each letter is read; what it says comes first, and behind it mostly attachments. */
    static final int LETTER = 96 * 1024;

    /** The widest range of numbers that may be asked about at once, so that the answer fits a line. */
    static final int WIDEST = 5_000;

    private static final int MAX_LINE = 64 * 1024;
    private static final Pattern LITERAL = Pattern.compile("\\{([0-9]{1,10})}$");
    private static final Pattern CODE = Pattern.compile("^\\S+ \\S+ \\[([A-Z-]{1,30})[\\] ]");
    private static final Pattern EXISTS = Pattern.compile("^\\* ([0-9]{1,10}) EXISTS");
    private static final Pattern VALIDITY = Pattern.compile("^\\* OK \\[UIDVALIDITY ([0-9]{1,10})]");
    private static final Pattern NEXT = Pattern.compile("^\\* OK \\[UIDNEXT ([0-9]{1,10})]");
    private static final Pattern SEARCH = Pattern.compile("^\\* SEARCH([ 0-9]*)$");
    private static final Pattern FETCH = Pattern.compile("^\\* [0-9]{1,10} FETCH \\(");
    private static final Pattern UID = Pattern.compile("\\bUID ([0-9]{1,10})");
    private static final Pattern RECEIVED = Pattern.compile("\\bINTERNALDATE \"([^\"]{1,40})\"");
    private static final int LONGEST_NUMBER = 10;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d-MMM-uuuu HH:mm:ss Z", Locale.US);

    private final InputStream in;
    private final OutputStream out;
    private int commands;

    ImapSession(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** The server does not do what it was asked; carries its code, and none of its words. */
    static final class Refused extends Exception {

        private final String command;
        private final String code;

        Refused(String command, String code) {
            super(command + " " + code, null, false, false);
            this.command = command;
            this.code = code;
        }

        /** First word of what was asked; {@code BYE} when the server hung up. */
        String command() {
            return command;
        }

        /** As RFC 5530 names reasons; empty when none was given. */
        String code() {
            return code;
        }
    }

    /**
     * A folder as it stands.
     *
     * @param validity changes when the numbers of letters begin anew
     * @param next lower than the number of any letter that is still to come
     * @param letters how many there are
     */
    record Folder(long validity, long next, long letters) {}

    /** A letter, or its beginning, as it came in. */
    record Fetched(long uid, Instant received, byte[] raw) {

        @Override
        public String toString() {
            return "Fetched[" + uid + ", " + raw.length + " bytes]";
        }
    }

    private record Response(String text, byte[] literal) {}

    void begin() throws IOException, Refused {
        var greeting = response().text();
        refuseGoodbye(greeting);
        if (!greeting.startsWith("* OK")) {
            throw new ProtocolException("no greeting");
        }
    }

    void signIn(String user, String password) throws IOException, Refused {
        var offers = new StringBuilder();
        command("CAPABILITY", null, response -> offers.append(response.text()).append(' '));
        if (offers.toString().toUpperCase(Locale.ROOT).contains(" AUTH=PLAIN ")) {
            var both = ("\0" + user + "\0" + password).getBytes(UTF_8);
            command("AUTHENTICATE PLAIN", Base64.getEncoder().encodeToString(both), response -> {});
        } else {
            command("LOGIN " + quoted(user) + " " + quoted(password), null, response -> {});
        }
    }

    Folder examine(String name) throws IOException, Refused {
        var told = new ArrayList<String>();
        command("EXAMINE " + quoted(BASE64MailboxEncoder.encode(name)), null, response -> told.add(response.text()));
        var validity = first(VALIDITY, told);
        var next = first(NEXT, told);
        if (validity.isEmpty() || next.isEmpty()) {
            throw new ProtocolException("a folder without lasting numbers");
        }
        return new Folder(validity.get(), next.get(), first(EXISTS, told).orElse(0L));
    }

    /** The letter at this place in the folder, counted from 1, without what it says. */
    Optional<Fetched> at(long place) throws IOException, Refused {
        var found = new ArrayList<Fetched>();
        command(
                "FETCH " + place + " (UID INTERNALDATE)",
                null,
                response -> fetched(response).ifPresent(found::add));
        return found.stream().findFirst();
    }

    /** The numbers of the letters from here to there, both included, in their order. */
    List<Long> numbers(long from, long to) throws IOException, Refused {
        var numbers = new ArrayList<Long>();
        command("UID SEARCH UID " + from + ":" + to, null, response -> {
            var found = SEARCH.matcher(response.text());
            if (found.find()) {
                Pattern.compile(" ")
                        .splitAsStream(found.group(1))
                        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NUMBER)
                        .map(Long::valueOf)
                        .filter(number -> number >= from && number <= to)
                        .forEach(numbers::add);
            }
        });
        return numbers.stream().sorted().distinct().toList();
    }

    /** Hands out these letters one by one, as far as they come. */
    void fetch(List<Long> numbers, Consumer<Fetched> letters) throws IOException, Refused {
        var wanted = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        command(
                "UID FETCH " + wanted + " (UID INTERNALDATE BODY.PEEK[]<0." + LETTER + ">)",
                null,
                response -> fetched(response).ifPresent(letters));
    }

    /** Says goodbye; nothing that matters comes after it. */
    void end() {
        try {
            write("p" + ++commands + " LOGOUT");
        } catch (IOException e) {
            // The line is closed in any case.
        }
    }

    private static Optional<Fetched> fetched(Response response) {
        var text = response.text();
        var received = RECEIVED.matcher(text);
        var uid = number(UID, text);
        if (uid.isEmpty() || !FETCH.matcher(text).find() || !received.find()) {
            return Optional.empty();
        }
        try {
            var at = OffsetDateTime.parse(received.group(1).strip(), DATE).toInstant();
            return Optional.of(new Fetched(uid.get(), at, response.literal()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(Long.valueOf(found.group(1))) : Optional.empty();
    }

    private static Optional<Long> first(Pattern pattern, List<String> texts) {
        return texts.stream().flatMap(text -> number(pattern, text).stream()).findFirst();
    }

    /** @param secret what the server is told when it asks to go on */
    private void command(String words, @Nullable String secret, Consumer<Response> untagged)
            throws IOException, Refused {
        var name = words.replaceFirst(" .*", "");
        var tag = "p" + ++commands;
        var told = secret == null;
        write(tag + " " + words);
        while (true) {
            var response = response();
            var text = response.text();
            if (text.startsWith(tag + " OK")) {
                return;
            }
            if (text.startsWith(tag + " NO") || text.startsWith(tag + " BAD")) {
                throw new Refused(name, code(text));
            }
            if (text.startsWith("+") && secret != null && !told) {
                write(secret);
                told = true;
            } else if (text.startsWith("* ")) {
                refuseGoodbye(text);
                untagged.accept(response);
            } else {
                throw new ProtocolException("neither an answer nor news");
            }
        }
    }

    private static void refuseGoodbye(String text) throws Refused {
        if (text.startsWith("* BYE")) {
            throw new Refused("BYE", code(text));
        }
    }

    private static String code(String text) {
        var code = CODE.matcher(text);
        return code.find() ? code.group(1) : "";
    }

    private void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    /** A line, and the bytes that it says stand in the middle of it; of several such places the first counts. */
    private Response response() throws IOException {
        var text = new StringBuilder();
        var literal = new byte[0];
        while (true) {
            var line = line(MAX_LINE - text.length());
            var announced = LITERAL.matcher(line);
            if (!announced.find()) {
                return new Response(text.append(line).toString(), literal);
            }
            text.append(line, 0, announced.start());
            var size = Long.parseLong(announced.group(1));
            if (size > LETTER) {
                throw new ProtocolException("more bytes than asked for");
            }
            var bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new EOFException();
            }
            literal = literal.length == 0 ? bytes : literal;
        }
    }

    private String line(int longest) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() >= longest) {
                throw new ProtocolException("a line without an end");
            }
            line.append((char) c);
        }
        var end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** What nobody can write between quotes is refused before it becomes a command of its own. */
    private static String quoted(String text) throws Refused {
        if (!text.matches("[\\x20-\\x7e]{0,1000}")) {
            throw new Refused("LOGIN", "");
        }
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
