package org.parvis.listening.feed;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.fetcher.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON Feed. */
final class JsonItems {

    private static final JsonMapper JSON = Json.bounded().build();

    private JsonItems() {}

    static Feed read(String text, URI base) {
        var root = parse(text);
        var items = root.path("items");
        if (!items.isArray()) {
            throw new FeedRefused(FeedRefused.Reason.NOT_A_FEED);
        }
        var language = language(root);
        List<FeedItem> read = new ArrayList<>();
        for (var item : items) {
            if (read.size() == FeedReader.MAX_ITEMS) {
                break;
            }
            if (item.isObject()) {
                var own = language(item);
                read.add(item(item, author(root), base).clean(own.isPresent() ? own : language));
            }
        }
        return new Feed(FeedReader.title(new RawItem.Words(string(root, "title"), false)), read, false);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            var isTooMuch = String.valueOf(e.getMessage()).contains("Token count");
            throw new FeedRefused(isTooMuch ? FeedRefused.Reason.TOO_LARGE : FeedRefused.Reason.TOO_DEEP);
        } catch (JacksonException e) {
            throw new FeedRefused(FeedRefused.Reason.NOT_A_FEED);
        }
    }

    private static RawItem item(JsonNode item, String feedAuthor, URI base) {
        var html = string(item, "content_html");
        var plain = Stream.of(string(item, "content_text"), string(item, "summary"))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        var author = author(item);
        return new RawItem(
                string(item, "id"),
                Stream.of("url", "external_url")
                        .map(name -> Links.web(string(item, name), base))
                        .flatMap(Optional::stream)
                        .findFirst(),
                new RawItem.Words(string(item, "title"), false),
                html.isBlank() ? new RawItem.Words(plain, false) : new RawItem.Words(html, true),
                author.isEmpty() ? feedAuthor : author,
                Stream.of("date_published", "date_modified")
                        .map(name -> date(string(item, name)))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static String author(JsonNode node) {
        var first = node.path("authors").path(0);
        return string(first.isObject() ? first : node.path("author"), "name");
    }

    private static Optional<String> language(JsonNode node) {
        return FeedReader.language(string(node, "language"));
    }

    private static String string(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static Optional<Instant> date(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
