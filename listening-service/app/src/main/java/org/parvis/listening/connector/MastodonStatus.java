package org.parvis.listening.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.parvis.fetcher.Json;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/** A status as the Mastodon API shows it, made a message. */
final class MastodonStatus {

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_TITLE = 500;

    private MastodonStatus() {}

    /** Its address is its name everywhere; where a server gives none, the server's own number has to do. */
    static String remoteId(JsonNode status) {
        var uri = Json.text(status, "uri");
        return uri.matches("https?://[^\\s\"<>]{1,1000}") ? uri : Json.text(status, "id");
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
