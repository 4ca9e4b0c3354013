package org.parvis.town.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.town.fault.Operation;
import org.parvis.town.fault.Plan;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.http.Router;
import org.parvis.town.square.Account;
import org.parvis.town.square.Change;
import org.parvis.town.square.Draft;
import org.parvis.town.square.NetworkClass;
import org.parvis.town.square.Notification;
import org.parvis.town.square.Post;
import org.parvis.town.square.PostText;
import org.parvis.town.square.Published;
import org.parvis.town.square.Refusal;
import org.parvis.town.square.Search;
import org.parvis.town.square.Slice;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;

/** The calls listeners and publishers make. */
public final class PublicApi {

    /** The name of the network. */
    public static final String NETWORK = "Placette";

    private final Square square;
    private final Faulty faulty;
    private final Stats stats;
    private final Links links;
    private final Clock clock;
    private final Containers containers = new Containers();

    public PublicApi(Square square, Faulty faulty, Stats stats, Links links, Clock clock) {
        this.square = square;
        this.faulty = faulty;
        this.stats = stats;
        this.links = links;
        this.clock = clock;
    }

    record PostBody(
            @Nullable String text,
            @Nullable String inReplyTo,
            @Nullable String language,
            @Nullable String idempotencyKey,
            @Nullable String clientKey) {}

    record TextBody(@Nullable String text) {}

    record NetworkView(
            String name,
            NetworkClass networkClass,
            Duration idempotencyLifetime,
            int maxLength,
            Duration duplicateWindow,
            Instant now) {}

    record ChangeView(Change.Kind kind, Instant at, PostView post) {}

    record NotificationView(String id, Notification.Kind kind, Instant createdAt, PostView post) {}

    record ThreadView(String root, List<PostView> items, boolean truncated) {}

    public void addTo(Router router) {
        router.get("/api/network", faulty.around(Operation.READ, this::network))
                .get("/api/account", faulty.around(Operation.READ, this::ownAccount))
                .post("/api/posts", faulty.around(Operation.WRITE, this::publish))
                .post("/api/containers", faulty.around(Operation.WRITE, this::contain))
                .get("/api/containers/{id}", faulty.around(Operation.READ, this::container))
                .post("/api/containers/{id}/publish", faulty.around(Operation.WRITE, this::publishContainer))
                .put("/api/posts/{clientKey}", faulty.around(Operation.WRITE, this::publishUnderKey))
                .patch("/api/posts/{id}", faulty.around(Operation.WRITE, this::edit))
                .delete("/api/posts/{id}", faulty.around(Operation.WRITE, this::delete))
                .get("/api/posts/{id}", faulty.around(Operation.READ, this::post))
                .get("/api/posts/{id}/thread", faulty.around(Operation.READ, this::thread))
                .get("/api/timeline", faulty.around(Operation.READ, this::timeline))
                .get("/api/changes", faulty.around(Operation.READ, this::changes))
                .get("/api/search", faulty.around(Operation.READ, this::search))
                .get("/api/accounts/{handle}", faulty.around(Operation.READ, this::account))
                .get("/api/accounts/{handle}/posts", faulty.around(Operation.READ, this::writtenBy))
                .get("/api/accounts/{handle}/posts/{clientKey}", faulty.around(Operation.READ, this::postUnderKey))
                .get("/api/notifications", faulty.around(Operation.READ, this::notifications));
    }

    private Response network(Request request, Plan plan) {
        var rules = square.rules();
        var networkClass = Tokens.optional(request, square).map(square::classOf).orElse(rules.networkClass());
        return Json.response(
                200,
                new NetworkView(
                        NETWORK,
                        networkClass,
                        rules.idempotencyLifetime(),
                        PostText.MAX_LENGTH,
                        rules.duplicateWindow(),
                        clock.instant()));
    }

    private Response ownAccount(Request request, Plan plan) {
        var account = Tokens.required(request, square);
        var view = AccountView.of(account, links);
        var body = new LinkedHashMap<String, Object>();
        body.put("handle", view.handle());
        body.put("displayName", view.displayName());
        body.put("kind", view.kind());
        body.put("language", view.language());
        body.put("followers", view.followers());
        body.put("bio", view.bio());
        body.put("url", view.url());
        body.put("avatarUrl", view.avatarUrl());
        body.put("networkClass", square.classOf(account));
        return Json.response(200, body);
    }

    private Response publish(Request request, Plan plan) {
        var author = Tokens.required(request, square);
        if (square.classOf(author) == NetworkClass.C2) {
            throw new SquareRefused(Refusal.CONTAINER_NEEDED);
        }
        var body = Json.read(request, PostBody.class);
        var key = body.idempotencyKey() == null
                ? request.header("Idempotency-Key").orElse(null)
                : body.idempotencyKey();
        return publish(author, body, key, body.clientKey(), plan);
    }

    private Response contain(Request request, Plan plan) {
        var author = containing(request);
        var body = Json.read(request, PostBody.class);
        var id = containers.put(Draft.of(author.handle(), text(body.text()), body.inReplyTo(), body.language()));
        return Json.response(201, Map.of("id", id));
    }

    private Response container(Request request, Plan plan) {
        var id = request.variable("id");
        containers.of(containing(request).handle(), id);
        return Json.response(200, Map.of("id", id));
    }

    /** Takes effect each time. */
    private Response publishContainer(Request request, Plan plan) {
        var draft = containers
                .of(containing(request).handle(), request.variable("id"))
                .refusingDuplicates(plan.refuseDuplicates());
        stats.sent(draft);
        var published = square.publish(draft);
        stats.published(draft, published);
        return response(published);
    }

    private Account containing(Request request) {
        var author = Tokens.required(request, square);
        if (square.classOf(author) != NetworkClass.C2) {
            throw new SquareRefused(Refusal.CONTAINERS_NOT_SUPPORTED);
        }
        return author;
    }

    private Response publishUnderKey(Request request, Plan plan) {
        var author = Tokens.required(request, square);
        if (square.classOf(author) != NetworkClass.A) {
            throw new SquareRefused(Refusal.CLIENT_KEYS_NOT_SUPPORTED);
        }
        var body = Json.read(request, PostBody.class);
        return publish(author, body, null, request.variable("clientKey"), plan);
    }

    private Response publish(
            Account author, PostBody body, @Nullable String idempotencyKey, @Nullable String clientKey, Plan plan) {
        var draft = Draft.of(author.handle(), text(body.text()), body.inReplyTo(), body.language())
                .withKeys(idempotencyKey, clientKey)
                .refusingDuplicates(plan.refuseDuplicates());
        stats.sent(draft);
        var published = square.publish(draft);
        stats.published(draft, published);
        return response(published);
    }

    private Response response(Published published) {
        var post = published.post();
        var response = Json.response(published.replayed() ? 200 : 201, view(post))
                .with("Location", links.base() + "/api/posts/" + post.id());
        return published.replayed() ? response.with("Idempotency-Replayed", "true") : response;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Response edit(Request request, Plan plan) {
        var author = Tokens.required(request, square);
        var body = Json.read(request, TextBody.class);
        var post = square.edit(author.handle(), request.variable("id"), text(body.text()));
        stats.effect(Change.Kind.EDITED);
        return Json.response(200, view(post));
    }

    private Response delete(Request request, Plan plan) {
        var author = Tokens.required(request, square);
        if (square.delete(author.handle(), request.variable("id"))) {
            stats.effect(Change.Kind.DELETED);
        }
        return Response.empty(204);
    }

    private Response post(Request request, Plan plan) {
        return shown(square.post(request.variable("id")), plan);
    }

    private Response postUnderKey(Request request, Plan plan) {
        return shown(square.postUnder(request.variable("handle"), request.variable("clientKey")), plan);
    }

    private Response shown(Post post, Plan plan) {
        if (isHidden(post, plan)) {
            throw new SquareRefused(Refusal.POST_UNKNOWN);
        }
        return Json.response(200, view(post));
    }

    private boolean isHidden(Post post, Plan plan) {
        return !plan.readLag().isZero()
                && post.acceptedAt().isAfter(clock.instant().minus(plan.readLag()));
    }

    private Response thread(Request request, Plan plan) {
        var posts = square.thread(request.variable("id")).stream()
                .filter(post -> !isHidden(post, plan))
                .toList();
        if (posts.isEmpty()) {
            throw new Problem(404, Refusal.POST_UNKNOWN.name());
        }
        var shown = posts.stream().limit(Square.MAX_THREAD).map(this::view).toList();
        return Json.response(200, new ThreadView(posts.getFirst().root(), shown, posts.size() > Square.MAX_THREAD));
    }

    private Response timeline(Request request, Plan plan) {
        return posts(square.timeline(Parameters.window(request, plan.readLag(), clock.instant())));
    }

    private Response search(Request request, Plan plan) {
        var search = Search.of(Parameters.q(request), Parameters.since(request), Parameters.language(request));
        return posts(square.search(search, Parameters.window(request, plan.readLag(), clock.instant())));
    }

    private Response writtenBy(Request request, Plan plan) {
        return posts(square.writtenBy(
                request.variable("handle"),
                Parameters.since(request),
                Parameters.window(request, plan.readLag(), clock.instant())));
    }

    private Response posts(Slice<Post> slice) {
        return Json.response(200, slice.map(this::view));
    }

    private Response changes(Request request, Plan plan) {
        var slice = square.changes(Parameters.window(request, plan.readLag(), clock.instant()));
        return Json.response(
                200,
                slice.map(changed ->
                        new ChangeView(changed.change().kind(), changed.change().at(), view(changed.post()))));
    }

    private Response notifications(Request request, Plan plan) {
        var account = Tokens.required(request, square);
        var slice = square.notifications(account.handle(), Parameters.window(request, plan.readLag(), clock.instant()));
        return Json.response(
                200,
                slice.map(told -> new NotificationView(
                        "n" + told.post().sequence(), told.kind(), told.post().createdAt(), view(told.post()))));
    }

    private Response account(Request request, Plan plan) {
        return Json.response(200, AccountView.of(square.account(request.variable("handle")), links));
    }

    private PostView view(Post post) {
        return PostView.of(post, square, links);
    }
}
