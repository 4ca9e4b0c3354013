package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits has one time for all that is asked; the policy of each fetch would have gone on for longer than the tests may take. */
@Timeout(60)
class PatienceTest {

    private static final FetchPolicy LONG =
            FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")).within(Duration.ofMinutes(10));
    private static final Duration SHORT = Duration.ofMillis(500);

    private static void forEver() throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(10));
    }

    @Test
    void isOneTimeForAllThatIsAsked() throws Exception {
        try (var server = new HostileServer((head, out) -> forEver());
                var fetcher = new Fetcher(LONG, Clock.systemUTC());
                var other = new Fetcher(LONG, Clock.systemUTC())) {
            var results = Patience.within(
                    SHORT,
                    () -> List.of(
                            fetcher.fetch(FetchRequest.get(server.url("/first"))),
                            other.fetch(FetchRequest.get(server.url("/second")))));
            assertThat(results)
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    FetchResult.Failed.class,
                                    failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT)));
            assertThat(server.requests()).as("no time was left for the second").hasSize(1);
        }
    }

    @Test
    void endsWithWhoeverSaysALittleAgainAndAgain() throws Exception {
        try (var server = new HostileServer((head, out) -> {
                    out.write(HostileServer.head("HTTP/1.1 200 OK\nContent-Length: 1000000"));
                    while (true) {
                        out.write('.');
                        out.flush();
                        Thread.sleep(50);
                    }
                });
                var fetcher = new Fetcher(LONG, Clock.systemUTC())) {
            assertThat(Patience.within(SHORT, () -> fetcher.fetch(FetchRequest.get(server.url("/")))))
                    .isInstanceOfSatisfying(
                            FetchResult.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT));
        }
    }

    @Test
    void holdsForLinesToo() throws Exception {
        try (var server = new HostileServer((head, out) -> forEver());
                var fetcher = new Fetcher(LONG, Clock.systemUTC())) {
            var kind = Patience.within(SHORT, () -> {
                var opened = fetcher.open(new LineRequest("127.0.0.1", server.port(), false, 993));
                try (var line = ((LineResult.Opened) opened).line()) {
                    try {
                        line.in().read();
                        throw new AssertionError("It said something");
                    } catch (java.io.IOException e) {
                        return line.failed(e).kind();
                    }
                }
            });
            assertThat(kind).isEqualTo(FailureKind.TIMEOUT);
        }
    }

    @Test
    void isOverWhenNobodyWaitsAnyMore() throws Exception {
        try (var server = new HostileServer(
                        HostileServer.answering("HTTP/1.1 200 OK\nContent-Length: 2", "ok".getBytes(UTF_8)));
                var fetcher = new Fetcher(LONG, Clock.systemUTC())) {
            Patience.within(Duration.ZERO, () -> fetcher.fetch(FetchRequest.get(server.url("/"))));
            assertThat(server.requests()).isEmpty();
            assertThat(fetcher.fetch(FetchRequest.get(server.url("/")))).isInstanceOf(FetchResult.Fetched.class);
        }
    }
}
