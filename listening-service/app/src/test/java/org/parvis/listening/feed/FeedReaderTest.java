package org.parvis.listening.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {

    private static final URI HERE = URI.create("https://blog.example/feeds/all.xml");

    private static Feed read(String text) {
        return FeedReader.read(text.getBytes(UTF_8), "", HERE);
    }

    @Test
    void readsRss2() {
        var feed = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
                <channel><title>Le Parvis &amp; Co</title><link>https://blog.example/</link><description>x</description><language>fr-FR</language>
                <item><title>Hausse &lt;b&gt;des&lt;/b&gt; tarifs</title><link>/2026/tarifs</link><guid isPermaLink="false">tag:7</guid>
                <dc:creator>Margaux</dc:creator><pubDate>Sat, 21 Nov 2026 09:00:00 +0100</pubDate>
                <description>Court</description><content:encoded><![CDATA[<p>Le texte <em>entier</em>.</p><script>x</script>]]></content:encoded></item>
                </channel></rss>""");

        assertThat(feed.title()).isEqualTo("Le Parvis & Co");
        assertThat(feed.repaired()).isFalse();
        assertThat(feed.items())
                .containsExactly(new FeedItem(
                        "tag:7",
                        Optional.of(URI.create("https://blog.example/2026/tarifs")),
                        "Hausse des tarifs",
                        "Le texte entier.",
                        "Margaux",
                        Optional.of(Instant.parse("2026-11-21T08:00:00Z")),
                        Optional.of("fr")));
    }

    @Test
    void readsAtomWithItsBases() {
        var feed = read("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://other.example/a/"><title>T</title><id>f</id><updated>2026-11-21T10:00:00Z</updated>
                <entry xml:base="b/"><title type="html">A &amp;amp; B</title><id>urn:1</id><link href="c?x=1"/><updated>2026-11-21T10:00:00Z</updated>
                <author><name>Ann</name></author>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two &lt;3</p></div></content></entry></feed>""");

        assertThat(feed.items()).singleElement().satisfies(item -> {
            assertThat(item.link()).contains(URI.create("https://other.example/a/b/c?x=1"));
            assertThat(item.title()).isEqualTo("A & B");
            assertThat(item.text()).isEqualTo("One\n\nTwo <3");
            assertThat(item.author()).isEqualTo("Ann");
            assertThat(item.publishedAt()).contains(Instant.parse("2026-11-21T10:00:00Z"));
            assertThat(item.language()).contains("en");
        });
    }

    @Test
    void readsRdf() {
        var feed = read("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <channel rdf:about="https://x.example/"><title>R</title><link>https://x.example/</link><description>d</description></channel>
                <item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link><description>words</description><dc:date>2026-11-20</dc:date></item>
                </rdf:RDF>""");

        assertThat(feed.items()).singleElement().satisfies(item -> {
            assertThat(item.remoteId()).isEqualTo("https://x.example/1");
            assertThat(item.text()).isEqualTo("words");
        });
    }

    @Test
    void readsJsonFeed() {
        var feed = read("""
                {"version":"https://jsonfeed.org/version/1.1","title":"J","language":"fr","authors":[{"name":"Equipe"}],
                 "items":[{"id":12,"url":"/p/12","content_html":"<p>Bonjour</p>","date_published":"2026-11-21T10:00:00+01:00"},
                          {"id":"13","content_text":"a < b","authors":[{"name":"Zoé"}],"language":"en"}, 7]}""");

        assertThat(feed.items()).hasSize(2);
        assertThat(feed.items().getFirst())
                .isEqualTo(new FeedItem(
                        "12",
                        Optional.of(URI.create("https://blog.example/p/12")),
                        "",
                        "Bonjour",
                        "Equipe",
                        Optional.of(Instant.parse("2026-11-21T09:00:00Z")),
                        Optional.of("fr")));
        assertThat(feed.items().getLast().text()).isEqualTo("a < b");
        assertThat(feed.items().getLast().author()).isEqualTo("Zoé");
        assertThat(feed.items().getLast().language()).contains("en");
    }

    @Test
    void mendsWhatIsBroken() {
        var feed = read("""
                <rss version="2.0"><channel><title>Caf&eacute; & co</title>
                <item><title>Pain & vin<link>http://x.example/?a=1&b=2</link><guid>1</guid><description>un<br>deux &copy; <undeclared:tag>x</item>
                <item><title>Second</title><guid>2</guid></item></channel>""");

        assertThat(feed.repaired()).isTrue();
        assertThat(feed.title()).isEqualTo("Café & co");
        assertThat(feed.items()).hasSize(2);
        assertThat(feed.items().getFirst().link()).contains(URI.create("http://x.example/?a=1&b=2"));
        assertThat(feed.items().getFirst().text()).contains("un", "deux ©");
    }

    @Test
    void readsFormatsNobodyRegistered() {
        var feed = read(
                "<CHANNEL><TITLE>C</TITLE><ITEM HREF='http://x.example/1' LASTMOD='2026-11-20T10:00'><TITLE>One</TITLE>"
                        + "<ABSTRACT>Words</ABSTRACT></ITEM></CHANNEL>");

        assertThat(feed.items()).singleElement().satisfies(item -> {
            assertThat(item.title()).isEqualTo("One");
            assertThat(item.link()).contains(URI.create("http://x.example/1"));
            assertThat(item.text()).isEqualTo("Words");
        });
    }

    @Test
    void givesAnItemWithoutANameTheSameNameEachTime() {
        var feed =
                "<rss version='2.0'><channel><title>x</title><item><description>no name</description></item></channel></rss>";

        assertThat(read(feed).items().getFirst().remoteId())
                .startsWith("sha256:")
                .isEqualTo(read(feed).items().getFirst().remoteId());
    }

    @Test
    void keepsNoLinkThatIsNotTheWeb() {
        for (var link : new String[] {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http:///x"}) {
            var feed = read("<rss version='2.0'><channel><title>x</title><item><link>" + link
                    + "</link><guid>1</guid></item></channel></rss>");
            assertThat(feed.items().getFirst().link()).as(link).isEmpty();
        }
    }

    @Test
    void anEmptyFeedIsAFeed() {
        assertThat(read("<rss version='2.0'><channel><title>Nothing yet</title></channel></rss>")
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-16BE",
                "UTF-16LE",
                "UTF-32BE",
                "UTF-32LE",
                "windows-1252",
                "ISO-8859-15",
                "Shift_JIS",
                "EUC-KR",
                "Big5",
                "KOI8-R",
                "IBM037"
            })
    void readsAFeedInTheEncodingItDeclares(String name) {
        var charset = Charset.forName(name);
        var word = charset.newEncoder().canEncode("été")
                ? "été"
                : charset.newEncoder().canEncode("лето") ? "лето" : "夏";
        if (!charset.newEncoder().canEncode(word)) {
            word = "여름";
        }
        var text = "<?xml version=\"1.0\" encoding=\"" + name + "\"?><rss version=\"2.0\"><channel><title>" + word
                + "</title></channel></rss>";

        assertThat(FeedReader.read(text.getBytes(charset), "", HERE).title()).isEqualTo(word);
    }

    @Test
    void believesTheBytesMoreThanTheLabels() {
        var latin =
                "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>été</title></channel></rss>";
        assertThat(FeedReader.read(latin.getBytes(ISO_8859_1), "text/xml; charset=utf-8", HERE)
                        .title())
                .isEqualTo("été");
        var utf8 =
                "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>été</title></channel></rss>";
        assertThat(FeedReader.read(utf8.getBytes(UTF_8), "text/xml; charset=us-ascii", HERE)
                        .title())
                .isEqualTo("été");
        var marked =
                "\ufeff<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>été</title></channel></rss>";
        assertThat(FeedReader.read(marked.getBytes(UTF_16BE), "text/xml; charset=utf-8", HERE)
                        .title())
                .isEqualTo("été");
    }

    @Test
    void tellsAWebPageFromAFeedAndPointsToItsFeeds() {
        var page = """
                <!DOCTYPE html><html><head><title>Blog</title>
                <link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel=stylesheet href=x.css>
                <link rel="alternate" type="application/atom+xml" href="https://blog.example/atom.xml"></head><body><p>Hi<br></body></html>""";

        assertThatThrownBy(() -> read(page)).isInstanceOfSatisfying(FeedRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(FeedRefused.Reason.WEB_PAGE);
            assertThat(refused.feedsOfPage())
                    .containsExactly(
                            URI.create("https://blog.example/rss.xml"), URI.create("https://blog.example/atom.xml"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\ufeff"})
    void refusesNothing(String text) {
        assertRefused(text, FeedRefused.Reason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"items\":{}}",
                "{broken",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<opml version='1.0'><body/></opml>",
                "%PDF-1.7",
                "<!DOCTYPE",
                "<?xml version='1.0'?>"
            })
    void refusesWhatIsNoFeed(String text) {
        assertRefused(text, FeedRefused.Reason.NOT_A_FEED);
    }

    private static void assertRefused(String text, FeedRefused.Reason reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        FeedRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
