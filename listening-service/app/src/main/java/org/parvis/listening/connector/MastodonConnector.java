package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Headers;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.WebApi.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Reads a server that speaks the Mastodon API: a hashtag, a search, or who speaks to our own account.
 *
 * <p>Lists are read upwards from the newest message of the last poll ({@code min_id}). A message that reaches the server late gets an id by
 * the time at which it was written, so each poll begins half an hour of ids earlier; where ids say nothing about time, it begins where the last
 * poll began. Nothing tells when messages go away: some of those seen lately are looked up each time.
 */
public final class MastodonConnector implements Connector {

    static final String SCOPE = "mastodon";

    private static final int PAGE = 40;
    private static final int MAX_PAGES = 25;
    private static final int FIRST_PAGES = 3;
    private static final int LOOK_UPS = 5;
    private static final int CONTEXTS = 20;
    private static final Duration OVERLAP = Duration.ofMinutes(30);

    /** Milliseconds, then 16 bits. */
    private static final Pattern TIMED_ID = Pattern.compile("[0-9]{17,19}");

    private static final Pattern PREVIOUS = Pattern.compile(
            "<[^<>?]{0,1000}+\\?(?:[^<>&]{0,500}&)?min_id=([^<>&]{1,100})[^<>]{0,1000}>;\\s{0,9}rel=\"prev\"");

    private final WebApi api;
    private final Clock clock;

    /** Where answers hang; it never changes. */
    private final Cache<String, Place> places =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

    public MastodonConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.clock = clock;
    }

    private record Place(Optional<String> parent, String root) {}

    @Override
    public String kind() {
        return "MASTODON";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("server"),
                Setting.choice("hashtag"),
                Setting.choice("query"),
                Setting.optionalSecret("accessToken"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("server")
                .filter(server -> !WebApi.isPlace(server))
                .isPresent()) {
            problems.add(new SettingProblem("server", "NOT_AN_ADDRESS"));
        }
        if (settings.optional("hashtag").isPresent()
                && settings.optional("query").isPresent()) {
            problems.add(new SettingProblem("query", "ONE_OF_TWO"));
        }
        if (settings.optional("hashtag").isEmpty()
                && credentials.optional("accessToken").isEmpty()) {
            problems.add(SettingProblem.missing("accessToken"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return remoteId.contains("://") ? SCOPE : SCOPE + " " + WebApi.place(settings, "server");
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        return new Poll(settings, credentials, cursor).run();
    }

    /** One asking, with what it gathers on the way. */
    private final class Poll {

        private final SourceSettings settings;
        private final String server;
        private final Map<String, String> headers;
        private final Cursor cursor;
        private final Map<String, JsonNode> statuses = new LinkedHashMap<>();
        private int contexts;

        Poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
            this.settings = settings;
            this.server = WebApi.place(settings, "server");
            this.headers = credentials
                    .optional("accessToken")
                    .map(token -> Map.of("Authorization", "Bearer " + token))
                    .orElse(Map.of());
            this.cursor = cursor;
        }

        PollResult run() {
            var reached = cursor.mark("reached");
            return reached.isPresent() ? upwards(reached.get()) : first();
        }

        /** The newest pages, backwards. */
        private PollResult first() {
            Optional<String> newest = Optional.empty();
            Map<String, String> place = Map.of();
            for (var page = 0; page < FIRST_PAGES; page++) {
                var reply = ask(place);
                if (!(reply instanceof Reply.Answer answer
                        && list(answer.json()).isArray())) {
                    return WebApi.failure(reply);
                }
                var entries = list(answer.json());
                if (newest.isEmpty()) {
                    newest = newestId(entries, Headers.NONE);
                }
                add(entries);
                if (entries.size() < PAGE / 2) {
                    break;
                }
                place = Map.of("max_id", Json.text(entries.get(entries.size() - 1), "id"));
            }
            return batch(newest, newest, false, false);
        }

        private PollResult upwards(String reached) {
            var from = TIMED_ID.matcher(reached).matches()
                    ? Long.toString(Long.parseLong(reached) - (OVERLAP.toMillis() << 16))
                    : cursor.mark("from").orElse(reached);
            var at = from;
            var newest = reached;
            for (var page = 0; page < MAX_PAGES; page++) {
                var reply = ask(Map.of("min_id", at));
                if (!(reply instanceof Reply.Answer answer
                        && list(answer.json()).isArray())) {
                    return WebApi.failure(reply);
                }
                var entries = list(answer.json());
                var next = newestId(entries, answer.headers());
                var known = statuses.size();
                add(entries);
                if (next.isEmpty() || next.get().equals(at) || (page > 0 && statuses.size() == known)) {
                    return batch(Optional.of(reached), Optional.of(newest), false, true);
                }
                at = next.get();
                newest = isLater(at, newest) ? at : newest;
            }
            return batch(Optional.of(reached), Optional.of(newest), true, false);
        }

        /** Ids that are no numbers have no order that we know; then the last one told is the newest. */
        private boolean isLater(String id, String than) {
            return !TIMED_ID.matcher(id).matches()
                    || !TIMED_ID.matcher(than).matches()
                    || Long.parseLong(id) > Long.parseLong(than);
        }

        private Reply ask(Map<String, String> place) {
            var parameters = new TreeMap<>(place);
            parameters.put("limit", String.valueOf(PAGE));
            var hashtag = settings.optional("hashtag");
            if (hashtag.isPresent()) {
                var tag = hashtag.get().startsWith("#") ? hashtag.get().substring(1) : hashtag.get();
                return api.get(server + "/api/v1/timelines/tag/" + WebApi.encoded(tag), parameters, headers);
            }
            var query = settings.optional("query");
            if (query.isPresent()) {
                parameters.put("q", query.get());
                parameters.put("type", "statuses");
                return api.get(server + "/api/v2/search", parameters, headers);
            }
            parameters.put("types[]", "mention");
            return api.get(server + "/api/v1/notifications", parameters, headers);
        }

        private static JsonNode list(JsonNode json) {
            return json.isObject() ? json.path("statuses") : json;
        }

        private static Optional<String> newestId(JsonNode entries, Headers headers) {
            var told = headers.first("link").map(PREVIOUS::matcher).filter(Matcher::find);
            return told.map(found -> found.group(1)).or(() -> Json.optional(entries.path(0), "id"));
        }

        private void add(JsonNode entries) {
            for (var entry : entries) {
                var status = entry.has("status") || entry.has("type") ? entry.path("status") : entry;
                var wanted = !entry.has("type") || Json.text(entry, "type").equals("mention");
                var id = Json.text(status, "id");
                if (wanted && !id.isEmpty()) {
                    statuses.putIfAbsent(id, status);
                }
            }
        }

        private Batch batch(Optional<String> from, Optional<String> reached, boolean more, boolean lookUp) {
            var items = new ArrayList<CollectedItem>();
            var seen = new LinkedHashMap<String, String>();
            statuses.values().stream()
                    .sorted(Comparator.comparing(status -> Json.text(status, "created_at")))
                    .forEach(status -> present(status, items, seen));
            var watched = Watched.of(cursor);
            var looked = lookUp ? watched.next(LOOK_UPS) : List.<String>of();
            var gone = new ArrayList<String>();
            for (var name : looked) {
                lookUp(name, watched.names().getOrDefault(name, name), items, gone);
            }
            var next = Cursor.START.with("from", from).with("reached", reached);
            return new Batch(items, watched.after(looked, gone, seen).in(next), more, false, Optional.empty());
        }

        private void present(JsonNode status, List<CollectedItem> items, Map<String, String> seen) {
            var place = place(status);
            MastodonStatus.item(status, server, place.parent(), place.root(), clock.instant())
                    .ifPresent(item -> {
                        items.add(item);
                        if (status.path("edited_at").isString()) {
                            items.add(item.as(CollectedItem.Change.EDITED));
                        }
                        seen.put(Json.text(status, "id"), item.remoteId());
                    });
        }

        /** Only a server that says so itself is believed that a message is gone. */
        private void lookUp(String name, String remoteId, List<CollectedItem> items, List<String> gone) {
            if (statuses.containsKey(name)) {
                return;
            }
            switch (api.get(server + "/api/v1/statuses/" + WebApi.encoded(name), Map.of(), headers)) {
                case Reply.Answer(var status, var ignored)
                when status.path("edited_at").isString() ->
                    MastodonStatus.item(status, server, Optional.empty(), remoteId, clock.instant())
                            .ifPresent(item -> items.add(item.as(CollectedItem.Change.EDITED)));
                case Reply.Hidden(var status, var json, var ignored)
                when (status == 404 || status == 410) && json.has("error") -> {
                    items.add(CollectedItem.deleted(scope(settings, remoteId), remoteId, clock.instant()));
                    gone.add(name);
                }
                default -> {
                    // Nothing new, or nobody to ask just now.
                }
            }
        }

        /** What it answers, and where the thread began; the server knows both by numbers of its own. */
        private Place place(JsonNode status) {
            var own = MastodonStatus.remoteId(status);
            var answered = Json.text(status, "in_reply_to_id");
            if (answered.isEmpty()) {
                return new Place(Optional.empty(), own);
            }
            var key = server + " " + Json.text(status, "id");
            var known = places.getIfPresent(key);
            if (known != null) {
                return known;
            }
            if (contexts++ >= CONTEXTS) {
                return new Place(Optional.empty(), own);
            }
            var reply = api.get(
                    server + "/api/v1/statuses/" + WebApi.encoded(Json.text(status, "id")) + "/context",
                    Map.of(),
                    headers);
            if (!(reply instanceof Reply.Answer(var context, var ignored))) {
                return new Place(Optional.empty(), own);
            }
            Optional<String> parent = Optional.empty();
            for (var ancestor : context.path("ancestors")) {
                if (Json.text(ancestor, "id").equals(answered)) {
                    parent = Optional.of(MastodonStatus.remoteId(ancestor));
                }
            }
            var root = context.path("ancestors").path(0);
            var place = new Place(parent, root.isObject() ? MastodonStatus.remoteId(root) : own);
            places.put(key, place);
            return place;
        }
    }
}
