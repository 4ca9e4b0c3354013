package org.parvis.listening.feed;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;

/** Finds the feeds that a web page announces, so that a user who pasted the page's address can be told the right one. */
final class PageFeeds implements HtmlSanitizer.Policy {

    private static final int MAX_PAGE = 300_000;
    private static final int MAX_FEEDS = 10;
    private static final Set<String> TYPES =
            Set.of("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json");

    private final URI base;
    private final Set<URI> found = new LinkedHashSet<>();

    private PageFeeds(URI base) {
        this.base = base;
    }

    static List<URI> in(String html, URI base) {
        var feeds = new PageFeeds(base);
        HtmlSanitizer.sanitize(html.length() > MAX_PAGE ? html.substring(0, MAX_PAGE) : html, feeds);
        return feeds.found.stream().limit(MAX_FEEDS).toList();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        if (name.equals("link")
                && value(attributes, "rel").toLowerCase(Locale.ROOT).contains("alternate")
                && TYPES.contains(value(attributes, "type").toLowerCase(Locale.ROOT))) {
            Links.web(value(attributes, "href"), base).ifPresent(found::add);
        }
    }

    private static String value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equalsIgnoreCase(name)) {
                return attributes.get(i + 1);
            }
        }
        return "";
    }

    @Override
    public void openDocument() {
        found.clear();
    }

    @Override
    public void closeDocument() {}

    @Override
    public void closeTag(String name) {}

    @Override
    public void text(String text) {}
}
