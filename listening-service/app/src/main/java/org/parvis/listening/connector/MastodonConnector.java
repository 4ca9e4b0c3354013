package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Headers;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.MastodonStreams.Heard;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.WebApi.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Reads a server that speaks the Mastodon API: a hashtag, a search, a timeline, or who speaks to our own account.
 *
 * <p>Lists are read upwards from the newest message of the last poll ({@code min_id}). A message that reaches the server late gets an id by
 * the time at which it was written, so each poll begins half an hour of ids earlier; where ids say nothing about time, it begins where the last
 * poll began. Nothing tells when messages go away: some of those seen lately are looked up each time.
 *
 * <p>As it comes, a stream is listened to between the lists. It only hurries: how far the source was read is what the lists say, so what a
 * stream leaves out comes half a minute later, and what it repeats is known.
 */
public final class MastodonConnector implements Connector {

    static final String SCOPE = "mastodon";

    private static final int PAGE = 40;
    private static final int MAX_PAGES = 25;
    private static final int FIRST_PAGES = 3;
    private static final int LOOK_UPS = 5;
    private static final int CONTEXTS = 20;
    private static final Duration OVERLAP = Duration.ofMinutes(30);

    private static final String TIMELINE = "timeline";
    private static final String PUBLIC = "public";
    private static final String LOCAL = "local";

    /** Less than people wait for a process to stop. */
    private static final Duration LISTENS = Duration.ofSeconds(8);

    private static final Duration LISTS_EVERY = Duration.ofSeconds(30);
    private static final Duration ALONE = Duration.ofMinutes(1);
    private static final Set<Problem> PASSING = Set.of(Problem.OUTAGE, Problem.RATE_LIMIT);

    /** Milliseconds, then 16 bits. */
    private static final Pattern TIMED_ID = Pattern.compile("[0-9]{17,19}");

    private static final Pattern PREVIOUS = Pattern.compile(
            "<[^<>?]{0,1000}+\\?(?:[^<>&]{0,500}&)?min_id=([^<>&]{1,100})[^<>]{0,1000}>;\\s{0,9}rel=\"prev\"");

    private final WebApi api;
    private final Clock clock;

    /** Where answers hang; it never changes. */
    private final Cache<String, Place> places = Caffeine.newBuilder()
            .maximumWeight(2_000_000)
            .weigher((String status, Place place) -> status.length()
                    + place.root().length()
                    + place.parent().map(String::length).orElse(0))
            .executor(Runnable::run)
            .build();

    private final MastodonStreams streams;

    public MastodonConnector(Fetcher fetcher, Clock clock) {
        this(fetcher, clock, LISTENS);
    }

    MastodonConnector(Fetcher fetcher, Clock clock, Duration listens) {
        this.api = new WebApi(fetcher, clock);
        this.clock = clock;
        this.streams = new MastodonStreams(api, listens);
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
                Setting.oneOf(TIMELINE, PUBLIC, LOCAL),
                Setting.oneOf(STREAM, "yes"),
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
        problems.addAll(Setting.notOffered(settings(), settings));
        var chosen = Stream.of("hashtag", "query", TIMELINE)
                .filter(name -> settings.optional(name).isPresent())
                .toList();
        if (chosen.size() > 1) {
            problems.add(new SettingProblem(chosen.getLast(), "ONE_OF_THEM"));
        }
        var streams = settings.optional(STREAM).isPresent();
        if (streams && chosen.contains("query")) {
            problems.add(new SettingProblem(STREAM, "NO_STREAM_OF_A_SEARCH"));
        }
        var open = chosen.contains("hashtag") || chosen.contains(TIMELINE);
        if ((streams || !open) && credentials.optional("accessToken").isEmpty()) {
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
        private final Gathered gathered = new Gathered();
        private final boolean asItComes;
        private Heard heard = Heard.nothing(Optional.empty());
        private Optional<Instant> listsRead;
        private Optional<Instant> aloneUntil;

        /** Where the next poll goes on, because this one is full. */
        private Optional<String> on = Optional.empty();

        private int contexts;

        Poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
            this.settings = settings;
            this.server = WebApi.place(settings, "server");
            this.headers = credentials
                    .optional("accessToken")
                    .map(token -> Map.of("Authorization", "Bearer " + token))
                    .orElse(Map.of());
            this.cursor = cursor;
            this.asItComes = settings.optional(STREAM).isPresent();
            this.listsRead = cursor.mark("lists").flatMap(Json::instant);
            this.aloneUntil = cursor.mark("alone").flatMap(Json::instant);
        }

        PollResult run() {
            var reached = cursor.mark("reached");
            if (reached.isEmpty()) {
                return first();
            }
            if (asItComes && !areListsDue()) {
                var failure = listen();
                if (failure.isPresent()) {
                    return failure.get();
                }
                if (heard.failure().isEmpty()) {
                    return batch(cursor.mark("from"), reached, false, false);
                }
            }
            return upwards(reached.get());
        }

        private boolean areListsDue() {
            var now = clock.instant();
            return cursor.mark("on").isPresent()
                    || listsRead
                            .filter(read ->
                                    !read.isAfter(now) && read.plus(LISTS_EVERY).isAfter(now))
                            .isEmpty();
        }

        /** The newest pages, backwards. */
        private PollResult first() {
            Optional<String> newest = Optional.empty();
            Map<String, String> place = Map.of();
            for (var page = 0; page < FIRST_PAGES && !gathered.isFull(); page++) {
                var reply = ask(place);
                if (!(reply instanceof Reply.Answer answer && Gathered.isPage(list(answer.json())))) {
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
            return listed(newest, newest, false, false);
        }

        private PollResult upwards(String reached) {
            var from = TIMED_ID.matcher(reached).matches()
                    ? Long.toString(Long.parseLong(reached) - (OVERLAP.toMillis() << 16))
                    : cursor.mark("from").orElse(reached);
            var at = cursor.mark("on").orElse(from);
            var newest = reached;
            for (var page = 0; page < MAX_PAGES && !gathered.isFull(); page++) {
                var reply = ask(Map.of("min_id", at));
                if (!(reply instanceof Reply.Answer answer && Gathered.isPage(list(answer.json())))) {
                    return WebApi.failure(reply);
                }
                var entries = list(answer.json());
                var next = newestId(entries, answer.headers());
                var known = statuses.size();
                add(entries);
                if (next.isEmpty() || next.get().equals(at) || (page > 0 && statuses.size() == known)) {
                    return listed(Optional.of(reached), Optional.of(newest), false, true);
                }
                at = next.get();
                newest = isLater(at, newest) ? at : newest;
            }
            on = Optional.of(at);
            return listed(Optional.of(reached), Optional.of(newest), true, false);
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
            var tag = tag();
            if (tag.isPresent()) {
                return api.get(server + "/api/v1/timelines/tag/" + WebApi.encoded(tag.get()), parameters, headers);
            }
            var query = settings.optional("query");
            if (query.isPresent()) {
                parameters.put("q", query.get());
                parameters.put("type", "statuses");
                return api.get(server + "/api/v2/search", parameters, headers);
            }
            var timeline = settings.optional(TIMELINE);
            if (timeline.isPresent()) {
                parameters.put(LOCAL, String.valueOf(timeline.get().equals(LOCAL)));
                return api.get(server + "/api/v1/timelines/public", parameters, headers);
            }
            parameters.put("types[]", "mention");
            return api.get(server + "/api/v1/notifications", parameters, headers);
        }

        private Optional<String> tag() {
            return settings.optional("hashtag").map(tag -> tag.startsWith("#") ? tag.substring(1) : tag);
        }

        private static JsonNode list(JsonNode json) {
            return json.isObject() ? json.path("statuses") : json;
        }

        private static Optional<String> newestId(JsonNode entries, Headers headers) {
            var told = headers.first("link").map(PREVIOUS::matcher).filter(Matcher::find);
            return told.map(found -> found.group(1))
                    .or(() -> Json.optional(entries.path(0), "id").filter(MastodonStatus::isId));
        }

        private void add(JsonNode entries) {
            for (var entry : entries) {
                status(entry).ifPresent(this::keep);
            }
        }

        /** What an entry of a list or an event is about, if it is for us. */
        private static Optional<JsonNode> status(JsonNode entry) {
            var status = entry.has("status") || entry.has("type") ? entry.path("status") : entry;
            var wanted = !entry.has("type") || Json.text(entry, "type").equals("mention");
            return wanted && MastodonStatus.isId(Json.text(status, "id")) ? Optional.of(status) : Optional.empty();
        }

        private void keep(JsonNode status) {
            var id = Json.text(status, "id");
            if (!statuses.containsKey(id)) {
                var lean = MastodonStatus.lean(status);
                statuses.put(id, lean);
                gathered.weigh(MastodonStatus.weight(lean));
            }
        }

        /** Whoever has more lists to read does that before listening. */
        private PollResult listed(Optional<String> from, Optional<String> reached, boolean more, boolean lookUp) {
            listsRead = Optional.of(clock.instant());
            var failure = asItComes && !more ? listen() : Optional.<Failure>empty();
            return failure.isPresent() ? failure.get() : batch(from, reached, more, lookUp);
        }

        /** Hears what is said for a while. A stream that is down for a time leaves the lists; any other trouble needs a person. */
        private Optional<Failure> listen() {
            var now = clock.instant();
            if (aloneUntil.filter(now::isBefore).isPresent()) {
                return Optional.empty();
            }
            // The first time somebody may be waiting to see what the lists say.
            heard = cursor.equals(Cursor.START)
                    ? streams.lookFor(server, streamPath(), headers)
                    : streams.listen(server, streamPath(), headers);
            for (var entry : heard.entries()) {
                status(entry)
                        .filter(status -> entry.has("type") == isPersonal())
                        .ifPresent(status -> statuses.put(Json.text(status, "id"), status));
            }
            var passing = heard.failure().filter(failure -> PASSING.contains(failure.problem()));
            aloneUntil = passing.map(failure -> now.plus(failure.retryAfter().orElse(ALONE)));
            return passing.isPresent() ? Optional.empty() : heard.failure();
        }

        /** Whether it is about who speaks to the account. */
        private boolean isPersonal() {
            return tag().isEmpty() && settings.optional(TIMELINE).isEmpty();
        }

        private String streamPath() {
            var tag = tag();
            if (tag.isPresent()) {
                return "/api/v1/streaming/hashtag?tag=" + WebApi.encoded(tag.get());
            }
            return settings.optional(TIMELINE)
                    .map(timeline ->
                            timeline.equals(LOCAL) ? "/api/v1/streaming/public/local" : "/api/v1/streaming/public")
                    .orElse("/api/v1/streaming/user/notification");
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
            for (var name : heard.deleted()) {
                // The server calls it by its own number, and only of what was seen lately it is known what that was.
                var remoteId = Optional.ofNullable(seen.get(name))
                        .or(() -> Optional.ofNullable(watched.names().get(name)));
                if (remoteId.isPresent() && !gone.contains(name)) {
                    items.add(deleted(remoteId.get()));
                    gone.add(name);
                }
            }
            var next = Cursor.START.with("from", from).with("reached", reached).with("on", on);
            if (asItComes) {
                next = next.with("lists", listsRead.map(Instant::toString))
                        .with("alone", aloneUntil.map(Instant::toString));
            }
            return new Batch(items, watched.after(looked, gone, seen).in(next), more, false, Optional.empty());
        }

        private void present(JsonNode status, List<CollectedItem> items, Map<String, String> seen) {
            var place = place(status);
            MastodonStatus.item(status, server, place.parent(), place.root(), clock.instant())
                    .ifPresent(item -> {
                        items.add(item);
                        if (status.path("edited_at").isString()
                                || heard.edited().contains(Json.text(status, "id"))) {
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
                    items.add(deleted(remoteId));
                    gone.add(name);
                }
                default -> {
                    // Nothing new, or nobody to ask just now.
                }
            }
        }

        private CollectedItem deleted(String remoteId) {
            return CollectedItem.deleted(scope(settings, remoteId), remoteId, clock.instant());
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
