package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.ListenRequest.Form;
import org.parvis.fetcher.OpenStream.End;
import org.parvis.fetcher.OpenStream.Message;

@Timeout(60)
class ListenTest {

    private static final FetchPolicy LOOPBACK = FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1"));
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int LONGEST = 1_000;

    /** All that was heard, and how it ended. */
    private record Heard(
            List<Message> messages, End end, @Nullable FailureKind trouble) {

        List<String> data() {
            return messages.stream().map(Message::data).toList();
        }
    }

    private static ListenResult ask(HostileServer server, Form form, Duration time) {
        try (var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC())) {
            return fetcher.listen(new ListenRequest(server.url("/stream"), Map.of(), form, time, LONGEST));
        }
    }

    private static Heard heard(Form form, Duration time, HostileServer.Behaviour behaviour) throws IOException {
        try (var server = new HostileServer(behaviour);
                var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC())) {
            var result = fetcher.listen(new ListenRequest(server.url("/stream"), Map.of(), form, time, LONGEST));
            assertThat(result).isInstanceOf(ListenResult.Listening.class);
            try (var stream = ((ListenResult.Listening) result).stream()) {
                var messages = new ArrayList<Message>();
                for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                    messages.add(next.get());
                }
                return new Heard(
                        messages,
                        stream.end().orElseThrow(),
                        stream.trouble().map(FetchResult.Failed::kind).orElse(null));
            }
        }
    }

    // ---- events

    private static HostileServer.Behaviour events(String... texts) {
        return (head, out) -> {
            out.write(HostileServer.head("HTTP/1.1 200 OK\nContent-Type: text/event-stream; charset=utf-8"));
            for (var text : texts) {
                out.write(text.getBytes(UTF_8));
                out.flush();
            }
        };
    }

    @Test
    void tellsEventsApartAsTheStandardDoes() throws IOException {
        var heard = heard(
                Form.EVENTS,
                LONG,
                events(
                        "\uFEFF:)\n\nevent: update\ndata: {\"a\":1}\n\n",
                        ":thump\n",
                        "event:delete\r\ndata:12\r\n\r\n",
                        "data: one\rdata: two\rid: 7\rretry: 9\rnonsense\r\r",
                        "event: without data\n\n",
                        "data: é\n:thump\ndata\n\n",
                        "data: never ended\n"));
        assertThat(heard.messages())
                .containsExactly(
                        new Message("update", "{\"a\":1}"),
                        new Message("delete", "12"),
                        new Message("", "one\ntwo"),
                        new Message("", "é\n"));
        assertThat(heard.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void readsEventsThatComeInChunksHoweverTheyAreCut() throws IOException {
        var heard = heard(Form.EVENTS, LONG, (head, out) -> {
            out.write(
                    HostileServer.head("HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked"));
            for (var piece : List.of("eve", "nt: upd", "ate\nda", "ta: x\n", "\n")) {
                out.write((Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n").getBytes(US_ASCII));
                out.flush();
            }
        });
        assertThat(heard.messages()).containsExactly(new Message("update", "x"));
        assertThat(heard.end()).as("the last chunk never came").isEqualTo(End.BROKEN);
        assertThat(heard.trouble()).isEqualTo(FailureKind.RESET);
    }

    @Test
    void passesOverAnEventThatIsTooLong() throws IOException {
        var heard = heard(
                Form.EVENTS,
                LONG,
                events("data: " + "x".repeat(2_000) + "\n\ndata: y\n\n" + "data: 123456789\n".repeat(100)
                        + "\ndata: z\n\n"));
        assertThat(heard.data()).containsExactly("y", "z");
    }

    @Test
    void anEventThatNeverEndsEndsSomewhere() throws IOException {
        var heard = heard(Form.EVENTS, LONG, (head, out) -> {
            out.write(HostileServer.head("HTTP/1.1 200 OK\nContent-Type: text/event-stream"));
            out.write("data: first\n\ndata: ".getBytes(US_ASCII));
            forEver(out, new byte[8192]);
        });
        assertThat(heard.data()).containsExactly("first");
        assertThat(heard.end()).isEqualTo(End.FULL);
    }

    @Test
    void whoDripsIsCutWhenTheTimeIsOver() throws IOException {
        var begun = Instant.now();
        var heard = heard(Form.EVENTS, Duration.ofMillis(700), (head, out) -> {
            out.write(HostileServer.head("HTTP/1.1 200 OK\nContent-Type: text/event-stream"));
            out.write("data: first\n\n".getBytes(US_ASCII));
            drip(out, 'x');
        });
        assertThat(heard.data()).containsExactly("first");
        assertThat(heard.end()).isEqualTo(End.TIME_OVER);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Type: application/json",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 204 No Content\nContent-Type: text/event-stream",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket",
                "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nContent-Encoding: gzip",
                "nonsense",
            })
    void whatIsNoStreamOfEventsIsNone(String head) throws IOException {
        try (var server = new HostileServer(HostileServer.answering(head))) {
            assertThat(ask(server, Form.EVENTS, LONG))
                    .isInstanceOfSatisfying(
                            ListenResult.Other.class,
                            other -> assertThat(other.result()).isInstanceOf(FetchResult.Failed.class));
        }
    }

    // ---- sockets

    private static byte[] frame(int first, byte... payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] text(String text) {
        return frame(0x81, text.getBytes(UTF_8));
    }

    private static final byte[] PONG = frame(0x8a);
    private static final byte[] GOODBYE = frame(0x88, (byte) 0x03, (byte) 0xe8);

    private static byte[] agreed(String head) {
        var key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(head);
        assertThat(key.find()).isTrue();
        try {
            var sha = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            return HostileServer.head(
                    "HTTP/1.1 101 Switching Protocols\nUpgrade: WebSocket\nConnection: Upgrade\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(sha));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HostileServer.Behaviour socket(byte[]... frames) {
        return (head, out) -> {
            var all = new ByteArrayOutputStream();
            all.writeBytes(agreed(head));
            for (var frame : frames) {
                all.writeBytes(frame);
            }
            // In one piece with the answer's head, as a server that has something to say at once sends it.
            out.write(all.toByteArray());
            out.flush();
            // Whoever hangs up on what was said to them makes the network forget what they said.
            Thread.sleep(500);
        };
    }

    @Test
    void hearsTextsWholeOrInPieces() throws IOException {
        var heard = heard(
                Form.SOCKET,
                LONG,
                socket(
                        text("one"),
                        frame(0x01, "tw".getBytes(UTF_8)),
                        frame(0x89, (byte) 'p'),
                        frame(0x80, "o é".getBytes(UTF_8)),
                        text("x".repeat(900)),
                        GOODBYE));
        assertThat(heard.data()).containsExactly("one", "two é", "x".repeat(900));
        assertThat(heard.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void passesOverWhatIsTooLongOrNoText() throws IOException {
        var aPicture = new byte[8192];
        var huge = new ByteArrayOutputStream();
        huge.write(0x81);
        huge.writeBytes(new byte[] {127, 0, 0, 0, 0, 0, 0x0f, 0x42, 0x40});
        huge.writeBytes(new byte[1_000_000]);
        var heard = heard(
                Form.SOCKET,
                LONG,
                socket(
                        huge.toByteArray(),
                        frame(0x82, (byte) 1),
                        frame(0x81, (byte) 0xff, (byte) 0xfe),
                        frame(0x01, new byte[800]),
                        frame(0x80, new byte[800]),
                        frame(0x82, aPicture),
                        text("after all that"),
                        GOODBYE));
        assertThat(heard.trouble()).isNull();
        assertThat(heard.data()).containsExactly("after all that");
    }

    @ParameterizedTest
    @CsvSource({
        "a masked frame, 8181",
        "a bit that was not agreed, c100",
        "a piece of nothing, 8000",
        "a text in a text, 01018101",
        "a kind that does not exist, 8300",
        "a signal that does not exist, 8b00",
        "a signal in pieces, 0900",
        "a long signal, 897e00ff",
        "a length below nothing, 817fffffffffffffffff",
    })
    void endsWhereTheOtherSideSpeaksAnotherProtocol(String what, String bytes) throws IOException {
        var heard = heard(
                Form.SOCKET,
                LONG,
                socket(text("before"), java.util.HexFormat.of().parseHex(bytes), new byte[200], GOODBYE));
        assertThat(heard.data()).as(what).containsExactly("before");
        assertThat(heard.end()).as(what).isEqualTo(End.BROKEN);
        assertThat(heard.trouble()).as(what).isEqualTo(FailureKind.PROTOCOL);
    }

    @Test
    void endsWhenMoreIsAnnouncedThanEverComes() throws IOException {
        var heard = heard(
                Form.SOCKET, LONG, socket(text("before"), new byte[] {(byte) 0x81, 127, 0x7f, 0, 0, 0, 0, 0, 0, 0, 'x'
                }));
        assertThat(heard.data()).containsExactly("before");
        assertThat(heard.trouble()).isEqualTo(FailureKind.RESET);
    }

    @Test
    void saysWhetherItWasClosedInOrder() throws IOException {
        assertThat(heard(Form.SOCKET, LONG, socket(frame(0x88))).end()).isEqualTo(End.CLOSED);
        assertThat(heard(Form.SOCKET, LONG, socket(frame(0x88, (byte) 0x03, (byte) 0xe9)))
                        .end())
                .isEqualTo(End.CLOSED);
        var trouble = heard(Form.SOCKET, LONG, socket(text("x"), frame(0x88, (byte) 0x03, (byte) 0xf3)));
        assertThat(trouble.data()).containsExactly("x");
        assertThat(trouble.end()).isEqualTo(End.BROKEN);
        assertThat(heard(Form.SOCKET, LONG, socket(text("x"))).trouble()).isEqualTo(FailureKind.RESET);
    }

    @Test
    void tellsASilentNetworkFromALineThatLeadsNowhere() throws IOException {
        var silent = heard(Form.SOCKET, Duration.ofMillis(500), (head, out) -> {
            out.write(agreed(head));
            out.write(PONG);
            out.flush();
            Thread.sleep(Duration.ofSeconds(10));
        });
        assertThat(silent.end()).isEqualTo(End.TIME_OVER);
        var dead = heard(Form.SOCKET, Duration.ofMillis(500), (head, out) -> {
            out.write(agreed(head));
            out.flush();
            Thread.sleep(Duration.ofSeconds(10));
        });
        assertThat(dead.end()).isEqualTo(End.BROKEN);
        assertThat(dead.trouble()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void whoFloodsOrDripsIsCut() throws IOException {
        var flood = heard(Form.SOCKET, LONG, (head, out) -> {
            out.write(agreed(head));
            out.write(text("first"));
            forEver(out, frame(0x8a, new byte[100]));
        });
        assertThat(flood.data()).containsExactly("first");
        assertThat(flood.end()).isEqualTo(End.FULL);
        var drip = heard(Form.SOCKET, Duration.ofMillis(700), (head, out) -> {
            out.write(agreed(head));
            out.write(new byte[] {(byte) 0x81, 120});
            drip(out, 'x');
        });
        assertThat(drip.end()).isEqualTo(End.TIME_OVER);
        assertThat(drip.messages()).isEmpty();
    }

    @Test
    void answersWhoAsksForASignOfLifeAndSaysGoodbye() throws Exception {
        var said = new ByteArrayOutputStream();
        try (var listener = new java.net.ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
                var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC())) {
            var server = Thread.ofVirtual().start(() -> {
                try (var socket = listener.accept()) {
                    var head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        head.append((char) socket.getInputStream().read());
                    }
                    socket.getOutputStream().write(agreed(head.toString()));
                    socket.getOutputStream().write(frame(0x89, "you?".getBytes(US_ASCII)));
                    socket.getOutputStream().write(text("x"));
                    said.writeBytes(socket.getInputStream().readAllBytes());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            var result = fetcher.listen(new ListenRequest(
                    "http://127.0.0.1:" + listener.getLocalPort(), Map.of(), Form.SOCKET, LONG, LONGEST));
            try (var stream = ((ListenResult.Listening) result).stream()) {
                assertThat(stream.next()).contains(new Message("", "x"));
            }
            server.join();
        }
        assertThat(unmasked(said.toByteArray()))
                .as("each frame is masked: a sign of life is asked for, one is given, and goodbye")
                .containsExactly("9 ", "10 you?", "8 \u0003\u00e8");
    }

    private static List<String> unmasked(byte... bytes) {
        var frames = new ArrayList<String>();
        for (var at = 0; at < bytes.length; ) {
            assertThat(bytes[at] & 0xf0).isEqualTo(0x80);
            assertThat(bytes[at + 1] & 0x80).isEqualTo(0x80);
            var length = bytes[at + 1] & 0x7f;
            var payload = new byte[length];
            for (var i = 0; i < length; i++) {
                payload[i] = (byte) (bytes[at + 6 + i] ^ bytes[at + 2 + i % 4]);
            }
            frames.add((bytes[at] & 0x0f) + " " + new String(payload, ISO_8859_1));
            at += 6 + length;
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Type: text/event-stream",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nSec-WebSocket-Accept: c29tZWJvZHkgZWxzZQ==",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: h2c\nSec-WebSocket-Accept: c29tZWJvZHkgZWxzZQ==",
            })
    void whatIsNoSocketIsNone(String head) throws IOException {
        try (var server = new HostileServer(HostileServer.answering(head, text("hello")))) {
            assertThat(ask(server, Form.SOCKET, LONG))
                    .isInstanceOfSatisfying(
                            ListenResult.Other.class,
                            other -> assertThat(other.result())
                                    .isInstanceOfSatisfying(
                                            FetchResult.Failed.class,
                                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL)));
        }
    }

    @Test
    void agreesToNothingThatWasNotOffered() throws IOException {
        for (var more : List.of(
                "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat", "Content-Length: 0")) {
            try (var server = new HostileServer((head, out) -> {
                var agreed = new String(agreed(head), US_ASCII);
                out.write(agreed.replace("Upgrade: WebSocket", "Upgrade: WebSocket\r\n" + more)
                        .getBytes(US_ASCII));
                out.write(text("hello"));
            })) {
                assertThat(ask(server, Form.SOCKET, LONG)).as(more).isInstanceOf(ListenResult.Other.class);
            }
        }
    }

    // ---- both

    @ParameterizedTest
    @EnumSource
    void tellsWhoWantsToBeLeftAlone(Form form) throws IOException {
        try (var server = new HostileServer(HostileServer.answering(
                "HTTP/1.1 429 Too Many Requests\nRetry-After: 120\nContent-Length: 2", (byte) 'x'))) {
            assertThat(ask(server, form, LONG))
                    .isInstanceOfSatisfying(
                            ListenResult.Other.class,
                            other -> assertThat(other.result())
                                    .isInstanceOfSatisfying(FetchResult.HttpError.class, error -> {
                                        assertThat(error.status()).isEqualTo(429);
                                        assertThat(error.retryAfter()).contains(Duration.ofMinutes(2));
                                    }));
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsNobody(Form form) throws IOException {
        try (var inside = new HostileServer(HostileServer.answering("HTTP/1.1 200 OK"));
                var server = new HostileServer(HostileServer.answering(
                        "HTTP/1.1 302 Found\nLocation: " + inside.url("/") + "\nContent-Length: 0"))) {
            assertThat(ask(server, form, LONG))
                    .isInstanceOfSatisfying(
                            ListenResult.Other.class,
                            other -> assertThat(other.result()).isInstanceOf(FetchResult.HttpError.class));
            assertThat(inside.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leadsNowhereElseThanAPageWould(Form form) {
        try (var fetcher = new Fetcher(
                FetchPolicy.standard(), host -> List.of(InetAddress.ofLiteral("10.0.0.7")), Clock.systemUTC())) {
            for (var url : List.of(
                    "https://stream.example/",
                    "http://127.0.0.1/",
                    "http://169.254.169.254/latest",
                    "https://8.8.8.8:6008/subscribe",
                    "https://me@8.8.8.8/",
                    "wss://8.8.8.8/",
                    "file:///etc/passwd")) {
                assertThat(fetcher.listen(new ListenRequest(url, Map.of(), form, LONG, LONGEST)))
                        .as(url)
                        .isInstanceOfSatisfying(
                                ListenResult.Other.class,
                                other -> assertThat(other.result()).isInstanceOf(FetchResult.Refused.class));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoLongerThanWhoeverWaitsForIt(Form form) throws IOException {
        try (var server = new HostileServer((head, out) -> Thread.sleep(Duration.ofSeconds(20)))) {
            var begun = Instant.now();
            var result = Patience.within(Duration.ofMillis(300), () -> ask(server, form, LONG));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            ListenResult.Other.class,
                            other -> assertThat(other.result())
                                    .isInstanceOfSatisfying(
                                            FetchResult.Failed.class,
                                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT)));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static void forEver(OutputStream out, byte... bytes) throws IOException {
        while (true) {
            out.write(bytes);
        }
    }

    private static void drip(OutputStream out, char letter) throws IOException, InterruptedException {
        while (true) {
            out.write(letter);
            out.flush();
            Thread.sleep(50);
        }
    }
}
