package org.parvis.listening.connector;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads the town, the simulated network of the demonstration, by its list of changes: what was written, edited and deleted.
 *
 * <p>The cursor remembers two places: where the last poll ended, and where it began. Each poll starts at the latter and so
 * reads the last poll's changes once more.
 */
public final class TownConnector implements Connector {

    private static final int PAGE = 200;
    private static final int MAX_PAGES = 2;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;

    private final Fetcher fetcher;
    private final Optional<URI> town;
    private final Clock clock;

    /** With the address of the town, when this installation has one. */
    public TownConnector(Fetcher fetcher, Optional<URI> town, Clock clock) {
        this.fetcher = fetcher;
        this.town = town;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "TOWN";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        return town.isPresent() ? List.of() : List.of(new SettingProblem("connector", "NO_TOWN"));
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "town " + town.map(URI::toString).orElse("");
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        if (town.isEmpty()) {
            return Outcomes.failure(Problem.BAD_CONTENT, "listening.source.NO_TOWN", "");
        }
        var items = new Gathered();
        var began = cursor.mark("reached");
        var position = cursor.mark("from");
        for (int page = 0; page < MAX_PAGES && !items.isFull(); page++) {
            switch (fetcher.fetch(FetchRequest.get(changes(town.get(), position)))) {
                case FetchResult.Fetched fetched -> {
                    var reply = Json.read(fetched.body());
                    var reached = Json.optional(reply, "cursor");
                    if (reached.isEmpty() || !Gathered.isPage(reply.path("items"))) {
                        return Outcomes.unexpected("no list of changes");
                    }
                    reply.path("items").forEach(change -> item(settings, change).ifPresent(items::add));
                    position = reached;
                    if (Json.optional(reply, "next").isEmpty()) {
                        return Batch.of(items.asTheyCame(), next(began, position));
                    }
                }
                case FetchResult.NotModified same -> {
                    return Outcomes.unexpected("not modified");
                }
                case FetchResult.HttpError error -> {
                    return Outcomes.of(error);
                }
                case FetchResult.Refused refused -> {
                    return Outcomes.of(refused);
                }
                case FetchResult.Failed failed -> {
                    return Outcomes.of(failed);
                }
            }
        }
        return new Batch(items.asTheyCame(), next(position, position), true, false, Optional.empty());
    }

    private static Cursor next(Optional<String> from, Optional<String> reached) {
        return Cursor.START.with("from", from).with("reached", reached);
    }

    private static String changes(URI town, Optional<String> after) {
        var url = town + "/api/changes?limit=" + PAGE;
        return after.map(position -> url + "&after=" + URLEncoder.encode(position, StandardCharsets.UTF_8))
                .orElse(url);
    }

    private Optional<CollectedItem> item(SourceSettings settings, JsonNode change) {
        var post = change.path("post");
        var id = Json.text(post, "id");
        if (!id.matches("[A-Za-z0-9-]{1,64}")) {
            return Optional.empty();
        }
        var deleted = post.path("deleted").asBoolean(false);
        var kind = Json.text(change, "kind");
        var author = post.path("author");
        var handle = PlainText.of(Json.text(author, "handle"), MAX_NAME);
        return Optional.of(new CollectedItem(
                deleted || kind.equals("DELETED")
                        ? CollectedItem.Change.DELETED
                        : kind.equals("EDITED") ? CollectedItem.Change.EDITED : CollectedItem.Change.PRESENT,
                scope(settings, id),
                id,
                new Author(handle, handle, PlainText.of(Json.text(author, "displayName"), MAX_NAME)),
                Optional.empty(),
                PlainText.of(Json.text(post, "text"), MAX_TEXT),
                Json.text(post, "url"),
                publishedAt(post),
                Json.optional(post, "inReplyTo"),
                Json.optional(post, "root").orElse(id),
                Json.optional(post, "language")));
    }

    private Instant publishedAt(JsonNode post) {
        var now = clock.instant();
        return Json.instant(post, "createdAt")
                .filter(date -> date.isBefore(now))
                .orElse(now);
    }
}
