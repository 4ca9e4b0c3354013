package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.parvis.fetcher.HostileServer.answering;
import static org.parvis.fetcher.HostileServer.head;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FetcherTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final FetchPolicy LOOPBACK = FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1"));

    private final Fetcher fetcher = new Fetcher(LOOPBACK, CLOCK);
    private final Fetcher hasty = new Fetcher(LOOPBACK.within(Duration.ofMillis(700)), CLOCK);

    @Test
    void readsWhatIsThereAndSendsNothingThatWasNotAsked() throws Exception {
        try (var server = new HostileServer(answering("""
                HTTP/1.1 200 OK
                Content-Type: text/xml
                ETag: "abc"
                Last-Modified: Sat, 21 Nov 2026 09:00:00 GMT
                Content-Length: 6
                """, "<rss/>".getBytes(UTF_8)))) {
            var result = fetched(
                    fetcher.fetch(FetchRequest.get(server.url("/a b?q=é#x")).header("Accept", "application/rss+xml")));

            assertThat(result.body().text()).isEqualTo("<rss/>");
            assertThat(result.movedTo()).isEmpty();
            assertThat(result.validators())
                    .isEqualTo(new Validators(Optional.of("\"abc\""), Optional.of("Sat, 21 Nov 2026 09:00:00 GMT")));
            assertThat(server.requests().getFirst().lines())
                    .containsExactlyInAnyOrder(
                            "GET /a%20b?q=%C3%A9 HTTP/1.1",
                            "Host: 127.0.0.1:" + server.port(),
                            "Connection: close",
                            "User-Agent: " + LOOPBACK.userAgent(),
                            "Accept-Encoding: gzip, deflate",
                            "Accept: application/rss+xml",
                            "");
        }
    }

    @Test
    void asksOnlyForWhatChanged() throws Exception {
        try (var server = new HostileServer(answering("HTTP/1.1 304 Not Modified"))) {
            var known = new Validators(Optional.of("W/\"1\""), Optional.of("Sat, 21 Nov 2026 09:00:00 GMT"));

            var result = fetcher.fetch(FetchRequest.get(server.url("/feed")).ifChangedSince(known));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            FetchResult.NotModified.class,
                            notModified -> assertThat(notModified.validators()).isEqualTo(known));
            assertThat(server.requests().getFirst())
                    .contains("If-None-Match: W/\"1\"", "If-Modified-Since: Sat, 21 Nov 2026 09:00:00 GMT");
        }
    }

    @Test
    void tellsWhenToComeBack() throws Exception {
        try (var seconds = new HostileServer(answering("HTTP/1.1 429 Too Many\nRetry-After: 120\nContent-Length: 0"));
                var date = new HostileServer(answering(
                        "HTTP/1.1 503 Later\nRetry-After: Sat, 21 Nov 2026 10:05:00 GMT\nContent-Length: 0"));
                var reset = new HostileServer(answering("HTTP/1.1 429 Too Many\nRateLimit-Reset: "
                        + CLOCK.instant().plusSeconds(90).getEpochSecond() + "\nContent-Length: 0"));
                var absurd = new HostileServer(
                        answering("HTTP/1.1 503 Never\nRetry-After: 99999999999\nContent-Length: 0"))) {
            assertThat(retryAfter(seconds)).contains(Duration.ofMinutes(2));
            assertThat(retryAfter(date)).contains(Duration.ofMinutes(5));
            assertThat(retryAfter(reset)).contains(Duration.ofSeconds(90));
            assertThat(retryAfter(absurd)).contains(Duration.ofDays(1));
        }
    }

    private Optional<Duration> retryAfter(HostileServer server) {
        return ((FetchResult.HttpError) fetcher.fetch(FetchRequest.get(server.url("/")))).retryAfter();
    }

    @Test
    void keepsTheBodyOfAnErrorWithinBounds() throws Exception {
        try (var server = new HostileServer(answering("HTTP/1.1 400 Bad\nConnection: close", new byte[200_000]))) {
            assertThat(fetcher.fetch(FetchRequest.get(server.url("/"))))
                    .isInstanceOfSatisfying(FetchResult.HttpError.class, error -> {
                        assertThat(error.status()).isEqualTo(400);
                        assertThat(error.body().size()).isEqualTo(64 * 1024);
                    });
        }
    }

    @Test
    void inflatesGzipAndBothKindsOfDeflate() throws Exception {
        var text = "Une nouvelle du parvis. ".repeat(50).getBytes(UTF_8);
        var raw = new ByteArrayOutputStream();
        try (var deflater = new java.util.zip.Deflater(9, true);
                var out = new DeflaterOutputStream(raw, deflater)) {
            out.write(text);
        }
        var zlib = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(zlib)) {
            out.write(text);
        }
        assertThat(inflated("gzip", gzip(text))).isEqualTo(text);
        assertThat(inflated("X-GZIP", gzip(text))).isEqualTo(text);
        assertThat(inflated("deflate", zlib.toByteArray())).isEqualTo(text);
        assertThat(inflated("deflate", raw.toByteArray())).isEqualTo(text);
        assertThat(inflated("identity", text)).isEqualTo(text);
        assertThat(inflated("gzip", new byte[0])).isEmpty();
    }

    private byte[] inflated(String encoding, byte[] wire) throws IOException {
        try (var server = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Encoding: " + encoding, wire))) {
            return fetched(fetcher.fetch(FetchRequest.get(server.url("/"))))
                    .body()
                    .bytes();
        }
    }

    @Test
    void refusesDamagedStackedAndForeignEncodings() throws Exception {
        var good = gzip("x".repeat(5000).getBytes(UTF_8));
        var cut = java.util.Arrays.copyOf(good, good.length / 2);
        assertThat(failure("HTTP/1.1 200 OK\nContent-Encoding: gzip", cut)).isEqualTo(FailureKind.ENCODING);
        assertThat(failure("HTTP/1.1 200 OK\nContent-Encoding: gzip", "plain".getBytes(UTF_8)))
                .isEqualTo(FailureKind.ENCODING);
        assertThat(failure("HTTP/1.1 200 OK\nContent-Encoding: br", good)).isEqualTo(FailureKind.ENCODING);
        assertThat(failure("HTTP/1.1 200 OK\nContent-Encoding: gzip, gzip", gzip(good)))
                .isEqualTo(FailureKind.ENCODING);
    }

    @Test
    void stopsAGzipBomb() throws Exception {
        assertThat(failure("HTTP/1.1 200 OK\nContent-Encoding: gzip", gzip(new byte[15_000_000])))
                .isEqualTo(FailureKind.BOMB);
    }

    @Test
    void stopsAtTheInflatedLimitWhenTheRatioIsModest() throws Exception {
        // Hex of noise inflates about twice: large on both sides, but no bomb.
        var noise = new byte[13_000_000];
        new java.util.Random(1).nextBytes(noise);
        var hex = java.util.HexFormat.of().formatHex(noise, 0, 2_600_000).getBytes(UTF_8);
        var policy = new FetchPolicy(LOOPBACK.allowed(), LOOPBACK.limit(), 5_000_000, 4_000_000, 100, 3, "test");
        try (var server = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Encoding: gzip", gzip(hex)));
                var tight = new Fetcher(policy, CLOCK)) {
            assertThat(tight.fetch(FetchRequest.get(server.url("/"))))
                    .isEqualTo(new FetchResult.Failed(FailureKind.TOO_LARGE, "more than 4000000 bytes inflated"));
        }
    }

    @Test
    void stopsAnEndlessBody() throws Exception {
        HostileServer.Behaviour endless = (request, out) -> {
            out.write(head("HTTP/1.1 200 OK"));
            while (true) {
                out.write(new byte[8192]);
            }
        };
        try (var server = new HostileServer(endless)) {
            assertThat(fetcher.fetch(FetchRequest.get(server.url("/"))))
                    .isEqualTo(new FetchResult.Failed(FailureKind.TOO_LARGE, "more than 5000000 bytes"));
        }
    }

    @Test
    void refusesABodyThatAnnouncesTooMuchWithoutReadingIt() throws Exception {
        assertThat(failure("HTTP/1.1 200 OK\nContent-Length: 99999999999")).isEqualTo(FailureKind.TOO_LARGE);
    }

    @Test
    void cutsASlowDripOfHeadersAndOfBody() throws Exception {
        HostileServer.Behaviour headers = (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            drip(out, "X-A: b\r\n");
        };
        HostileServer.Behaviour body = (request, out) -> {
            out.write(head("HTTP/1.1 200 OK"));
            drip(out, "x");
        };
        HostileServer.Behaviour silence = (request, out) -> Thread.sleep(Duration.ofMinutes(5));
        HostileServer.Behaviour interim = (request, out) -> drip(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
        for (var behaviour : List.of(headers, body, silence)) {
            try (var server = new HostileServer(behaviour)) {
                assertThat(hasty.fetch(FetchRequest.get(server.url("/"))))
                        .isInstanceOfSatisfying(
                                FetchResult.Failed.class,
                                failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT));
            }
        }
        try (var server = new HostileServer(interim)) {
            assertThat(fetcher.fetch(FetchRequest.get(server.url("/"))))
                    .isEqualTo(new FetchResult.Failed(FailureKind.PROTOCOL, "only interim answers"));
        }
    }

    private static void drip(OutputStream out, String drop) throws IOException, InterruptedException {
        while (true) {
            out.write(drop.getBytes(UTF_8));
            out.flush();
            Thread.sleep(50);
        }
    }

    @Test
    void refusesHugeAndCountlessHeaders() throws Exception {
        assertThat(failure("HTTP/1.1 200 OK\nX-Huge: " + "a".repeat(20_000))).isEqualTo(FailureKind.HEADERS_TOO_LARGE);
        assertThat(failure("HTTP/1.1 200 OK\n" + "X-Many: 1\n".repeat(200))).isEqualTo(FailureKind.HEADERS_TOO_LARGE);
    }

    @Test
    void tellsABrokenAnswerFromAWholeOne() throws Exception {
        assertThat(failure("HTTP/1.1 200 OK\nContent-Length: 100", "half".getBytes(UTF_8)))
                .isEqualTo(FailureKind.RESET);
        assertThat(failure("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "5\r\nhel".getBytes(UTF_8)))
                .isEqualTo(FailureKind.RESET);
        assertThat(failure("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "zz\r\n".getBytes(UTF_8)))
                .isEqualTo(FailureKind.PROTOCOL);
        assertThat(failure("SSH-2.0-OpenSSH_9.2")).isEqualTo(FailureKind.PROTOCOL);
        try (var server = new HostileServer((request, out) -> {})) {
            assertThat(((FetchResult.Failed) fetcher.fetch(FetchRequest.get(server.url("/")))).kind())
                    .isEqualTo(FailureKind.RESET);
        }
    }

    @Test
    void saysWhenNobodyListens() throws Exception {
        int port;
        try (var server = new HostileServer((request, out) -> {})) {
            port = server.port();
        }
        assertThat(fetcher.fetch(FetchRequest.get("http://127.0.0.1:" + port + "/")))
                .isInstanceOfSatisfying(
                        FetchResult.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CONNECT));
    }

    @Test
    void followsRedirectsAndRemembersThePermanentOnes() throws Exception {
        try (var server = new HostileServer((request, out) -> out.write(
                request.startsWith("GET /old ")
                        ? head("HTTP/1.1 301 Moved\nLocation: sub/../new?x=1")
                        : request.startsWith("GET /temporary ")
                                ? head("HTTP/1.1 302 Found\nLocation: /new?x=1")
                                : head("HTTP/1.1 200 OK\nContent-Length: 0")))) {
            var moved = fetched(fetcher.fetch(FetchRequest.get(server.url("/old"))));
            assertThat(moved.url()).hasToString(server.url("/new?x=1"));
            assertThat(moved.movedTo()).contains(moved.url());

            assertThat(fetched(fetcher.fetch(FetchRequest.get(server.url("/temporary"))))
                            .movedTo())
                    .isEmpty();
        }
    }

    @Test
    void givesUpAfterThreeRedirects() throws Exception {
        var hops = new AtomicInteger();
        try (var server = new HostileServer(
                (request, out) -> out.write(head("HTTP/1.1 302 Found\nLocation: /" + hops.incrementAndGet())))) {
            assertThat(fetcher.fetch(FetchRequest.get(server.url("/"))))
                    .isEqualTo(new FetchResult.Failed(FailureKind.TOO_MANY_REDIRECTS, "more than 3"));
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void checksEveryRedirectLikeTheFirstAddress() throws Exception {
        assertThat(redirectedTo("http://127.0.0.2/")).isEqualTo(Refusal.FORBIDDEN_ADDRESS);
        assertThat(redirectedTo("//[::1]/")).isEqualTo(Refusal.FORBIDDEN_ADDRESS);
        assertThat(redirectedTo("http://169.254.169.254/latest/meta-data")).isEqualTo(Refusal.FORBIDDEN_ADDRESS);
        assertThat(redirectedTo("file:///etc/passwd")).isEqualTo(Refusal.SCHEME);
        assertThat(redirectedTo("http://a@127.0.0.1/")).isEqualTo(Refusal.CREDENTIALS_IN_URL);
        assertThat(redirectedTo("http://0x7f.1/")).isEqualTo(Refusal.AMBIGUOUS_HOST);
    }

    private Refusal redirectedTo(String location) throws IOException {
        try (var server = new HostileServer(answering("HTTP/1.1 302 Found\nLocation: " + location))) {
            return ((FetchResult.Refused) fetcher.fetch(FetchRequest.get(server.url("/")))).reason();
        }
    }

    @Test
    void takesNoCredentialsToAnotherOrigin() throws Exception {
        try (var other = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Length: 0"));
                var server = new HostileServer(answering("HTTP/1.1 302 Found\nLocation: " + other.url("/")))) {
            fetched(fetcher.fetch(FetchRequest.get(server.url("/"))
                    .header("Authorization", "Bearer secret")
                    .header("X-Api-Key", "secret")
                    .header("Accept", "text/xml")));

            assertThat(server.requests().getFirst()).contains("Bearer secret", "X-Api-Key: secret");
            assertThat(other.requests().getFirst()).doesNotContain("secret").contains("Accept: text/xml");
        }
    }

    @Test
    void postsOnceAndFollowsNothing() throws Exception {
        try (var server = new HostileServer(answering("HTTP/1.1 307 Elsewhere\nLocation: /again\nContent-Length: 0"))) {
            assertThat(fetcher.fetch(FetchRequest.post(server.url("/"), "application/json", Body.of("{}"))))
                    .isInstanceOf(FetchResult.HttpError.class);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().getFirst()).contains("Content-Type: application/json", "Content-Length: 2");
        }
    }

    @Test
    void connectsToTheAddressItCheckedEvenWhenTheNameChangesItsMind() throws Exception {
        var lookUps = new AtomicInteger();
        Resolver rebinding =
                host -> List.of(InetAddress.ofLiteral(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
        try (var server = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Length: 0"));
                var pinned = new Fetcher(LOOPBACK, rebinding, CLOCK)) {
            var url = "http://feeds.example:" + server.port() + "/";
            fetched(pinned.fetch(FetchRequest.get(url)));

            assertThat(lookUps).hasValue(1);
            assertThat(server.requests().getFirst()).contains("Host: feeds.example:" + server.port());
            assertThat(pinned.fetch(FetchRequest.get(url))).isInstanceOf(FetchResult.Refused.class);
        }
    }

    @Test
    void usesOnlyTheAllowedAddressesOfAnAllowedName() throws Exception {
        Resolver both = host -> List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"));
        try (var server = new HostileServer(answering("HTTP/1.1 200 OK\nContent-Length: 0"));
                var localhost = new Fetcher(LOOPBACK, both, CLOCK)) {
            fetched(localhost.fetch(FetchRequest.get("http://localhost:" + server.port() + "/")));
        }
    }

    @Test
    void waitsForNoResolverBeyondItsTime() throws Exception {
        Resolver stuck = host -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (var fetcher = new Fetcher(LOOPBACK.within(Duration.ofMillis(300)), stuck, CLOCK)) {
            assertThat(fetcher.fetch(FetchRequest.get("http://feeds.example/")))
                    .isEqualTo(new FetchResult.Failed(FailureKind.TIMEOUT, "looking up feeds.example"));
        }
    }

    @Test
    void refusesHeadersThatWouldSmuggle() {
        var request = FetchRequest.get("https://public.example/");
        assertThatIllegalArgumentException().isThrownBy(() -> request.header("X-A", "b\r\nHost: inside"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.header("X A", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.header("Host", "inside"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.header("transfer-encoding", "chunked"));
    }

    private FailureKind failure(String head, byte... body) throws IOException {
        try (var server = new HostileServer(answering(head, body))) {
            return ((FetchResult.Failed) fetcher.fetch(FetchRequest.get(server.url("/")))).kind();
        }
    }

    private static FetchResult.Fetched fetched(FetchResult result) {
        assertThat(result).isInstanceOf(FetchResult.Fetched.class);
        return (FetchResult.Fetched) result;
    }

    static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
