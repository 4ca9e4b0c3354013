package org.parvis.listening.connector;

import java.time.Clock;
import java.util.ArrayList;
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
import org.parvis.listening.connector.WebApi.Reply;
import org.parvis.listening.text.PlainText;
import tools.jackson.databind.JsonNode;

/**
 * Reads what is posted in a forum, or in one of its categories.
 *
 * <p>The forum shows its newest posts, and those before a number: windows of fifty numbers, some of which are not for everybody. They are read
 * back to a window before the newest post of the last poll. What of these posts is missing now is looked up.
 */
public final class DiscourseConnector implements Connector {

    private static final int WINDOW = 50;
    private static final int MAX_PAGES = 40;
    private static final int FIRST_PAGES = 3;
    private static final int LOOK_UPS = 5;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_TITLE = 500;

    private final WebApi api;
    private final Clock clock;

    public DiscourseConnector(Fetcher fetcher, Clock clock) {
        this.api = new WebApi(fetcher, clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "DISCOURSE";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("url"),
                Setting.choice("category"),
                Setting.optional("user"),
                Setting.optionalSecret("apiKey"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("url").filter(url -> !WebApi.isPlace(url)).isPresent()) {
            problems.add(new SettingProblem("url", "NOT_AN_ADDRESS"));
        }
        if (settings.optional("category")
                .filter(number -> !number.matches("[0-9]{1,9}"))
                .isPresent()) {
            problems.add(new SettingProblem("category", "NOT_A_NUMBER"));
        }
        return problems;
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "discourse " + WebApi.place(settings, "url").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var headers = new TreeMap<String, String>();
        credentials.optional("apiKey").ifPresent(key -> {
            headers.put("Api-Key", key);
            settings.optional("user").ifPresent(user -> headers.put("Api-Username", user));
        });
        var forum = WebApi.place(settings, "url");
        var reached = cursor.mark("reached")
                .filter(mark -> mark.matches("[0-9]{1,15}"))
                .map(Long::parseLong);
        var posts = new LinkedHashMap<Long, JsonNode>();
        var lowest = Long.MAX_VALUE;
        var complete = false;
        for (var page = 0; page < (reached.isPresent() ? MAX_PAGES : FIRST_PAGES) && !complete; page++) {
            var parameters = page == 0 ? Map.<String, String>of() : Map.of("before", Long.toString(lowest - 1));
            var reply = api.get(forum + "/posts.json", parameters, headers);
            if (!(reply instanceof Reply.Answer(var json, var ignored)
                    && json.path("latest_posts").isArray())) {
                return WebApi.failure(reply);
            }
            var before = lowest;
            for (var post : json.path("latest_posts")) {
                var number = post.path("id").asLong(0);
                if (number > 0) {
                    posts.putIfAbsent(number, post);
                    lowest = Math.min(lowest, number);
                }
            }
            if (posts.isEmpty()) {
                break;
            }
            // A window may hold nothing for us; the numbers go on below it.
            lowest = lowest == before ? lowest - WINDOW : lowest;
            complete = lowest <= 1 || (reached.isPresent() && lowest <= reached.get() - WINDOW);
        }
        var newest = posts.keySet().stream().max(Comparator.naturalOrder()).or(() -> reached);
        var incomplete = reached.isPresent() && !posts.isEmpty() && !complete;
        var items = new ArrayList<CollectedItem>();
        var seen = new LinkedHashMap<String, String>();
        posts.values().stream()
                .sorted(Comparator.comparing(post -> post.path("id").asLong()))
                .forEach(post -> add(settings, forum, post, items, seen));
        var watched = Watched.of(cursor);
        var gone = new HashSet<String>();
        var missing = missing(watched, posts, lowest);
        for (var number : missing) {
            lookUp(settings, forum, headers, number, watched, items, gone);
        }
        var next = Cursor.START.with("reached", newest.map(number -> Long.toString(number)));
        return new Batch(items, watched.after(missing, gone, seen).in(next), false, incomplete, Optional.empty());
    }

    /** Posts seen before that stood in the windows just read, and do not any more; then some of the older ones. */
    private static List<String> missing(Watched watched, Map<Long, JsonNode> posts, long lowest) {
        var missing = new ArrayList<String>();
        watched.names().keySet().stream()
                .filter(number -> number.matches("[0-9]{1,15}"))
                .filter(number -> Long.parseLong(number) >= lowest && !posts.containsKey(Long.parseLong(number)))
                .limit(LOOK_UPS)
                .forEach(missing::add);
        watched.next(LOOK_UPS).stream()
                .filter(number -> missing.size() < LOOK_UPS && !missing.contains(number))
                .filter(number -> !number.matches("[0-9]{1,15}") || !posts.containsKey(Long.parseLong(number)))
                .forEach(missing::add);
        return missing;
    }

    private void lookUp(
            SourceSettings settings,
            String forum,
            Map<String, String> headers,
            String number,
            Watched watched,
            List<CollectedItem> items,
            Set<String> gone) {
        switch (api.get(forum + "/posts/" + number + ".json", Map.of(), headers)) {
            case Reply.Hidden(var status, var json, var ignored)
            when json.has("errors") && status != 401 -> {
                var id = watched.names().getOrDefault(number, "");
                items.add(CollectedItem.deleted(scope(settings, id), id, clock.instant()));
                gone.add(number);
            }
            case Reply.Answer(var post, var ignored)
            when post.path("id").asString("").equals(number) ->
                add(settings, forum, post, items, new LinkedHashMap<>());
            default -> {
                // Nobody to ask just now.
            }
        }
    }

    private void add(
            SourceSettings settings, String forum, JsonNode post, List<CollectedItem> items, Map<String, String> seen) {
        var topic = post.path("topic_id").asLong(0);
        var place = post.path("post_number").asLong(0);
        var category = settings.optional("category");
        var isElsewhere = category.isPresent()
                && !category.get().equals(post.path("category_id").asString(""));
        var handle = PlainText.of(Json.text(post, "username"), MAX_NAME);
        // Other kinds are what moderators did, or said among themselves.
        if (topic <= 0
                || place <= 0
                || handle.isEmpty()
                || isElsewhere
                || post.path("post_type").asInt(1) != 1) {
            return;
        }
        var id = topic + "/" + place;
        if (post.path("deleted_at").isString() || post.path("user_deleted").asBoolean(false)) {
            items.add(CollectedItem.deleted(scope(settings, id), id, clock.instant()));
            return;
        }
        var answered = post.path("reply_to_post_number").asLong(0);
        var name = Json.optional(post, "name").or(() -> Json.optional(post, "display_username"));
        var raw = Json.text(post, "raw");
        var now = clock.instant();
        var item = new CollectedItem(
                Change.PRESENT,
                scope(settings, id),
                id,
                new Author(
                        scope(settings, "") + " " + post.path("user_id").asString(handle),
                        handle,
                        PlainText.of(name.orElse(""), MAX_NAME)),
                place == 1
                        ? Optional.of(PlainText.of(Json.text(post, "topic_title"), MAX_TITLE))
                                .filter(title -> !title.isEmpty())
                        : Optional.empty(),
                raw.isEmpty() ? PlainText.ofHtml(Json.text(post, "cooked"), MAX_TEXT) : PlainText.of(raw, MAX_TEXT),
                forum + "/t/" + slug(post) + topic + "/" + place,
                Json.instant(post, "created_at")
                        .filter(date -> date.isBefore(now))
                        .orElse(now),
                place == 1 ? Optional.empty() : Optional.of(topic + "/" + (answered > 0 ? answered : 1)),
                topic + "/1",
                Optional.empty());
        items.add(item);
        if (post.path("version").asInt(1) > 1) {
            items.add(item.as(Change.EDITED));
        }
        seen.put(post.path("id").asString(""), id);
    }

    private static String slug(JsonNode post) {
        var slug = Json.text(post, "topic_slug");
        return slug.matches("[a-z0-9-]{1,200}") ? slug + "/" : "";
    }
}
