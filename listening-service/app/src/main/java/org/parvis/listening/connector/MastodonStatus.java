package org.parvis.listening.connector;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.fetcher.Json;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A status as the Mastodon API shows it, made a message. */
final class MastodonStatus {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_TITLE = 500;

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NAME = 2_048;
    /** With its markup. */
    private static final int LONGEST_TEXT = 10 * MAX_TEXT;

    private static final List<String> NAMES =
            List.of("id", "uri", "url", "in_reply_to_id", "created_at", "edited_at", "language");

    private MastodonStatus() {}

    /** Its address is its name everywhere; where a server gives none, the server's own number has to do. */
    static String remoteId(JsonNode status) {
        var uri = Json.text(status, "uri");
        return uri.matches("https?://[^\\s\"<>]{1,1000}") ? uri : CollectedItem.named(Json.text(status, "id"));
    }

    /** Whether a server may call a status so: it is asked for it by that name. */
    static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    /** What is read of a status, and nothing else that a server may have written into it; names that are none are left out. */
    static JsonNode lean(JsonNode status) {
        var lean = JsonNodeFactory.instance.objectNode();
        NAMES.forEach(name -> copy(status, lean, name, LONGEST_NAME, ""));
        var texts = List.of("content", "spoiler_text");
        texts.forEach(name -> {
            var text = Json.text(status, name);
            copy(status, lean, name, LONGEST_TEXT, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        });
        var account = lean.putObject("account");
        copy(status.path("account"), account, "acct", LONGEST_NAME, "");
        copy(status.path("account"), account, "display_name", LONGEST_NAME, "");
        return lean;
    }

    /** The same of an entry of a list, which may be a status or be about one. */
    static JsonNode leanEntry(JsonNode entry) {
        if (!entry.has("status") && !entry.has("type")) {
            return lean(entry);
        }
        var lean = JsonNodeFactory.instance.objectNode();
        lean.set("status", lean(entry.path("status")));
        copy(entry, lean, "type", LONGEST_ID, "");
        return lean;
    }

    private static void copy(JsonNode from, ObjectNode to, String name, int longest, String otherwise) {
        if (from.path(name).isString()) {
            var text = Json.text(from, name);
            to.put(name, text.length() <= longest ? text : otherwise);
        }
    }

    static long weight(JsonNode lean) {
        return Stream.concat(NAMES.stream(), Stream.of("content", "spoiler_text"))
                .mapToLong(name -> Json.text(lean, name).length())
                .sum();
    }

    static Optional<CollectedItem> item(
            JsonNode status, String server, Optional<String> parent, String root, Instant now) {
        var id = remoteId(status);
        var account = status.path("account");
        var acct = PlainText.of(Json.text(account, "acct"), MAX_NAME).toLowerCase(Locale.ROOT);
        if (id.isEmpty()
                || id.length() > 1_000
                || acct.isEmpty()
                || !status.path("content").isString()) {
            return Optional.empty();
        }
        // On its home server an account is called without the server.
        var handle = acct.contains("@") ? acct : acct + "@" + URI.create(server).getHost();
        var url = Json.text(status, "url");
        return Optional.of(new CollectedItem(
                CollectedItem.Change.PRESENT,
                id.contains("://") ? MastodonConnector.SCOPE : MastodonConnector.SCOPE + " " + server,
                id,
                new Author(handle, handle, PlainText.of(Json.text(account, "display_name"), MAX_NAME)),
                Json.optional(status, "spoiler_text")
                        .map(text -> PlainText.of(text, MAX_TITLE))
                        .filter(text -> !text.isEmpty()),
                PlainText.ofHtml(Json.text(status, "content"), MAX_TEXT),
                url.isEmpty() ? id : url,
                Json.instant(status, "created_at")
                        .filter(date -> date.isBefore(now))
                        .orElse(now),
                parent,
                root,
                Json.optional(status, "language")
                        .map(tag -> tag.toLowerCase(Locale.ROOT).split("-", 2)[0])
                        .filter(code -> code.matches("[a-z]{2,3}"))));
    }
}
