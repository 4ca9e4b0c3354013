package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.fetcher.HostileServer.answering;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final FetchPolicy LOOPBACK = FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1"));
    private static final Resolver ANYWHERE = host -> List.of(InetAddress.ofLiteral("127.0.0.1"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext trusting;

    /** A certificate for feeds.example only, and a context that trusts it. */
    @BeforeAll
    static void issueCertificate() throws Exception {
        var file = directory.resolve("server.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=feeds.example",
                        "-ext",
                        "SAN=dns:feeds.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static HostileServer server() {
        return new HostileServer(trusting.getServerSocketFactory(), answering("HTTP/1.1 200 OK\nContent-Length: 0"));
    }

    private static Fetcher fetcher() {
        return new Fetcher(LOOPBACK, ANYWHERE, Clock.systemUTC(), trusting.getSocketFactory(), System::nanoTime);
    }

    @Test
    void connectsToTheCheckedAddressAndVerifiesTheName() throws Exception {
        try (var server = server();
                var fetcher = fetcher()) {
            assertThat(fetcher.fetch(FetchRequest.get("https://feeds.example:" + server.port() + "/")))
                    .isInstanceOf(FetchResult.Fetched.class);
            assertThat(server.requests().getFirst()).contains("Host: feeds.example:" + server.port());
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (var server = server();
                var fetcher = fetcher()) {
            assertNotSentForTls(fetcher, "https://other.example:" + server.port() + "/");
            assertNotSentForTls(fetcher, "https://127.0.0.1:" + server.port() + "/");
        }
    }

    @Test
    void refusesACertificateNobodyVouchesFor() throws Exception {
        try (var server = server();
                var fetcher = new Fetcher(LOOPBACK, ANYWHERE, Clock.systemUTC())) {
            assertNotSentForTls(fetcher, "https://feeds.example:" + server.port() + "/");
        }
    }

    @Test
    void aLineIsToTheServerOfThatNameOrToNobody() throws Exception {
        try (var server = server();
                var fetcher = fetcher()) {
            assertThat(fetcher.open(new LineRequest("feeds.example", server.port(), true, 993)))
                    .isInstanceOfSatisfying(
                            LineResult.Opened.class, opened -> opened.line().close());
            assertThat(fetcher.open(new LineRequest("other.example", server.port(), true, 993)))
                    .isInstanceOfSatisfying(
                            LineResult.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TLS));
        }
    }

    private static void assertNotSentForTls(Fetcher fetcher, String url) {
        assertThat(fetcher.send(SendRequest.post(url, "text/plain", Body.of("x"))))
                .isInstanceOfSatisfying(
                        SendResult.NotSent.class,
                        notSent -> assertThat(notSent.kind()).isEqualTo(FailureKind.TLS));
    }

    @Test
    void aServerThatNeverFinishesTheHandshakeWasNotSentAnything() throws Exception {
        // It reads our hello as if it were a request head, and stays silent.
        try (var server = new HostileServer((request, out) -> {});
                var fetcher = fetcher()) {
            var request = SendRequest.post("https://feeds.example:" + server.port() + "/", "text/plain", Body.of("x"))
                    .within(Duration.ofMillis(500));
            assertThat(fetcher.send(request))
                    .isInstanceOfSatisfying(
                            SendResult.NotSent.class,
                            notSent -> assertThat(notSent.kind()).isEqualTo(FailureKind.TIMEOUT));
        }
    }
}
