package org.parvis.listening.connector;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parvis.fetcher.Json;
import org.parvis.listening.text.PlainText;
import org.parvis.listening.text.TextAnalysis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A post record with its address and author, from whichever method it came.
 *
 * @param uri {@code at://did/app.bsky.feed.post/key}
 * @param did its author's permanent id
 * @param record what the author wrote, as the lexicon has it
 * @param indexedAt when the network saw it
 */
record BlueskyPost(String uri, String did, String handle, String displayName, JsonNode record, Instant indexedAt) {

    /** Addresses of posts mean the same all over the network. */
    static final String SCOPE = "bluesky";

    private static final Pattern DID = Pattern.compile("did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,500}");
    private static final Pattern URI =
            Pattern.compile("at://(" + DID + ")/app\\.bsky\\.feed\\.post/([A-Za-z0-9._:~-]{1,512})");
    private static final Pattern HANDLE = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?");
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    /** With signs that are taken out. */
    private static final int LONGEST_TEXT = 4 * MAX_TEXT;

    /** A post out of a view of the network: an element of a search or of the notifications. */
    static Optional<BlueskyPost> ofView(JsonNode view) {
        var author = view.path("author");
        return of(
                Json.text(view, "uri"),
                Json.text(author, "handle"),
                Json.text(author, "displayName"),
                view.path("record"),
                Json.instant(view, "indexedAt"));
    }

    static Optional<BlueskyPost> of(
            String uri, String handle, String displayName, JsonNode record, Optional<Instant> indexedAt) {
        var matcher = URI.matcher(uri);
        if (!matcher.matches() || indexedAt.isEmpty() || !record.path("text").isString()) {
            return Optional.empty();
        }
        var known = handle(handle).orElse(matcher.group(1));
        return Optional.of(new BlueskyPost(uri, matcher.group(1), known, displayName, record, indexedAt.get()));
    }

    static boolean isPost(String uri) {
        return URI.matcher(uri).matches();
    }

    /** The same post of somebody of whom more is known. */
    BlueskyPost by(String otherHandle, String name) {
        return of(uri, otherHandle, name, record, Optional.of(indexedAt)).orElse(this);
    }

    /** With what becomes a message, and nothing else that may have been written into it. */
    BlueskyPost lean() {
        var lean = JsonNodeFactory.instance.objectNode();
        var text = Json.text(record, "text");
        lean.put("text", text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        lean.put("createdAt", shortly(Json.text(record, "createdAt")));
        lean.putArray("langs").add(shortly(record.path("langs").path(0).asString("")));
        for (var name : List.of("parent", "root")) {
            parent(record.path("reply"), name)
                    .ifPresent(uri ->
                            lean.withObjectProperty("reply").putObject(name).put("uri", uri));
        }
        return new BlueskyPost(uri, did, handle, PlainText.of(displayName, MAX_NAME), lean, indexedAt);
    }

    private static String shortly(String text) {
        return text.length() <= 100 ? text : "";
    }

    /** Whether an account may have this permanent id. */
    static boolean isName(String did) {
        return DID.matcher(did).matches();
    }

    /** What an account is called, if that can be an address. */
    static Optional<String> handle(String told) {
        return Optional.of(told)
                .filter(handle -> handle.length() <= 252)
                .map(handle -> handle.toLowerCase(Locale.ROOT))
                .filter(handle -> HANDLE.matcher(handle).matches() && !handle.equals("handle.invalid"));
    }

    CollectedItem collected() {
        var reply = record.path("reply");
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                SCOPE,
                uri,
                new Author(did, handle, PlainText.of(displayName, MAX_NAME)),
                Optional.empty(),
                PlainText.of(Json.text(record, "text"), MAX_TEXT),
                "https://bsky.app/profile/" + handle + "/post/" + uri.substring(uri.lastIndexOf('/') + 1),
                publishedAt(),
                parent(reply, "parent"),
                parent(reply, "root").orElse(uri),
                language());
    }

    /** What the author's program claims, unless it claims the future. */
    private Instant publishedAt() {
        return Json.instant(record, "createdAt")
                .filter(date -> date.isBefore(indexedAt))
                .orElse(indexedAt);
    }

    private static Optional<String> parent(JsonNode reply, String name) {
        return Json.optional(reply.path(name), "uri")
                .filter(uri -> URI.matcher(uri).matches());
    }

    private Optional<String> language() {
        var tag = record.path("langs").path(0);
        return Optional.of(tag.isString() ? tag.asString().toLowerCase(Locale.ROOT) : "")
                .map(text -> text.split("-", 2)[0])
                .filter(code -> code.matches("[a-z]{2,3}"));
    }

    /** Whether each of these words is in it. */
    boolean contains(Collection<String> words) {
        return new HashSet<>(TextAnalysis.plainTokens(Json.text(record, "text"))).containsAll(words);
    }

    /** Whether it speaks to this account: names it, answers it or quotes it. */
    boolean isAddressedTo(String accountDid) {
        var ours = "at://" + accountDid + "/";
        var reply = record.path("reply");
        if (Json.text(reply.path("parent"), "uri").startsWith(ours)
                || Json.text(reply.path("root"), "uri").startsWith(ours)) {
            return true;
        }
        var quoted = record.path("embed").path("record");
        if (Json.text(quoted, "uri").startsWith(ours)
                || Json.text(quoted.path("record"), "uri").startsWith(ours)) {
            return true;
        }
        for (var facet : record.path("facets")) {
            for (var feature : facet.path("features")) {
                if (Json.text(feature, "did").equals(accountDid)) {
                    return true;
                }
            }
        }
        return false;
    }
}
