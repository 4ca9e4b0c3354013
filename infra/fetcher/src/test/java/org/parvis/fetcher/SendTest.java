package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.parvis.fetcher.HostileServer.answering;
import static org.parvis.fetcher.HostileServer.head;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendTest {

    private static final FetchPolicy LOOPBACK = FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1"));

    private final Fetcher fetcher = new Fetcher(LOOPBACK, Clock.systemUTC());

    private static SendRequest message(String url) {
        return SendRequest.post(url, "application/json", Body.of("{\"text\":\"Bonjour\"}"));
    }

    @Test
    void sendsTheBytesOnceAndHandsBackTheWholeAnswer() throws Exception {
        try (var server =
                new HostileServer(answering("HTTP/1.1 201 Created\nContent-Length: 2", (byte) '{', (byte) '}'))) {
            var result = fetcher.send(message(server.url("/")).header("Authorization", "Bearer t"));

            assertThat(result).isInstanceOfSatisfying(SendResult.Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(201);
                assertThat(answered.body().text()).isEqualTo("{}");
            });
            assertThat(server.requests()).singleElement().asString().contains("POST / HTTP/1.1", "Content-Length: 18");
        }
    }

    @Test
    void anAnswerOfAnyStatusIsAnAnswer() throws Exception {
        for (int status : new int[] {302, 400, 401, 409, 429, 500, 503}) {
            try (var server = new HostileServer(
                    answering("HTTP/1.1 " + status + " Whatever\nLocation: /other\nContent-Length: 0"))) {
                assertThat(fetcher.send(message(server.url("/"))))
                        .isInstanceOfSatisfying(
                                SendResult.Answered.class,
                                answered -> assertThat(answered.status()).isEqualTo(status));
                assertThat(server.requests()).as("no redirect, no retry").hasSize(1);
            }
        }
    }

    @Test
    void whatBreaksBeforeTheFirstByteWasNotSent() throws Exception {
        // A port that is held and does not listen: one that was only closed may be somebody else's by now.
        try (var held = SocketChannel.open()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) held.getLocalAddress()).getPort();
            assertThat(fetcher.send(message("http://127.0.0.1:" + port + "/")))
                    .isInstanceOfSatisfying(
                            SendResult.NotSent.class,
                            notSent -> assertThat(notSent.kind()).isEqualTo(FailureKind.CONNECT));
        }
        Resolver nobody = host -> {
            throw new UnknownHostException(host);
        };
        try (var lost = new Fetcher(LOOPBACK, nobody, Clock.systemUTC())) {
            assertThat(lost.send(message("https://nowhere.example/")))
                    .isEqualTo(new SendResult.NotSent(FailureKind.DNS, "unknown host nowhere.example"));
        }
    }

    @Test
    void whatBreaksAfterwardsIsUnknown() throws Exception {
        HostileServer.Behaviour hangUp = (request, out) -> {};
        HostileServer.Behaviour silence = (request, out) -> Thread.sleep(Duration.ofMinutes(5));
        HostileServer.Behaviour garbage = (request, out) -> out.write(head("whatever"));
        assertThat(unknown(hangUp)).isEqualTo(FailureKind.RESET);
        assertThat(unknown(silence)).isEqualTo(FailureKind.TIMEOUT);
        assertThat(unknown(garbage)).isEqualTo(FailureKind.PROTOCOL);
    }

    private FailureKind unknown(HostileServer.Behaviour behaviour) throws Exception {
        try (var server = new HostileServer(behaviour)) {
            var result = fetcher.send(message(server.url("/")).within(Duration.ofMillis(500)));
            assertThat(result).isInstanceOf(SendResult.Unknown.class);
            assertThat(server.requests()).hasSize(1);
            return ((SendResult.Unknown) result).kind();
        }
    }

    @Test
    void aCutBodyIsUnknownButKeepsTheStatus() throws Exception {
        try (var server = new HostileServer(answering("HTTP/1.1 201 Created\nContent-Length: 100", (byte) '{'))) {
            assertThat(fetcher.send(message(server.url("/"))))
                    .isInstanceOfSatisfying(
                            SendResult.Unknown.class,
                            unknown -> assertThat(unknown.status()).isEqualTo(OptionalInt.of(201)));
        }
    }

    @Test
    void aProcessThatWasStoppedWhileConnectingDoesNotSendWhenItWakes() throws Exception {
        var nanos = new AtomicLong();
        Resolver slow = host -> {
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        };
        try (var server = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Length: 0"))) {
            // The clock jumps past the deadline at the last reading before the request is written.
            for (int readings = 1; readings < 12; readings++) {
                var left = new AtomicLong(readings);
                var sleeper = new Fetcher(
                        LOOPBACK,
                        slow,
                        Clock.systemUTC(),
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        () -> left.getAndDecrement() > 0
                                ? nanos.get()
                                : Duration.ofHours(1).toNanos() + nanos.get());
                try (sleeper) {
                    int before = server.requests().size();
                    var result = sleeper.send(message("http://a.example:" + server.port() + "/"));
                    if (result instanceof SendResult.NotSent notSent) {
                        assertThat(notSent.kind()).isEqualTo(FailureKind.TIMEOUT);
                        assertThat(server.requests()).hasSize(before);
                    }
                }
            }
            assertThat(server.requests()).as("the last rounds had time enough").isNotEmpty();
        }
    }

    @Test
    void refusesToSendForLongerThanAMinute() {
        var request = message("https://public.example/");
        assertThatIllegalArgumentException().isThrownBy(() -> request.within(Duration.ofSeconds(61)));
        assertThatIllegalArgumentException().isThrownBy(() -> request.within(Duration.ZERO));
    }
}
