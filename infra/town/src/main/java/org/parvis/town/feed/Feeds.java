package org.parvis.town.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.town.api.Faulty;
import org.parvis.town.api.Links;
import org.parvis.town.api.PublicApi;
import org.parvis.town.fault.Operation;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.http.Router;
import org.parvis.town.square.Account;
import org.parvis.town.square.Post;
import org.parvis.town.square.PostText;
import org.parvis.town.square.Square;
import tools.jackson.databind.json.JsonMapper;

/** The public timeline, whole or by tag, in the three formats feed readers know; answers conditional requests. */
public final class Feeds {

    private static final int ENTRIES = 50;
    private static final int TITLE_LENGTH = 80;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Square square;
    private final Links links;
    private final Faulty faulty;

    public Feeds(Square square, Links links, Faulty faulty) {
        this.square = square;
        this.links = links;
        this.faulty = faulty;
    }

    private enum Format {
        ATOM("application/atom+xml; charset=utf-8"),
        RSS("application/rss+xml; charset=utf-8"),
        JSON("application/feed+json");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String path() {
            return "/feed." + name().toLowerCase(Locale.ROOT);
        }
    }

    public void addTo(Router router) {
        for (var format : Format.values()) {
            router.get(format.path(), faulty.around(Operation.READ, (request, plan) -> answer(request, format, null)))
                    .get(
                            "/tags/{tag}" + format.path(),
                            faulty.around(
                                    Operation.READ,
                                    (request, plan) -> answer(
                                            request,
                                            format,
                                            request.variable("tag").toLowerCase(Locale.ROOT))));
        }
    }

    private Response answer(Request request, Format format, @Nullable String tag) {
        // A feed dates by second; a change within the running second is caught by the ETag.
        var updated = square.lastChangeAt().truncatedTo(ChronoUnit.SECONDS);
        var feed = feed(format, tag, updated);
        var body = switch (format) {
            case ATOM -> XmlFeeds.atom(feed);
            case RSS -> XmlFeeds.rss(feed);
            case JSON -> JSON.writeValueAsBytes(jsonFeed(feed));
        };
        var etag = "\"" + HexFormat.of().formatHex(sha256(body), 0, 16) + "\"";
        var response =
                isKnown(request, etag, updated) ? Response.empty(304) : Response.of(200, format.contentType, body);
        return response.with("ETag", etag).with("Last-Modified", HTTP_DATE.format(updated));
    }

    /** An entity tag decides alone when there is one. */
    private static boolean isKnown(Request request, String etag, Instant updated) {
        var tags = request.header("If-None-Match");
        if (tags.isPresent()) {
            return List.of(tags.get().replace("W/", "").split("\\s*,\\s*")).contains(etag)
                    || tags.get().strip().equals("*");
        }
        try {
            return request.header("If-Modified-Since")
                    .map(date -> !updated.isAfter(Instant.from(HTTP_DATE.parse(date))))
                    .orElse(false);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Feed feed(Format format, @Nullable String tag, Instant updated) {
        Predicate<Post> wanted = tag == null
                ? post -> true
                : post -> PostText.hashtags(post.text()).contains(tag);
        var page = tag == null ? links.home() : links.tag(tag);
        var self = (tag == null ? links.base() : page) + format.path();
        var title = tag == null ? PublicApi.NETWORK : PublicApi.NETWORK + " #" + tag;
        var entries = square.newest(Long.MAX_VALUE, ENTRIES, wanted).stream()
                .map(this::entry)
                .toList();
        return new Feed(title, page, self, updated, entries);
    }

    private Feed.Entry entry(Post post) {
        Account author = square.account(post.author());
        return new Feed.Entry(
                links.post(post.id()),
                author.displayName(),
                links.person(author.handle()),
                title(author, post.text()),
                post.text(),
                post.createdAt(),
                post.editedAt() == null ? post.createdAt() : post.editedAt(),
                post.language() == null ? "" : post.language(),
                List.copyOf(PostText.hashtags(post.text())));
    }

    private static String title(Account author, String text) {
        var line = author.displayName() + ": " + text.lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= TITLE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH)) + "…";
    }

    private static Map<String, Object> jsonFeed(Feed feed) {
        var items = new ArrayList<Map<String, Object>>();
        for (var entry : feed.entries()) {
            var item = new LinkedHashMap<String, Object>();
            item.put("id", entry.url());
            item.put("url", entry.url());
            item.put("title", entry.title());
            item.put("content_text", entry.text());
            item.put("date_published", entry.published().toString());
            item.put("date_modified", entry.updated().toString());
            item.put("authors", List.of(Map.of("name", entry.author(), "url", entry.authorUrl())));
            item.put("tags", entry.tags());
            if (!entry.language().isEmpty()) {
                item.put("language", entry.language());
            }
            items.add(item);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("version", "https://jsonfeed.org/version/1.1");
        body.put("title", feed.title());
        body.put("home_page_url", feed.page());
        body.put("feed_url", feed.self());
        body.put("items", items);
        return body;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
