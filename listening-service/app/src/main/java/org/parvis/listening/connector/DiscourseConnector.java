package org.parvis.listening.connector;

import java.time.Clock;
import java.util.ArrayList;
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
 * back to a window before the newest post of the last poll. What of these posts is missing now is looked up. When one poll cannot hold all of them, the next one goes on below.
 */
public final class DiscourseConnector implements Connector {

    private static final int WINDOW = 50;
    private static final int MAX_PAGES = 40;
    private static final int FIRST_PAGES = 3;
    private static final int LOOK_UPS = 5;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_NAME = 200;
    private static final String REST = "rest";
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
        var rest = Rest.of(cursor, REST).filter(left -> left.place().matches("[0-9]{1,15}"));
        var posts = new TreeMap<Long, Post>();
        var gathered = new Gathered();
        long lowest = rest.map(left -> Long.parseLong(left.place())).orElse(Long.MAX_VALUE);
        int page = rest.map(Rest::pages).orElse(0);
        var most = reached.isPresent() ? MAX_PAGES : FIRST_PAGES;
        var complete = false;
        for (; page < most && !complete && !gathered.isFull(); page++) {
            var parameters = page == 0 ? Map.<String, String>of() : Map.of("before", Long.toString(lowest - 1));
            var reply = api.get(forum + "/posts.json", parameters, headers);
            if (!(reply instanceof Reply.Answer(var json, var ignored) && Gathered.isPage(json.path("latest_posts")))) {
                return WebApi.failure(reply);
            }
            var before = lowest;
            for (var entry : json.path("latest_posts")) {
                var number = entry.path("id").asLong(0);
                if (number > 0 && !posts.containsKey(number)) {
                    var post = post(settings, forum, entry);
                    posts.put(number, post);
                    gathered.weigh(post.weight());
                    lowest = Math.min(lowest, number);
                }
            }
            if (lowest == Long.MAX_VALUE) {
                break;
            }
            // A window may hold nothing for us; the numbers go on below it.
            lowest = lowest == before ? lowest - WINDOW : lowest;
            complete = lowest <= 1 || (reached.isPresent() && lowest <= reached.get() - WINDOW);
        }
        var newest = rest.map(Rest::newest)
                .filter(number -> !number.isEmpty())
                .or(() -> posts.isEmpty() ? Optional.empty() : Optional.of(Long.toString(posts.lastKey())));
        var items = new ArrayList<CollectedItem>();
        var seen = new LinkedHashMap<String, String>();
        posts.forEach((number, post) -> {
            items.addAll(post.items());
            post.name().ifPresent(name -> seen.put(Long.toString(number), name));
        });
        var watched = Watched.of(cursor);
        if (!complete && page < most && !posts.isEmpty()) {
            var goesOn = new Rest(page, Long.toString(lowest), newest.orElse(""));
            var next = watched.after(List.of(), List.of(), seen).in(goesOn.in(cursor, REST));
            return new Batch(items, next, true, false, Optional.empty());
        }
        var incomplete = reached.isPresent() && newest.isPresent() && !complete;
        var gone = new HashSet<String>();
        var missing = missing(watched, posts.keySet(), lowest);
        for (var number : missing) {
            lookUp(settings, forum, headers, number, watched, items, gone);
        }
        var next = Cursor.START.with("reached", newest.or(() -> reached.map(number -> Long.toString(number))));
        return new Batch(items, watched.after(missing, gone, seen).in(next), false, incomplete, Optional.empty());
    }

    /**
     * What a post says.
     *
     * @param name which it has here; none when there is nothing to look up later
     */
    private record Post(List<CollectedItem> items, Optional<String> name) {

        static final Post NONE = new Post(List.of(), Optional.empty());

        long weight() {
            return items.stream().mapToLong(Gathered::weight).sum();
        }
    }

    /** Posts seen before that stood in the windows just read, and do not any more; then some of the older ones. */
    private static List<String> missing(Watched watched, Set<Long> posts, long lowest) {
        var missing = new ArrayList<String>();
        watched.names().keySet().stream()
                .filter(number -> number.matches("[0-9]{1,15}"))
                .filter(number -> Long.parseLong(number) >= lowest && !posts.contains(Long.parseLong(number)))
                .limit(LOOK_UPS)
                .forEach(missing::add);
        watched.next(LOOK_UPS).stream()
                .filter(number -> missing.size() < LOOK_UPS && !missing.contains(number))
                .filter(number -> !number.matches("[0-9]{1,15}") || !posts.contains(Long.parseLong(number)))
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
                items.addAll(post(settings, forum, post).items());
            default -> {
                // Nobody to ask just now.
            }
        }
    }

    private Post post(SourceSettings settings, String forum, JsonNode post) {
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
            return Post.NONE;
        }
        var id = topic + "/" + place;
        if (post.path("deleted_at").isString() || post.path("user_deleted").asBoolean(false)) {
            return new Post(List.of(CollectedItem.deleted(scope(settings, id), id, clock.instant())), Optional.empty());
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
        var edited = post.path("version").asInt(1) > 1;
        return new Post(edited ? List.of(item, item.as(Change.EDITED)) : List.of(item), Optional.of(id));
    }

    private static String slug(JsonNode post) {
        var slug = Json.text(post, "topic_slug");
        return slug.matches("[a-z0-9-]{1,200}") ? slug + "/" : "";
    }
}
