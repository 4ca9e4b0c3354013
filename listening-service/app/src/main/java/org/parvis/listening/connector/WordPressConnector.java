package org.parvis.listening.connector;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.WebApi.Reply;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads the articles of a blog and what is said under them.
 *
 * <p>Both lists come newest first. The newest hundred are read each time, because what waited for approval appears among the others by the
 * time at which it was written; whatever of the last hundred is missing now is looked up, and was deleted or hidden when it is not shown.
 */
public final class WordPressConnector implements Connector {

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 20;
    private static final int LOOK_UPS = 10;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 200;
    private static final Duration OVERLAP = Duration.ofMinutes(15);
    private static final String SHOWN = " shown";

    /** What it says of things that are not there, or not there for everybody any more. */
    private static final Set<String> GONE =
            Set.of("rest_comment_invalid_id", "rest_post_invalid_id", "rest_cannot_read", "rest_forbidden");

    private final WebApi api;
    private final Clock clock;

    public WordPressConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.clock = clock;
    }

    /** What is read: its route, and how its things are called here. */
    private enum Part {
        POSTS("posts", "post"),
        COMMENTS("comments", "comment");

        private final String route;
        private final String word;

        Part(String route, String word) {
            this.route = route;
            this.word = word;
        }
    }

    @Override
    public String kind() {
        return "WORDPRESS";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("url"), Setting.optional("user"), Setting.optionalSecret("applicationPassword"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("url").filter(url -> !WebApi.isPlace(url)).isPresent()) {
            problems.add(new SettingProblem("url", "NOT_AN_ADDRESS"));
        }
        if (settings.optional("user").isPresent()
                && credentials.optional("applicationPassword").isEmpty()) {
            problems.add(SettingProblem.missing("applicationPassword"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "wordpress " + WebApi.place(settings, "url").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        return new Poll(settings, credentials, cursor).run();
    }

    /** One asking, with what it gathers on the way. */
    private final class Poll {

        private final SourceSettings settings;
        private final String site;
        private final Map<String, String> headers;
        private final Cursor cursor;
        private final Gathered items = new Gathered();
        private Cursor next = Cursor.START;
        private boolean incomplete;
        private boolean more;

        Poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
            this.settings = settings;
            this.site = WebApi.place(settings, "url");
            this.headers = settings.optional("user")
                    .map(user -> user + ":"
                            + credentials.optional("applicationPassword").orElse(""))
                    .map(pair -> Map.of(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))))
                    .orElse(Map.of());
            this.cursor = cursor;
        }

        PollResult run() {
            var stranger = notSignedIn();
            if (stranger.isPresent()) {
                return stranger.get();
            }
            for (var part : Part.values()) {
                var failure = read(part);
                if (failure.isPresent()) {
                    return failure.get();
                }
            }
            return new Batch(items.oldestFirst(), next, more, incomplete, Optional.empty());
        }

        /** A blog shows whoever signs in wrongly what it shows everybody; what everybody does not see would look deleted. */
        private Optional<Failure> notSignedIn() {
            if (headers.isEmpty()) {
                return Optional.empty();
            }
            return switch (api.get(site + "/", Map.of("rest_route", "/wp/v2/users/me"), headers)) {
                case Reply.Answer(var me, var ignored) when me.path("id").asLong(0) > 0 -> Optional.empty();
                case Reply.Hidden(var status, var json, var failure)
                when Json.text(json, "code").equals("rest_not_logged_in") ->
                    Optional.of(Outcomes.failure(
                            Problem.AUTHENTICATION,
                            "listening.source.WRONG_PASSWORD",
                            settings.required("user") + " on " + site));
                case Reply other -> Optional.of(WebApi.failure(other));
            };
        }

        private Optional<Failure> read(Part part) {
            var seen = cursor.mark(part.route).flatMap(Json::instant);
            var rest = Rest.of(cursor, part.route);
            var backTo = seen.map(at -> at.minus(OVERLAP));
            var found = new LinkedHashMap<String, Instant>();
            // What came meanwhile has moved the others down: the last page that was read shows some of them again.
            int begin = rest.map(Rest::pages).orElse(1);
            int page = begin;
            var most = seen.isPresent() ? MAX_PAGES : 1;
            var reached = false;
            var full = false;
            for (; page <= most && !reached && !full; page++) {
                var reply = ask(part, page);
                if (page > 1 && isPastTheEnd(reply)) {
                    reached = true;
                    break;
                }
                if (!(reply instanceof Reply.Answer(var json, var ignored) && Gathered.isPage(json))) {
                    return Optional.of(WebApi.failure(reply));
                }
                for (var entry : json) {
                    var at = written(entry);
                    add(part, entry, at, found);
                    reached |= backTo.isPresent() && at.isBefore(backTo.get());
                }
                reached |= json.size() < PAGE;
                full = items.isFull() && (rest.isEmpty() || page > begin);
            }
            var newest = rest.map(Rest::newest)
                    .flatMap(Json::instant)
                    .or(() -> found.values().stream().max(Comparator.naturalOrder()))
                    .filter(at -> seen.isEmpty() || at.isAfter(seen.get()))
                    .or(() -> seen)
                    .map(Instant::toString);
            var shown = rest.map(Rest::place).orElseGet(() -> String.join(" ", newestOf(found)));
            if (full && !reached && page <= most) {
                more = true;
                next = new Rest(page - 1, shown, newest.orElse(""))
                        .in(next, part.route)
                        .with(part.route, seen.map(Instant::toString))
                        .with(part.route + SHOWN, cursor.mark(part.route + SHOWN));
                return Optional.empty();
            }
            incomplete |= seen.isPresent() && !reached;
            lookForMissing(part, found);
            next = next.with(part.route, newest)
                    .with(
                            part.route + SHOWN,
                            Optional.of(rest.isPresent() ? shown : String.join(" ", newestOf(found))));
            return Optional.empty();
        }

        private Reply ask(Part part, int page) {
            var parameters = new TreeMap<String, String>();
            parameters.put("rest_route", "/wp/v2/" + part.route);
            parameters.put("per_page", String.valueOf(PAGE));
            parameters.put("page", String.valueOf(page));
            parameters.put("orderby", part == Part.POSTS ? "date" : "date_gmt");
            parameters.put("order", "desc");
            if (part == Part.POSTS) {
                parameters.put("_embed", "author");
            }
            return api.get(site + "/", parameters, headers);
        }

        /** Pages beyond the last are an error. */
        private static boolean isPastTheEnd(Reply reply) {
            return reply instanceof Reply.Broken broken
                    && broken.failure().detail().equals("HTTP 400");
        }

        private static List<String> newestOf(Map<String, Instant> found) {
            return found.entrySet().stream()
                    .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                    .limit(PAGE)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** What was among the newest and is no longer, although what is older still is. */
        private void lookForMissing(Part part, Map<String, Instant> found) {
            var shown = new HashSet<>(
                    List.of(cursor.mark(part.route + SHOWN).orElse("").split(" ")));
            shown.removeAll(found.keySet());
            var oldest =
                    found.keySet().stream().mapToLong(Long::parseLong).min().orElse(0);
            shown.stream()
                    .filter(id -> id.matches("[0-9]{1,18}") && Long.parseLong(id) >= oldest)
                    .sorted()
                    .limit(LOOK_UPS)
                    .forEach(id -> {
                        if (isGone(part, id)) {
                            var name = part.word + ":" + id;
                            items.add(CollectedItem.deleted(scope(settings, name), name, clock.instant()));
                        } else {
                            // Asked again the next time.
                            found.put(id, Instant.EPOCH);
                        }
                    });
        }

        private boolean isGone(Part part, String id) {
            var reply = api.get(site + "/", Map.of("rest_route", "/wp/v2/" + part.route + "/" + id), headers);
            return switch (reply) {
                case Reply.Hidden(var status, var json, var ignored) -> GONE.contains(Json.text(json, "code"));
                case Reply.Answer(var json, var ignored) -> {
                    // Signed in one sees also what others do not.
                    var state = Json.text(json, "status");
                    yield !state.isEmpty() && !Set.of("publish", "approved").contains(state);
                }
                case Reply.Broken ignored -> false;
            };
        }

        private Instant written(JsonNode entry) {
            var now = clock.instant();
            try {
                var at = LocalDateTime.parse(Json.text(entry, "date_gmt")).toInstant(ZoneOffset.UTC);
                return at.isAfter(now) ? now : at;
            } catch (DateTimeException e) {
                return now;
            }
        }

        private void add(Part part, JsonNode entry, Instant at, Map<String, Instant> found) {
            var id = entry.path("id").asLong(0);
            var content = entry.path("content").path("rendered");
            if (id <= 0 || !content.isString()) {
                return;
            }
            found.put(Long.toString(id), at);
            var name = part.word + ":" + id;
            var title = PlainText.ofHtml(entry.path("title").path("rendered").asString(""), MAX_TITLE);
            var text = PlainText.ofHtml(content.asString(), MAX_TEXT);
            var item = new CollectedItem(
                    Change.PRESENT,
                    scope(settings, name),
                    name,
                    author(part, entry),
                    Optional.of(title).filter(words -> !words.isEmpty()),
                    text.isEmpty() ? title : text,
                    Json.text(entry, "link"),
                    at,
                    part == Part.COMMENTS ? Optional.of(parent(entry)) : Optional.empty(),
                    part == Part.COMMENTS ? "post:" + entry.path("post").asLong(0) : name,
                    Optional.empty());
            items.add(item);
            var modified = Json.text(entry, "modified_gmt");
            if (!modified.isEmpty() && modified.compareTo(Json.text(entry, "date_gmt")) > 0) {
                items.add(item.as(Change.EDITED));
            }
        }

        private static String parent(JsonNode comment) {
            var parent = comment.path("parent").asLong(0);
            return parent > 0
                    ? "comment:" + parent
                    : "post:" + comment.path("post").asLong(0);
        }

        /** Visitors have no number; who writes under the same name is the same as far as anybody can tell. */
        private Author author(Part part, JsonNode entry) {
            var told = part == Part.COMMENTS
                    ? Json.text(entry, "author_name")
                    : Json.text(entry.path("_embedded").path("author").path(0), "name");
            var name = PlainText.of(told, MAX_NAME);
            var number = entry.path("author").asLong(0);
            var called = name.isEmpty() ? "anonymous" : name;
            var id = number > 0 ? "user " + number : "visitor " + called.toLowerCase(Locale.ROOT);
            return new Author(scope(settings, "") + " " + id, called, called);
        }
    }
}
