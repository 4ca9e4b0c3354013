package org.parvis.fetcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OpenLineTest {

    private static final FetchPolicy LOOPBACK = FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1"));

    private static LineResult open(FetchPolicy policy, LineRequest request) {
        try (var fetcher = new Fetcher(policy, host -> List.of(InetAddress.ofLiteral("10.0.0.7")), Clock.systemUTC())) {
            return fetcher.open(request);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example, 993, FORBIDDEN_ADDRESS",
        "10.1.2.3, 993, FORBIDDEN_ADDRESS",
        "169.254.169.254, 993, FORBIDDEN_ADDRESS",
        "127.0.0.1, 993, FORBIDDEN_ADDRESS",
        "[::1], 993, FORBIDDEN_ADDRESS",
        "0x7f.1, 993, AMBIGUOUS_HOST",
        "8.8.8.8, 22, PORT",
        "8.8.8.8, 443, PORT",
        "me@8.8.8.8, 993, CREDENTIALS_IN_URL",
        "8.8.8.8/x?, 993, MALFORMED_URL",
        "8.8.8.8#, 993, MALFORMED_URL",
    })
    void leadsNowhereElseThanAPageWould(String host, int port, Refusal reason) {
        assertThat(open(FetchPolicy.standard(), new LineRequest(host, port, true, 993)))
                .isInstanceOfSatisfying(
                        LineResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void carriesNoPasswordInTheClearBeyondThisMachine() {
        var allowed = FetchPolicy.standard().allowing(AllowList.parse("10.0.0.0/8"));
        assertThat(open(allowed, new LineRequest("mail.example", 143, false, 993)))
                .isInstanceOfSatisfying(
                        LineResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNENCRYPTED));
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        try (var server = new HostileServer((head, out) -> out.write("you said so".getBytes(US_ASCII)));
                var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC());
                var line = ((LineResult.Opened) fetcher.open(plain(server))).line()) {
            line.out().write("hello\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(line.in().readAllBytes(), US_ASCII)).isEqualTo("you said so");
            assertThat(server.requests()).containsExactly("hello\r\n\r\n");
        }
    }

    @Test
    void isCutWhenItsTimeIsOver() throws Exception {
        var begun = new byte[1];
        try (var server = new HostileServer((head, out) -> Thread.sleep(Duration.ofSeconds(30)));
                var fetcher = new Fetcher(LOOPBACK.within(Duration.ofMillis(300)), Clock.systemUTC());
                var line = ((LineResult.Opened) fetcher.open(plain(server))).line()) {
            var broken = catchIo(() -> line.in().readNBytes(begun, 0, 1));
            assertThat(line.failed(broken).kind()).isEqualTo(FailureKind.TIMEOUT);
        }
    }

    @Test
    void breaksWhenMoreComesThanOneAnswerMayHold() throws Exception {
        try (var server = new HostileServer((head, out) -> out.write(new byte[6_000_000]));
                var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC());
                var line = ((LineResult.Opened) fetcher.open(plain(server))).line()) {
            line.out().write("\r\n\r\n".getBytes(US_ASCII));
            var broken = catchIo(() -> line.in().readAllBytes());
            assertThat(line.failed(broken).kind()).isEqualTo(FailureKind.TOO_LARGE);
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        var gone = new LineRequest("127.0.0.1", 1, false, 993);
        try (var fetcher = new Fetcher(LOOPBACK, Clock.systemUTC())) {
            assertThat(fetcher.open(gone))
                    .isInstanceOfSatisfying(
                            LineResult.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CONNECT));
        }
    }

    private static LineRequest plain(HostileServer server) {
        return new LineRequest("127.0.0.1", server.port(), false, 993);
    }

    private interface Reading {
        Object run() throws IOException;
    }

    private static IOException catchIo(Reading reading) {
        var caught = catchThrowableOfType(IOException.class, reading::run);
        assertThat(caught).isNotNull();
        return caught;
    }
}
