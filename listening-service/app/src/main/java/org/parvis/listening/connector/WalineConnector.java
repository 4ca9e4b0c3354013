package org.parvis.listening.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.NewestFirst.Page;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.WebApi.Reply;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is said on the pages whose comments a Waline server keeps.
 *
 * <p>To everybody it shows the newest fifty; when more came since the last poll there is a gap, which is told. To the account of an
 * administrator it shows them all. Errors come with the status of success.
 */
public final class WalineConnector implements Connector {

    private static final int PUBLIC = 50;
    private static final int PAGE = 100;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;

    private final WebApi api;
    private final NewestFirst list;
    private final Clock clock;

    public WalineConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.list = new NewestFirst(clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "WALINE";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("url"),
                Setting.choice("site"),
                Setting.optional("user"),
                Setting.optionalSecret("password"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        for (var name : List.of("url", "site")) {
            if (settings.optional(name).filter(url -> !WebApi.isPlace(url)).isPresent()) {
                problems.add(new SettingProblem(name, "NOT_AN_ADDRESS"));
            }
        }
        if (settings.optional("user").isPresent()
                && credentials.optional("password").isEmpty()) {
            problems.add(SettingProblem.missing("password"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "waline " + WebApi.place(settings, "url").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var user = settings.optional("user");
        if (user.isEmpty()) {
            return list.read(scope(settings, ""), number -> newest(settings), cursor);
        }
        var signedIn = data(api.post(
                address(settings, "token"),
                Map.of(
                        "email",
                        user.get(),
                        "password",
                        credentials.optional("password").orElse(""))));
        if (signedIn instanceof Told.Broken(var failure)) {
            return failure;
        }
        var token = signedIn instanceof Told.Data(var json) ? Json.text(json, "token") : "";
        if (!token.matches("[A-Za-z0-9._-]{1,2000}")) {
            return Outcomes.failure(Problem.AUTHENTICATION, "listening.source.WRONG_PASSWORD", user.get());
        }
        var headers = Map.of("Authorization", "Bearer " + token);
        return list.read(scope(settings, ""), number -> page(settings, headers, number), cursor);
    }

    /** What stands beside an error number, which is zero when there is none. */
    private sealed interface Told {

        record Data(JsonNode json) implements Told {}

        record Broken(Failure failure) implements Told {}
    }

    private static Told data(Reply reply) {
        if (!(reply instanceof Reply.Answer(var json, var ignored)
                && json.path("errno").isInt())) {
            return new Told.Broken(WebApi.failure(reply));
        }
        return switch (json.path("errno").asInt()) {
            case 0 -> new Told.Data(json.path("data"));
            case 401, 403, 1000 ->
                new Told.Broken(Outcomes.failure(
                        Problem.AUTHENTICATION, "listening.source.FORBIDDEN", "an error of the server"));
            default -> new Told.Broken(Outcomes.unexpected("an error of the server"));
        };
    }

    private static String address(SourceSettings settings, String what) {
        return WebApi.place(settings, "url") + "/api/" + what;
    }

    private Page newest(SourceSettings settings) {
        var question = Map.of("type", "recent", "count", "" + PUBLIC);
        return switch (data(api.get(address(settings, "comment"), question, Map.of()))) {
            case Told.Broken broken -> new Page.Broken(broken.failure());
            case Told.Data(var json) when Gathered.isPage(json) -> shown(settings, json, json.size() < PUBLIC);
            case Told.Data other -> new Page.Broken(Outcomes.unexpected("no list of comments"));
        };
    }

    private Page page(SourceSettings settings, Map<String, String> headers, int number) {
        var question = Map.of("type", "list", "status", "approved", "pageSize", "" + PAGE, "page", "" + number);
        return switch (data(api.get(address(settings, "comment"), question, headers))) {
            case Told.Broken broken -> new Page.Broken(broken.failure());
            case Told.Data(var json)
            when Gathered.isPage(json.path("data")) ->
                shown(
                        settings,
                        json.path("data"),
                        number >= json.path("totalPages").asInt(0));
            case Told.Data other -> new Page.Broken(Outcomes.unexpected("no list of comments"));
        };
    }

    private Page.Shown shown(SourceSettings settings, JsonNode comments, boolean last) {
        var items = new LinkedHashMap<String, CollectedItem>();
        comments.forEach(comment -> item(settings, comment).ifPresent(item -> items.put(item.remoteId(), item)));
        return new Page.Shown(items, last);
    }

    private Optional<CollectedItem> item(SourceSettings settings, JsonNode comment) {
        var id = id(comment, "objectId");
        var text = PlainText.ofHtml(Json.text(comment, "comment"), MAX_TEXT);
        if (id.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        var page = Json.text(comment, "url");
        return Optional.of(new CollectedItem(
                Change.PRESENT,
                scope(settings, id.get()),
                id.get(),
                author(settings, comment),
                Optional.empty(),
                text,
                settings.optional("site")
                        .filter(site -> page.startsWith("/"))
                        .map(site -> WebApi.place(settings, "site") + page + "#" + id.get())
                        .orElse(""),
                written(comment),
                id(comment, "pid"),
                "page/" + page,
                Optional.empty()));
    }

    /** Numbers with one kind of database under it, words with another. */
    private static Optional<String> id(JsonNode comment, String name) {
        return Optional.of(comment.path(name).asString("")).filter(id -> id.matches("[A-Za-z0-9-]{1,64}"));
    }

    private Instant written(JsonNode comment) {
        var now = clock.instant();
        var milliseconds = comment.path("time").asLong(0);
        return milliseconds > 0 && milliseconds < now.toEpochMilli() ? Instant.ofEpochMilli(milliseconds) : now;
    }

    /** Visitors have no number; who writes under the same name is the same as far as anybody can tell. */
    private Author author(SourceSettings settings, JsonNode comment) {
        var name = PlainText.of(Json.text(comment, "nick"), MAX_NAME);
        var called = name.isEmpty() ? "anonymous" : name;
        var id = id(comment, "user_id").map(number -> "user " + number);
        return new Author(
                scope(settings, "") + " " + id.orElse("visitor " + called.toLowerCase(Locale.ROOT)), called, called);
    }
}
