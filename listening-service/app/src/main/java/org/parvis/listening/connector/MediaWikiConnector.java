package org.parvis.listening.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.WebApi.Reply;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is said on the talk pages of a wiki. Each change of such a page is a message: the lines that it added.
 *
 * <p>The list of recent changes comes newest first and is read back to a quarter of an hour before the newest change of the last poll. Errors
 * come with the status of success.
 */
public final class MediaWikiConnector implements Connector {

    private static final int PAGE = 50;
    private static final int MAX_PAGES = 10;
    /** Old and new text of so many changes at a time: talk pages grow long. */
    private static final int TEXTS = 5;

    private static final int WATCHED = 50;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_TITLE = 500;
    private static final int MAX_NAME = 200;
    private static final Duration OVERLAP = Duration.ofMinutes(15);
    private static final String REST = "rest";
    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::at).thenComparing(Change::revision);
    private static final String TALK = "1|3|5|11|13|15";

    private final WebApi api;
    private final Clock clock;

    public MediaWikiConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "MEDIAWIKI";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("url"), Setting.choice("namespaces"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("url")
                .filter(url -> !WebApi.isPlace(url) || !url.endsWith("/api.php"))
                .isPresent()) {
            problems.add(new SettingProblem("url", "NOT_AN_API"));
        }
        if (settings.optional("namespaces")
                .filter(numbers -> !numbers.matches("[0-9]{1,5}([ ,|]+[0-9]{1,5}){0,19}"))
                .isPresent()) {
            problems.add(new SettingProblem("namespaces", "NOT_A_NUMBER"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "mediawiki " + settings.required("url").toLowerCase(Locale.ROOT);
    }

    /** A change of a page. */
    private record Change(long revision, long before, long page, String title, Author author, Instant at) {}

    /** The wiki did not answer as it should. */
    private static final class NoAnswer extends RuntimeException {

        private final transient Failure failure;

        NoAnswer(Failure failure) {
            super(failure.code());
            this.failure = failure;
        }
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        try {
            return read(settings, cursor);
        } catch (NoAnswer e) {
            return e.failure;
        }
    }

    private Batch read(SourceSettings settings, Cursor cursor) {
        var seen = cursor.mark("seen").flatMap(Json::instant);
        var changes = new LinkedHashMap<Long, Change>();
        Optional<String> next = Optional.empty();
        var complete = false;
        for (var page = 0; page < (seen.isPresent() ? MAX_PAGES : 1) && !complete; page++) {
            var reply = ask(settings, recent(settings, seen, next));
            var list = reply.path("query").path("recentchanges");
            if (!Gathered.isPage(list)) {
                throw new NoAnswer(Outcomes.unexpected("no list of changes"));
            }
            list.forEach(entry -> change(settings, entry).ifPresent(change -> changes.put(change.revision(), change)));
            next = Json.optional(reply.path("continue"), "rccontinue");
            complete = next.isEmpty();
        }
        var rest = Rest.of(cursor, REST);
        var done = rest.map(MediaWikiConnector::after);
        var ordered = changes.values().stream()
                .filter(change -> done.isEmpty() || ORDER.compare(change, done.get()) > 0)
                .sorted(ORDER)
                .toList();
        var items = new Gathered();
        var shown = new LinkedHashMap<String, String>();
        var read = 0;
        while (read < ordered.size() && !items.isFull()) {
            var some = ordered.subList(read, Math.min(ordered.size(), read + TEXTS));
            read += some.size();
            var texts = texts(settings, some);
            for (var change : some) {
                var said = said(texts.getOrDefault(change.before(), ""), texts.getOrDefault(change.revision(), ""));
                if (!said.isEmpty()) {
                    items.add(item(settings, change, said));
                    shown.put(Long.toString(change.revision()), name(change.revision()));
                }
            }
        }
        var watched = Watched.of(cursor);
        if (read < ordered.size()) {
            var last = ordered.get(read - 1);
            var goesOn = new Rest(0, Long.toString(last.revision()), last.at().toString());
            return new Batch(
                    items.oldestFirst(),
                    watched.after(List.of(), List.of(), shown).in(goesOn.in(cursor, REST)),
                    true,
                    false,
                    Optional.empty());
        }
        var looked = watched.next(WATCHED);
        var gone = gone(settings, looked);
        for (var revision : gone) {
            var name = "rev/" + revision;
            items.add(CollectedItem.deleted(scope(settings, name), name, clock.instant()));
        }
        var newest = ordered.isEmpty()
                ? rest.map(Rest::newest).flatMap(Json::instant).or(() -> seen)
                : Optional.of(ordered.getLast().at());
        var mark = newest.filter(at -> seen.isEmpty() || at.isAfter(seen.get())).or(() -> seen);
        return new Batch(
                items.oldestFirst(),
                watched.after(looked, gone, shown).in(Cursor.START.with("seen", mark.map(Instant::toString))),
                false,
                seen.isPresent() && !complete,
                Optional.empty());
    }

    /** Where the last poll ended; only its place in the order counts. */
    private static Change after(Rest rest) {
        return new Change(
                rest.place().matches("[0-9]{1,18}") ? Long.parseLong(rest.place()) : 0,
                0,
                0,
                "",
                new Author("", "", ""),
                Json.instant(rest.newest()).orElse(Instant.MIN));
    }

    private static String name(long revision) {
        return "rev/" + revision;
    }

    private static Map<String, String> recent(SourceSettings settings, Optional<Instant> seen, Optional<String> next) {
        var parameters = new TreeMap<String, String>();
        parameters.put("list", "recentchanges");
        parameters.put("rclimit", String.valueOf(PAGE));
        parameters.put("rctype", "edit|new");
        parameters.put("rcshow", "!bot");
        parameters.put("rcprop", "ids|title|user|userid|timestamp");
        parameters.put(
                "rcnamespace",
                settings.optional("namespaces")
                        .map(text -> text.replaceAll("[ ,|]+", "|"))
                        .orElse(TALK));
        seen.ifPresent(at -> parameters.put("rcend", at.minus(OVERLAP).toString()));
        next.ifPresent(mark -> parameters.put("rccontinue", mark));
        return parameters;
    }

    private JsonNode ask(SourceSettings settings, Map<String, String> question) {
        var parameters = new TreeMap<>(question);
        parameters.put("action", "query");
        parameters.put("format", "json");
        parameters.put("formatversion", "2");
        // Whoever runs the wiki asks readers to step back while it is behind.
        parameters.put("maxlag", "5");
        var reply = api.get(settings.required("url"), parameters, Map.of());
        if (!(reply instanceof Reply.Answer(var json, var headers))) {
            throw new NoAnswer(WebApi.failure(reply));
        }
        if (json.has("error")) {
            var wait = headers.first("retry-after")
                    .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                    .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
            throw new NoAnswer(
                    switch (Json.text(json.path("error"), "code")) {
                        case "readapidenied", "permissiondenied", "blocked" ->
                            Outcomes.failure(Problem.AUTHENTICATION, "listening.source.FORBIDDEN", "");
                        case "ratelimited" -> new Failure(Problem.RATE_LIMIT, "listening.source.RATE_LIMIT", "", wait);
                        case "maxlag", "internal_api_error_DBQueryError" ->
                            new Failure(Problem.OUTAGE, "listening.source.SERVER_ERROR", "maxlag", wait);
                        default -> Outcomes.unexpected("an error of the wiki");
                    });
        }
        return json;
    }

    private Optional<Change> change(SourceSettings settings, JsonNode entry) {
        var revision = entry.path("revid").asLong(0);
        var user = PlainText.of(Json.text(entry, "user"), MAX_NAME);
        var at = Json.instant(entry, "timestamp");
        if (revision <= 0 || user.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var number = entry.path("userid").asLong(0);
        return Optional.of(new Change(
                revision,
                entry.path("old_revid").asLong(0),
                entry.path("pageid").asLong(0),
                PlainText.of(Json.text(entry, "title"), MAX_TITLE),
                new Author(scope(settings, "") + " " + (number > 0 ? "user " + number : user), user, user),
                at.get().isAfter(now) ? now : at.get()));
    }

    private Map<Long, String> texts(SourceSettings settings, List<Change> changes) {
        var texts = new HashMap<Long, String>();
        var revisions = changes.stream()
                .flatMap(change -> Stream.of(change.before(), change.revision()))
                .filter(revision -> revision > 0)
                .map(String::valueOf)
                .distinct()
                .collect(Collectors.joining("|"));
        var reply = ask(
                settings, Map.of("prop", "revisions", "revids", revisions, "rvprop", "ids|content", "rvslots", "main"));
        for (var page : reply.path("query").path("pages")) {
            for (var revision : page.path("revisions")) {
                var content = revision.path("slots").path("main").path("content");
                if (content.isString()) {
                    texts.put(revision.path("revid").asLong(0), content.asString());
                }
            }
        }
        return texts;
    }

    /** The lines of the new text that are not in the old one, without the marks of a wiki. */
    private static String said(String before, String after) {
        var old = new HashMap<String, Integer>();
        before.lines().forEach(line -> old.merge(line.strip(), 1, Integer::sum));
        var added = after.lines()
                .filter(line -> old.merge(line.strip(), -1, Integer::sum) < 0)
                .collect(Collectors.joining("\n"));
        return PlainText.ofHtml(WikiText.plain(added), MAX_TEXT);
    }

    private CollectedItem item(SourceSettings settings, Change change, String said) {
        var name = name(change.revision());
        return new CollectedItem(
                CollectedItem.Change.PRESENT,
                scope(settings, name),
                name,
                change.author(),
                Optional.of(change.title()).filter(title -> !title.isEmpty()),
                said,
                settings.required("url").replaceFirst("api\\.php$", "index.php?diff=" + change.revision()),
                change.at(),
                Optional.empty(),
                "page/" + change.page(),
                Optional.empty());
    }

    /** Pages may be deleted, and what a change says may be hidden; the wiki tells of many at once. */
    private Set<String> gone(SourceSettings settings, List<String> revisions) {
        if (revisions.isEmpty()) {
            return Set.of();
        }
        var query = ask(
                        settings,
                        Map.of("prop", "revisions", "revids", String.join("|", revisions), "rvprop", "ids|sha1"))
                .path("query");
        var gone = new HashSet<String>();
        query.path("badrevids").forEach(bad -> gone.add(bad.path("revid").asString("")));
        for (var page : query.path("pages")) {
            for (var revision : page.path("revisions")) {
                if (revision.path("sha1hidden").asBoolean(false)) {
                    gone.add(revision.path("revid").asString(""));
                }
            }
        }
        gone.retainAll(new HashSet<>(revisions));
        return gone;
    }
}
