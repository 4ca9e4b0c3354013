package org.parvis.listening.connector;

import java.net.URI;
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
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.Xrpc.Account;
import org.parvis.listening.connector.Xrpc.Reply;
import org.parvis.listening.text.TextAnalysis;
import tools.jackson.databind.JsonNode;

/**
 * Reads a Bluesky account's notifications or, with a query, what the whole network says about it.
 *
 * <p>Both lists come newest first. A poll goes back to a quarter of an hour before the newest item of the last poll, because
 * the network's index does not always grow in order. On a server without the network's index behind it the posts of the
 * server's own accounts are read instead ({@link BareServer}). With a stream the same is heard as it comes ({@link Jetstream}).
 */
public final class BlueskyConnector implements Connector {

    private static final Duration OVERLAP = Duration.ofMinutes(15);
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 20;
    /** How far the first poll looks back. */
    private static final int FIRST_PAGES = 3;

    static final String INDEX = "index";
    private static final String REST = "rest";
    private static final Set<String> REASONS = Set.of("mention", "reply", "quote");

    private final Xrpc xrpc;
    private final BareServer bareServer;
    private final Jetstream jetstream;
    private final Clock clock;

    public BlueskyConnector(Fetcher fetcher, Clock clock) {
        this.xrpc = new Xrpc(fetcher);
        this.bareServer = new BareServer(xrpc, clock);
        this.jetstream = new Jetstream(fetcher, xrpc, clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "BLUESKY";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.required("service"),
                Setting.required("identifier"),
                Setting.secret("password"),
                Setting.choice("query"),
                Setting.choice(STREAM));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        var problems = new ArrayList<>(Setting.missing(settings(), settings, credentials));
        if (settings.optional("service").filter(service -> !isService(service)).isPresent()) {
            problems.add(new SettingProblem("service", "NOT_AN_ADDRESS"));
        }
        var stream = settings.optional(STREAM);
        if (stream.filter(address -> !Jetstream.isAddress(address)).isPresent()) {
            problems.add(new SettingProblem(STREAM, "NOT_AN_ADDRESS"));
        }
        if (stream.isPresent()
                && settings.optional("query")
                        .filter(query -> TextAnalysis.plainTokens(query).isEmpty())
                        .isPresent()) {
            problems.add(SettingProblem.missing("query"));
        }
        return problems;
    }

    /** The address of a server and nothing behind it. */
    private static boolean isService(String text) {
        return WebApi.isPlace(text) && Set.of("", "/").contains(URI.create(text).getRawPath());
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return BlueskyPost.SCOPE;
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var account = new Account(
                settings.required("service"),
                settings.required("identifier"),
                credentials.optional("password").orElse(""));
        // Nobody has set up yet what is asked for the first time: of a trial no log-in stays.
        var passing = cursor.equals(Cursor.START) && !xrpc.isLoggedIn(account);
        try {
            return read(account, settings, cursor);
        } finally {
            if (passing) {
                xrpc.forget(account);
            }
        }
    }

    private PollResult read(Account account, SourceSettings settings, Cursor cursor) {
        return switch (xrpc.logIn(account)) {
            case Xrpc.LogIn.Broken broken -> broken.failure();
            case Xrpc.LogIn.Done done -> {
                var did = done.session().did();
                var query = settings.optional("query");
                yield settings.optional(STREAM)
                        .map(stream -> jetstream.read(stream, account, did, query, cursor))
                        .orElseGet(() -> poll(account, did, query, cursor));
            }
        };
    }

    /** @param indexedAt by which the list is ordered */
    private record Found(CollectedItem item, Instant indexedAt) {}

    private PollResult poll(Account account, String did, Optional<String> query, Cursor cursor) {
        var seen = cursor.mark("seen").flatMap(Json::instant);
        var backTo = seen.map(instant -> instant.minus(OVERLAP));
        var rest = Rest.of(cursor, REST);
        var newest = rest.map(Rest::newest).flatMap(Json::instant);
        var posts = new LinkedHashMap<String, Found>();
        var gathered = new Gathered();
        var page = rest.map(Rest::place);
        int number = rest.map(Rest::pages).orElse(0);
        var most = seen.isPresent() ? MAX_PAGES : FIRST_PAGES;
        for (; number < most; number++) {
            if (gathered.isFull() && page.isPresent()) {
                var goesOn = new Rest(
                        number,
                        page.get(),
                        newest(posts, newest).map(Instant::toString).orElse(""));
                return new Batch(items(posts), goesOn.in(cursor, REST), true, false, Optional.empty());
            }
            switch (ask(account, query, backTo, page)) {
                case Reply.Answer(var json) -> {
                    var views = json.path(query.isPresent() ? "posts" : "notifications");
                    page = Json.optional(json, "cursor");
                    if ((!views.isEmpty() && !Gathered.isPage(views))
                            || page.filter(place -> !Rest.isPlace(place)).isPresent()) {
                        return Outcomes.unexpected("more than was asked for");
                    }
                    var oldest = add(posts, gathered, views, did);
                    boolean reached = backTo.isPresent() && oldest.isBefore(backTo.get());
                    if (page.isEmpty() || views.isEmpty() || reached) {
                        return batch(posts, newest, seen, false);
                    }
                }
                case Reply.NotOffered(var failure) -> {
                    return withoutIndex(account, did, query, cursor, failure);
                }
                case Reply.Broken broken -> {
                    return broken.failure();
                }
            }
        }
        return batch(posts, newest, seen, seen.isPresent());
    }

    /**
     * A network's index that answered before is down; one that never did is not there. Only then are the accounts of the
     * server all there is to read.
     */
    private PollResult withoutIndex(
            Account account, String did, Optional<String> query, Cursor cursor, PollResult.Failure failure) {
        if (cursor.mark(INDEX).isPresent()) {
            return failure;
        }
        var read = bareServer.poll(account, did, query, cursor);
        return read instanceof Batch ? read : failure;
    }

    private Reply ask(Account account, Optional<String> query, Optional<Instant> backTo, Optional<String> page) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("limit", String.valueOf(PAGE));
        page.ifPresent(cursor -> parameters.put("cursor", cursor));
        if (query.isEmpty()) {
            return xrpc.query(account, "app.bsky.notification.listNotifications", parameters);
        }
        parameters.put("q", query.get());
        parameters.put("sort", "latest");
        backTo.ifPresent(instant -> parameters.put("since", instant.toString()));
        return xrpc.query(account, "app.bsky.feed.searchPosts", parameters);
    }

    /** Adds the posts of a page and tells how far back it goes. */
    private Instant add(Map<String, Found> posts, Gathered gathered, JsonNode page, String did) {
        var oldest = clock.instant();
        for (var view : page) {
            var indexedAt = Json.instant(view, "indexedAt");
            if (indexedAt.isPresent() && indexedAt.get().isBefore(oldest)) {
                oldest = indexedAt.get();
            }
            var reason = Json.text(view, "reason");
            if (reason.isEmpty() || REASONS.contains(reason)) {
                BlueskyPost.ofView(view)
                        .filter(post -> !post.did().equals(did) && !posts.containsKey(post.uri()))
                        .ifPresent(post -> {
                            var item = post.collected();
                            posts.put(post.uri(), new Found(item, post.indexedAt()));
                            gathered.weigh(Gathered.weight(item));
                        });
            }
        }
        return oldest;
    }

    /** What of a rest was newest is not in it. */
    private Optional<Instant> newest(Map<String, Found> posts, Optional<Instant> before) {
        return before.or(() -> posts.values().stream()
                .map(Found::indexedAt)
                .filter(instant -> instant.isBefore(clock.instant()))
                .max(Comparator.naturalOrder()));
    }

    private static List<CollectedItem> items(Map<String, Found> posts) {
        return posts.values().stream()
                .sorted(Comparator.comparing(Found::indexedAt))
                .map(Found::item)
                .toList();
    }

    private Batch batch(
            Map<String, Found> posts, Optional<Instant> before, Optional<Instant> seen, boolean incomplete) {
        var newest = newest(posts, before)
                .filter(instant -> seen.isEmpty() || instant.isAfter(seen.get()))
                .or(() -> seen);
        var next = Cursor.START.with("seen", newest.map(Instant::toString)).with(INDEX, Optional.of("answered"));
        return new Batch(items(posts), next, false, incomplete, Optional.empty());
    }
}
