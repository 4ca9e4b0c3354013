package org.parvis.listening.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jdom2.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostileFeedTest {

    private static final URI HERE = URI.create("https://blog.example/feed");

    private static Feed read(String text) {
        return FeedReader.read(text.getBytes(UTF_8), "", HERE);
    }

    @Test
    void laughsAtABillionLaughs() {
        var bomb = new StringBuilder("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        bomb.append("]><rss version='2.0'><channel><title>&a29;</title></channel></rss>");

        assertThat(read(bomb.toString()).title())
                .as("no declared entity exists any more")
                .isEqualTo("&a29;");
    }

    /** What builds the tree keeps each namespace for ever, under each of its prefixes. */
    @Test
    void keepsNoNamespaceOfAStrangers() throws Exception {
        var kept = namespaces();
        var feed = new StringBuilder(
                "<rss version='2.0' xmlns:q='http://purl.org/dc/elements/1.1/'><channel><title>T</title>");
        for (int n = 0; n < 300; n++) {
            feed.append("<x%d:y xmlns:x%d='u%d' xmlns:p%d='http://purl.org/dc/elements/1.1/' p%d:z='1'/>"
                    .replace("%d", "" + n));
        }
        feed.append(
                "<item><title>One</title><q:creator>Ada</q:creator><z:e xmlns:z='v'>x</z:e></item></channel></rss>");
        var read = read(feed.toString());
        assertThat(read.items())
                .singleElement()
                .satisfies(item -> assertThat(item.author()).isEqualTo("Ada"));
        assertThat(namespaces()).isLessThan(kept + 60);
    }

    private static int namespaces() throws ReflectiveOperationException {
        var kept = Namespace.class.getDeclaredField("namespacemap");
        kept.setAccessible(true);
        return ((Map<?, ?>) kept.get(null))
                .values().stream()
                        .mapToInt(prefixes -> ((Map<?, ?>) prefixes).size())
                        .sum();
    }

    @Test
    void declaringNamespacesAndCommentsWithoutEndIsTooMuchOrNothing() {
        var spaces = new StringBuilder("<rss version='2.0'><channel><title>T</title>");
        for (int n = 0; n < 700; n++) {
            spaces.append("<y");
            for (int m = 0; m < 150; m++) {
                spaces.append(" xmlns:p")
                        .append(m)
                        .append("='u")
                        .append(n)
                        .append('-')
                        .append(m)
                        .append("'");
            }
            spaces.append("/>");
        }
        assertThatThrownBy(() -> read(spaces.append("</channel></rss>").toString()))
                .isInstanceOf(FeedRefused.class);
        var comments = "<rss version='2.0'><channel><title>T" + "<!--a--><?b?><![CDATA[c]]>".repeat(60_000)
                + "</title></channel></rss>";
        assertThat(read(comments).title()).startsWith("Tccc");
    }

    @Test
    void readsNoFileAndNoAddress(@TempDir Path directory) throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "top secret");
        for (var doctype : new String[] {
            "<!DOCTYPE rss [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>",
            "<!DOCTYPE rss SYSTEM '" + secret.toUri() + "' [<!ENTITY % p SYSTEM '" + secret.toUri() + "'> %p;]>",
            "<!DOCTYPE rss PUBLIC '-//x//]>' \"" + secret.toUri() + "\" [<!-- ]> --> <!ENTITY x SYSTEM '"
                    + secret.toUri() + "'>]>",
        }) {
            var feed = read(doctype + "<rss version='2.0'><channel><title>&x;</title></channel></rss>");
            assertThat(feed.title()).doesNotContain("secret").isEqualTo("&x;");
        }
        var include = "<rss version='2.0' xmlns:xi='http://www.w3.org/2001/XInclude'><channel><title><xi:include href='"
                + secret.toUri() + "' parse='text'/></title></channel></rss>";
        assertThat(read(include).title()).isEmpty();
    }

    @Test
    void refusesDepth() {
        var deep = "<rss version='2.0'><channel><title>x</title>" + "<a>".repeat(10_000) + "</a>".repeat(10_000)
                + "</channel></rss>";
        assertThatThrownBy(() -> read(deep))
                .isInstanceOfSatisfying(
                        FeedRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(FeedRefused.Reason.TOO_DEEP));
        var deepJson = "{\"items\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThatThrownBy(() -> read(deepJson))
                .isInstanceOfSatisfying(
                        FeedRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(FeedRefused.Reason.TOO_DEEP));
    }

    @Test
    void stopsAtAThousandItems() {
        var many = "<rss version='2.0'><channel><title>x</title>"
                + "<item><guid>g</guid><title>t</title></item>".repeat(100_000) + "</channel></rss>";
        assertThat(read(many).items()).hasSize(FeedReader.MAX_ITEMS);

        var manyJson = "{\"items\":[" + "{\"id\":1},".repeat(20_000) + "{\"id\":2}]}";
        assertThat(read(manyJson).items()).hasSize(FeedReader.MAX_ITEMS);
    }

    @Test
    void refusesAMillionElements() {
        var many = "<rss version='2.0'><channel><title>x</title>" + "<a/>".repeat(500_000) + "</channel></rss>";
        assertThatThrownBy(() -> read(many))
                .isInstanceOfSatisfying(
                        FeedRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(FeedRefused.Reason.TOO_LARGE));
    }

    @Test
    void refusesWhatIsInTooManyPieces() {
        var element =
                "<a " + IntStream.range(0, 50).mapToObj(n -> "b" + n + "=''").collect(Collectors.joining(" ")) + "/>";
        var attributes = "<rss version='2.0'><channel><title>x</title>" + element.repeat(5_000) + "</channel></rss>";
        var lists = "{\"items\":[],\"x\":[" + "[],".repeat(200_000) + "[]]}";
        for (var many : List.of(attributes, lists)) {
            assertThatThrownBy(() -> read(many))
                    .isInstanceOfSatisfying(
                            FeedRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(FeedRefused.Reason.TOO_LARGE));
        }
    }

    /** What is broken is mended before it is counted by the parser, and what a mender holds of an attribute is many times the attribute. */
    @Test
    void mendsNoMoreThanIsRead() {
        var prefixes = IntStream.range(0, 150_000)
                .mapToObj(n -> " " + Integer.toString(n, 26).replaceAll("[0-9]", "z") + "q" + n + ":b")
                .collect(Collectors.joining());
        for (var many : List.of(
                "<item" + prefixes + ">",
                "<a b>".repeat(60_000),
                "<" + "a".repeat(1_000_000) + ":b>",
                "<item><title>" + "\"&".repeat(1_500_000))) {
            assertThatThrownBy(() -> read("<rss><channel>" + many))
                    .as(many.substring(0, 30))
                    .isInstanceOf(FeedRefused.class)
                    .extracting(refused -> ((FeedRefused) refused).reason())
                    .isIn(FeedRefused.Reason.TOO_LARGE, FeedRefused.Reason.TOO_DEEP);
        }
        var items = "<item><guid>g<title>t & u</item>".repeat(2_000);
        assertThat(read("<rss version='2.0'><channel><title>x" + items).items()).hasSize(FeedReader.MAX_ITEMS);
    }

    @Test
    void writesNoLongBaseIntoEachLink() {
        var base = "https://blog.example/" + "b".repeat(300_000) + "/";
        for (var link : List.of("<link>x</link>", "<link href='x'/>")) {
            for (var format : List.of(
                    "<rss version='2.0' xml:base='%s'><channel><title>T</title><item><title>One</title>%s</item></channel></rss>",
                    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='%s'><title>T</title><entry><title>One</title><id>i</id>%s</entry></feed>")) {
                var feed = read(format.formatted(base, link.repeat(20_000)));
                assertThat(feed.items())
                        .singleElement()
                        .satisfies(item ->
                                assertThat(item.link().orElse(HERE).toString()).hasSizeLessThan(2_049));
            }
        }
        var near = read(
                "<rss version='2.0' xml:base='/a/'><channel><title>T</title><item xml:base='b/'><title>One</title><link>c</link></item></channel></rss>");
        assertThat(near.items().getFirst().link()).contains(URI.create("https://blog.example/a/b/c"));
    }

    @Test
    void readsBrokenMarkupOfAnySizeInReasonableTime() {
        // Quadratic behaviour would not end within the class's time limit.
        for (var part :
                new String[] {"<", "<a ", "&", "<![CDATA[", "<!--", "</a>", "<a b='", "<a><b>", "&#", "]]>", "<p:q "}) {
            var text = "<rss version='2.0'><channel><title>x</title>" + part.repeat(200_000);
            try {
                read(text);
            } catch (FeedRefused e) {
                assertThat(e.reason())
                        .isIn(FeedRefused.Reason.TOO_DEEP, FeedRefused.Reason.TOO_LARGE, FeedRefused.Reason.NOT_A_FEED);
            }
        }
    }

    @Property(tries = 300)
    void aDamagedFeedIsReadOrRefusedButNeverBreaksTheReader(
            @ForAll @IntRange(max = 2000) int cut, @ForAll @IntRange(max = 2000) int at, @ForAll char inserted) {
        var feed = """
                <?xml version="1.0"?><!DOCTYPE rss><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>
                <item><title>One &amp; two</title><link>http://x.example/1</link><guid isPermaLink='true'>1</guid><dc:creator>A</dc:creator>
                <description><![CDATA[<p>Text</p>]]></description><pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>""";
        var damaged = new StringBuilder(feed.substring(0, feed.length() - cut % feed.length()));
        damaged.insert(at % damaged.length(), inserted);
        try {
            read(damaged.toString());
        } catch (FeedRefused e) {
            assertThat(e.reason()).isNotNull();
        }
    }
}
