package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FeedsIT {

    private static final String HOSTILE = "]]> <script>alert(1)</script> &amp; \"quoted\" 'x' <!-- \ud83d\udc2c #Été";

    private final MovableClock clock = MovableClock.atNoon();
    private final Town town =
            Town.start(0, null, TownOptions.defaults().withoutScript().withClock(clock));
    private final Caller margaux = Caller.of(town, "margaux");

    @BeforeEach
    void speak() {
        margaux.say("Premier message");
        clock.advance(Duration.ofMinutes(1));
        margaux.say(HOSTILE);
    }

    @AfterEach
    void close() {
        margaux.close();
        town.close();
    }

    @Test
    void atomIsWellFormedAndKeepsTheTextAsItIs() throws Exception {
        var reply = margaux.get("/feed.atom");
        var entries = elements(xml(reply.body()), "http://www.w3.org/2005/Atom", "entry");

        assertThat(reply.header("Content-Type")).startsWith("application/atom+xml");
        assertThat(entries).hasSize(2);
        assertThat(text(entries.getFirst(), "content")).isEqualTo(HOSTILE);
        assertThat(text(entries.getFirst(), "id")).startsWith(town.url() + "/posts/");
        assertThat(text(entries.getFirst(), "published")).isEqualTo("2026-11-23T12:01:00Z");
        assertThat(text(entries.get(1), "content")).isEqualTo("Premier message");
    }

    @Test
    void rssCarriesTheTextAsHtmlThatShowsItAsItIs() throws Exception {
        var items = elements(xml(margaux.get("/feed.rss").body()), null, "item");

        assertThat(items).hasSize(2);
        assertThat(text(items.getFirst(), "description"))
                .contains("&lt;script&gt;")
                .contains("&amp;amp;")
                .doesNotContain("<script>");
        assertThat(text(items.getFirst(), "pubDate")).isEqualTo("Mon, 23 Nov 2026 12:01:00 GMT");
        assertThat(text(items.getFirst(), "guid")).startsWith(town.url() + "/posts/");
    }

    @Test
    void jsonFeedSaysTheSame() {
        var feed = margaux.get("/feed.json").json();

        assertThat(feed.path("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.path("items").size()).isEqualTo(2);
        assertThat(feed.path("items").path(0).path("content_text").asString()).isEqualTo(HOSTILE);
        assertThat(feed.path("items").path(0).path("tags").path(0).asString()).isEqualTo("été");
    }

    @Test
    void aTagHasAFeedOfItsOwn() throws Exception {
        var entries = elements(
                xml(margaux.get("/tags/%C3%A9t%C3%A9/feed.atom").body()), "http://www.w3.org/2005/Atom", "entry");

        assertThat(entries).hasSize(1);
        assertThat(text(entries.getFirst(), "content")).isEqualTo(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feed.atom", "/feed.rss", "/feed.json", "/tags/nothing/feed.rss"})
    void whoKnowsTheLatestIsToldSo(String path) {
        var first = margaux.get(path);
        var etag = first.header("ETag");
        var date = first.header("Last-Modified");

        assertThat(margaux.get(path, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(margaux.get(path, "If-None-Match", "\"other\", W/" + etag).status())
                .isEqualTo(304);
        assertThat(margaux.get(path, "If-Modified-Since", date).status()).isEqualTo(304);
        assertThat(margaux.get(path, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                        .status())
                .isEqualTo(200);
        assertThat(margaux.get(path, "If-Modified-Since", "yesterday").status()).isEqualTo(200);
        assertThat(margaux.get(path, "If-None-Match", etag).header("ETag")).isEqualTo(etag);
    }

    @Test
    void anEditAndADeletionMakeTheFeedNew() {
        var before = margaux.get("/feed.atom");
        clock.advance(Duration.ofMinutes(1));
        var post = margaux.say("Troisième").id();
        var etag = margaux.get("/feed.atom").header("ETag");
        assertThat(etag).isNotEqualTo(before.header("ETag"));
        clock.advance(Duration.ofMinutes(1));
        var date = margaux.get("/feed.atom").header("Last-Modified");
        margaux.patch("/api/posts/" + post, Map.of("text", "Troisième, corrigé"));

        assertThat(margaux.get("/feed.atom", "If-None-Match", etag).status()).isEqualTo(200);
        assertThat(margaux.get("/feed.atom", "If-Modified-Since", date).body()).contains("corrigé");
        margaux.delete("/api/posts/" + post);
        assertThat(margaux.get("/feed.atom").body()).doesNotContain("Troisième");
    }

    private static Document xml(String body) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, @Nullable String space, String name) {
        var nodes = document.getElementsByTagNameNS(space, name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String text(Element entry, String name) {
        return entry.getElementsByTagName(name).item(0).getTextContent();
    }
}
