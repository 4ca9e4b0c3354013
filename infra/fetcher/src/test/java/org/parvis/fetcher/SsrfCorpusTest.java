package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsrfCorpusTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "localhost", List.of("127.0.0.1", "::1"),
            "inside.example", List.of("10.1.2.3"),
            "mixed.example", List.of("93.184.216.34", "192.168.1.1"),
            "mixed6.example", List.of("2606:2800:220:1::1", "::1"),
            "metadata.google.internal", List.of("169.254.169.254"),
            "public.example", List.of("93.184.216.34"),
            "xn--bcher-kva.example", List.of("127.0.0.1"));

    private final Fetcher fetcher = new Fetcher(FetchPolicy.standard(), SsrfCorpusTest::resolve, Clock.systemUTC());

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        var addresses = NAMES.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses.stream().map(InetAddress::ofLiteral).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            # loopback in every dress
            http://127.0.0.1/|FORBIDDEN_ADDRESS
            http://127.0.0.1:80/|FORBIDDEN_ADDRESS
            http://127.0.0.1:22/|FORBIDDEN_ADDRESS
            http://127.1.2.3/|FORBIDDEN_ADDRESS
            http://localhost/|FORBIDDEN_ADDRESS
            http://LOCALHOST./|FORBIDDEN_ADDRESS
            http://127.1/|AMBIGUOUS_HOST
            http://127.0.1/|AMBIGUOUS_HOST
            http://2130706433/|AMBIGUOUS_HOST
            http://0x7f000001/|AMBIGUOUS_HOST
            http://0x7f.0.0.1/|AMBIGUOUS_HOST
            http://0177.0.0.1/|AMBIGUOUS_HOST
            http://017700000001/|AMBIGUOUS_HOST
            http://127.0.0.01/|AMBIGUOUS_HOST
            http://127.0.0.256/|AMBIGUOUS_HOST
            http://1.2.3.4.5/|AMBIGUOUS_HOST
            http://example.0x7f/|AMBIGUOUS_HOST
            http://0/|AMBIGUOUS_HOST
            http://0.0.0.0/|FORBIDDEN_ADDRESS
            http://0.1.2.3/|FORBIDDEN_ADDRESS
            http://127。0。0。1/|FORBIDDEN_ADDRESS
            http://１２７.0.0.1/|FORBIDDEN_ADDRESS
            http://①②⑦.⓪.⓪.①/|FORBIDDEN_ADDRESS
            http://ｌｏｃａｌｈｏｓｔ/|FORBIDDEN_ADDRESS
            http://bücher.example/|FORBIDDEN_ADDRESS
            # private networks, link-local and cloud metadata
            http://10.0.0.1/|FORBIDDEN_ADDRESS
            http://172.16.0.1/|FORBIDDEN_ADDRESS
            http://172.31.255.255/|FORBIDDEN_ADDRESS
            http://192.168.0.1/|FORBIDDEN_ADDRESS
            http://100.64.0.1/|FORBIDDEN_ADDRESS
            http://169.254.169.254/latest/meta-data/|FORBIDDEN_ADDRESS
            http://metadata.google.internal/|FORBIDDEN_ADDRESS
            http://inside.example/|FORBIDDEN_ADDRESS
            http://mixed.example/|FORBIDDEN_ADDRESS
            http://mixed6.example/|FORBIDDEN_ADDRESS
            # special purposes
            http://192.0.0.8/|FORBIDDEN_ADDRESS
            http://192.0.2.1/|FORBIDDEN_ADDRESS
            http://192.88.99.1/|FORBIDDEN_ADDRESS
            http://198.18.0.1/|FORBIDDEN_ADDRESS
            http://198.51.100.1/|FORBIDDEN_ADDRESS
            http://203.0.113.1/|FORBIDDEN_ADDRESS
            http://224.0.0.1/|FORBIDDEN_ADDRESS
            http://240.0.0.1/|FORBIDDEN_ADDRESS
            http://255.255.255.255/|FORBIDDEN_ADDRESS
            # IPv6
            http://[::]/|FORBIDDEN_ADDRESS
            http://[::1]/|FORBIDDEN_ADDRESS
            http://[0:0:0:0:0:0:0:1]/|FORBIDDEN_ADDRESS
            http://[::ffff:127.0.0.1]/|FORBIDDEN_ADDRESS
            http://[::ffff:7f00:1]/|FORBIDDEN_ADDRESS
            http://[::ffff:169.254.169.254]/|FORBIDDEN_ADDRESS
            http://[::127.0.0.1]/|FORBIDDEN_ADDRESS
            http://[::ffff:0:127.0.0.1]/|FORBIDDEN_ADDRESS
            http://[64:ff9b::7f00:1]/|FORBIDDEN_ADDRESS
            http://[64:ff9b:1::a00:1]/|FORBIDDEN_ADDRESS
            http://[2002:7f00:1::]/|FORBIDDEN_ADDRESS
            http://[2001:0:7f00:1::]/|FORBIDDEN_ADDRESS
            http://[2001:db8::1]/|FORBIDDEN_ADDRESS
            http://[2600::200:5efe:10.0.0.1]/|FORBIDDEN_ADDRESS
            http://[fe80::1]/|FORBIDDEN_ADDRESS
            http://[fec0::1]/|FORBIDDEN_ADDRESS
            http://[fc00::1]/|FORBIDDEN_ADDRESS
            http://[fd12:3456::1]/|FORBIDDEN_ADDRESS
            http://[ff02::1]/|FORBIDDEN_ADDRESS
            http://[fe80::1%25eth0]/|MALFORMED_URL
            http://[::1/|MALFORMED_URL
            http://[127.0.0.1]x/|MALFORMED_URL
            # a different reader would see a different host
            http://public.example@127.0.0.1/|CREDENTIALS_IN_URL
            http://127.0.0.1@public.example/|CREDENTIALS_IN_URL
            http://user:secret@public.example/|CREDENTIALS_IN_URL
            http://public.example#@127.0.0.1/|DNS
            http://public.example\\@127.0.0.1/|CREDENTIALS_IN_URL
            http://127.0.0.1\\.public.example/|MALFORMED_URL
            http://%31%32%37.0.0.1/|MALFORMED_URL
            http://public.example%00.inside/|MALFORMED_URL
            http://public .example/|MALFORMED_URL
            http:///etc/passwd|MALFORMED_URL
            http:127.0.0.1/|MALFORMED_URL
            //127.0.0.1/|MALFORMED_URL
            127.0.0.1|MALFORMED_URL
            http://public.example:99999/|MALFORMED_URL
            http://public.example:0x50/|MALFORMED_URL
            http://public.example:-1/|MALFORMED_URL
            http://.public.example/|MALFORMED_URL
            http://-public.example/|MALFORMED_URL
            # ports and schemes
            http://public.example:25/|PORT
            http://public.example:5432/|PORT
            https://public.example:8443/|PORT
            http://93.184.216.34:6379/|PORT
            ftp://public.example/|SCHEME
            file:///etc/passwd|SCHEME
            gopher://127.0.0.1:6379/_INFO|SCHEME
            jar:http://127.0.0.1!/|SCHEME
            dict://127.0.0.1:11211/|SCHEME
            ldap://127.0.0.1/|SCHEME
            data:text/xml,<rss/>|SCHEME
            javascript:alert(1)|SCHEME
            """)
    void refusesEverythingThatLeadsInside(String url, String expected) {
        if (expected.equals("DNS")) {
            // The part after # never reaches the network: the host is public.example, and that is what is looked up.
            assertThat(parse(url).host()).isEqualTo("public.example");
            return;
        }
        assertThat(fetcher.fetch(FetchRequest.get(url)))
                .isInstanceOfSatisfying(
                        FetchResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.valueOf(expected)));
        assertThat(fetcher.send(SendRequest.post(url, "text/plain", Body.EMPTY)))
                .isInstanceOf(SendResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a\tb.example/", "http://public.example/\r\nHost: inside", "http://public.example/\u0000"
            })
    void refusesControlCharacters(String url) {
        assertThat(fetcher.fetch(FetchRequest.get(url)))
                .isEqualTo(new FetchResult.Refused(Refusal.MALFORMED_URL, "contains control characters"));
    }

    @Test
    void aNameNobodyKnowsIsAFailureNotARefusal() {
        assertThat(fetcher.fetch(FetchRequest.get("https://nowhere.example/feed")))
                .isEqualTo(new FetchResult.Failed(FailureKind.DNS, "unknown host nowhere.example"));
    }

    @Property(tries = 2000)
    void noSpellingOfAPrivateAddressIsAdmitted(
            @ForAll @IntRange(min = 0, max = 0xffffff) int low, @ForAll @IntRange(min = 0, max = 6) int spelling) {
        int second = (low >> 16) & 255;
        int third = (low >> 8) & 255;
        int last = low & 255;
        long number = 0x0a000000L + low;
        var host = switch (spelling) {
            case 0 -> "10." + second + "." + third + "." + last;
            case 1 -> Long.toString(number);
            case 2 -> "0x" + Long.toHexString(number);
            case 3 -> "0" + Long.toOctalString(number);
            case 4 -> "10." + (low & 0xffffff);
            case 5 -> "[::ffff:10." + second + "." + third + "." + last + "]";
            default -> "012." + second + "." + third + "." + last;
        };
        assertThat(fetcher.fetch(FetchRequest.get("http://" + host + "/"))).isInstanceOf(FetchResult.Refused.class);
    }

    @Property(tries = 2000)
    void whateverIsAcceptedIsReadTheSameWayAgain(@ForAll String text) throws RefusedTarget {
        Target target;
        try {
            target = Target.parse("http://" + text);
        } catch (RefusedTarget e) {
            return;
        }
        assertThat(Target.parse(target.uri().toString())).isEqualTo(target);
        // Not getHost(): java.net.URI knows no host in a name with "_", which real ones have, and "︳" becomes one.
        assertThat(target.uri().getRawAuthority()).isEqualTo(target.hostHeader());
        assertThat(target.path()).matches("/[!-~]*");
    }

    private static Target parse(String url) {
        try {
            return Target.parse(url);
        } catch (RefusedTarget e) {
            throw new AssertionError(e);
        }
    }
}
