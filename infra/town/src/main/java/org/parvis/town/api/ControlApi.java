package org.parvis.town.api;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parvis.town.fault.Fault;
import org.parvis.town.fault.FaultDesk;
import org.parvis.town.fault.FaultKind;
import org.parvis.town.fault.FaultRefused;
import org.parvis.town.fault.Target;
import org.parvis.town.hook.Hook;
import org.parvis.town.hook.HookRefused;
import org.parvis.town.hook.Hooks;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Handler;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.http.Router;
import org.parvis.town.square.Account;
import org.parvis.town.square.AccountKind;
import org.parvis.town.square.Change;
import org.parvis.town.square.Draft;
import org.parvis.town.square.NetworkClass;
import org.parvis.town.square.NetworkRules;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;
import org.parvis.town.story.Storyteller;
import tools.jackson.databind.JsonNode;

/** The test bench: accounts, rules, faults, counts and the story, for callers on this machine. */
public final class ControlApi {

    private static final int MOST_LINES_AT_ONCE = 500;

    private final Square square;
    private final FaultDesk desk;
    private final Stats stats;
    private final Hooks hooks;
    private final Storyteller storyteller;
    private final Links links;
    private final OwnHouse house;

    public ControlApi(
            Square square,
            FaultDesk desk,
            Stats stats,
            Hooks hooks,
            Storyteller storyteller,
            Links links,
            OwnHouse house) {
        this.square = square;
        this.desk = desk;
        this.stats = stats;
        this.hooks = hooks;
        this.storyteller = storyteller;
        this.links = links;
        this.house = house;
    }

    record NetworkBody(
            @Nullable NetworkClass networkClass,
            @Nullable Duration idempotencyLifetime,
            @Nullable Duration duplicateWindow) {}

    record PersonPost(
            @Nullable String as,
            @Nullable String text,
            @Nullable String inReplyTo,
            @Nullable String language) {}

    record TextBody(@Nullable String text) {}

    record FaultBody(
            @Nullable FaultKind kind,
            @Nullable Target on,
            @Nullable Double probability,
            @Nullable Integer next,
            @Nullable String account,
            @Nullable Double seconds,
            @Nullable Integer status) {}

    record HookBody(
            @Nullable String url,
            @Nullable String secret,
            @Nullable Double dropped,
            @Nullable Double repeated,
            @Nullable Double seconds) {}

    record SeedBody(long seed) {}

    record ScriptBody(@Nullable Double speed, @Nullable Boolean paused) {}

    record CountBody(@Nullable Integer count) {}

    public void addTo(Router router) {
        router.put("/control/api/accounts/{handle}", here(this::setAccount))
                .post("/control/api/accounts/{handle}/token", here(this::renewToken))
                .delete("/control/api/accounts/{handle}/token", here(this::revokeToken))
                .get("/control/api/network", here(request -> Json.ok(square.rules())))
                .put("/control/api/network", here(this::setRules))
                .post("/control/api/posts", here(this::speak))
                .patch("/control/api/posts/{id}", here(this::edit))
                .delete("/control/api/posts/{id}", here(this::delete))
                .get("/control/api/faults", here(request -> Json.ok(faults())))
                .delete("/control/api/faults", here(this::clearFaults))
                .put("/control/api/faults/{id}", here(this::setFault))
                .delete("/control/api/faults/{id}", here(this::clearFault))
                .put("/control/api/seed", here(this::seed))
                .get("/control/api/hooks", here(request -> Json.ok(hooks.counts())))
                .put("/control/api/hooks/{id}", here(this::setHook))
                .delete("/control/api/hooks/{id}", here(this::removeHook))
                .get("/control/api/stats", here(request -> Json.ok(stats.view(hits()))))
                .delete("/control/api/stats", here(this::resetStats))
                .get("/control/api/script", here(request -> Json.ok(storyteller.progress())))
                .put("/control/api/script", here(this::setScript))
                .post("/control/api/script/next", here(this::playNext));
    }

    private Handler here(Handler handler) {
        return house.only(request -> {
            try {
                return handler.handle(request);
            } catch (SquareRefused refused) {
                throw Faulty.problem(refused);
            } catch (HookRefused refused) {
                throw new Problem(422, "HOOK_INVALID", refused.field());
            } catch (FaultRefused refused) {
                throw new Problem(422, "FAULT_INVALID", refused.field());
            }
        });
    }

    private Answer setAccount(Request request) {
        var body = Json.read(request, JsonNode.class);
        var handle = request.variable("handle");
        square.setAccount(handle, changed(body));
        square.token(handle);
        return Json.ok(withToken(square.account(handle)));
    }

    /** What the body does not name stays as it is; a class of null goes back to the network's. */
    private static UnaryOperator<Account> changed(JsonNode body) {
        if (!body.isObject()) {
            throw new Problem(400, "BODY_INVALID");
        }
        try {
            return account -> new Account(
                    account.handle(),
                    body.path("displayName").asString(account.displayName()),
                    body.hasNonNull("kind")
                            ? AccountKind.valueOf(body.path("kind").asString())
                            : account.kind(),
                    body.has("language") ? body.path("language").asString(null) : account.language(),
                    body.path("bio").asString(account.bio()),
                    body.path("followers").asInt(account.followers()),
                    body.path("colour").asString(account.colour()),
                    networkClass(body, account),
                    account.token());
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "BODY_INVALID");
        }
    }

    private static @Nullable NetworkClass networkClass(JsonNode body, Account account) {
        if (!body.has("networkClass")) {
            return account.networkClass();
        }
        var name = body.path("networkClass").asString(null);
        return name == null ? null : NetworkClass.valueOf(name);
    }

    private Map<String, Object> withToken(Account account) {
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
        body.put("token", account.token());
        return body;
    }

    private Answer renewToken(Request request) {
        square.renewToken(request.variable("handle"));
        return Json.ok(withToken(square.account(request.variable("handle"))));
    }

    private Answer revokeToken(Request request) {
        square.revokeToken(request.variable("handle"));
        return nothing();
    }

    private Answer setRules(Request request) {
        var body = Json.read(request, NetworkBody.class);
        return Json.ok(square.setRules(rules -> new NetworkRules(
                body.networkClass() == null ? rules.networkClass() : body.networkClass(),
                body.idempotencyLifetime() == null ? rules.idempotencyLifetime() : body.idempotencyLifetime(),
                body.duplicateWindow() == null ? rules.duplicateWindow() : body.duplicateWindow())));
    }

    private Answer speak(Request request) {
        var body = Json.read(request, PersonPost.class);
        var draft = Draft.of(
                body.as() == null ? "" : body.as(),
                body.text() == null ? "" : body.text(),
                body.inReplyTo(),
                body.language());
        var published = square.publish(draft);
        stats.published(draft, published);
        return Json.response(201, PostView.of(published.post(), square, links)).asAnswer();
    }

    private Answer edit(Request request) {
        var text = Json.read(request, TextBody.class).text();
        var post = square.edit(null, request.variable("id"), text == null ? "" : text);
        stats.effect(Change.Kind.EDITED);
        return Json.ok(PostView.of(post, square, links));
    }

    private Answer delete(Request request) {
        if (square.delete(null, request.variable("id"))) {
            stats.effect(Change.Kind.DELETED);
        }
        return nothing();
    }

    private Map<String, Object> faults() {
        var list = new ArrayList<Map<String, Object>>();
        desk.faults().forEach((id, fault) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("id", id);
            row.put("kind", fault.kind());
            row.put("on", fault.on());
            row.put("probability", fault.probability());
            row.put("next", fault.next());
            row.put("account", fault.account());
            row.put("seconds", fault.seconds());
            row.put("status", fault.status());
            list.add(row);
        });
        var body = new LinkedHashMap<String, Object>();
        body.put("seed", desk.seed());
        body.put("faults", list);
        return body;
    }

    private Answer setFault(Request request) {
        var body = Json.read(request, FaultBody.class);
        if (body.kind() == null) {
            throw new Problem(422, "FAULT_INVALID", "kind");
        }
        desk.set(
                request.variable("id"),
                Fault.of(
                        body.kind(),
                        body.on(),
                        body.probability(),
                        body.next(),
                        body.account(),
                        body.seconds(),
                        body.status()));
        return Json.ok(faults());
    }

    private Answer clearFault(Request request) {
        desk.clear(request.variable("id"));
        return nothing();
    }

    private Answer clearFaults(Request request) {
        desk.clear();
        return nothing();
    }

    private Answer setHook(Request request) {
        var body = Json.read(request, HookBody.class);
        hooks.set(
                request.variable("id"),
                new Hook(
                        address(body.url()),
                        body.secret() == null ? "" : body.secret(),
                        body.dropped() == null ? 0 : body.dropped(),
                        body.repeated() == null ? 0 : body.repeated(),
                        body.seconds() == null ? 0 : body.seconds()));
        return nothing();
    }

    private static URI address(@Nullable String url) {
        try {
            return URI.create(url == null ? "" : url);
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "HOOK_INVALID", "url");
        }
    }

    private Answer removeHook(Request request) {
        hooks.remove(request.variable("id"));
        return nothing();
    }

    private Answer seed(Request request) {
        desk.seed(Json.read(request, SeedBody.class).seed());
        return Json.ok(faults());
    }

    private Map<String, Integer> hits() {
        var hits = new TreeMap<String, Integer>();
        desk.hits().forEach((kind, count) -> hits.put(kind.name(), count));
        return hits;
    }

    private Answer resetStats(Request request) {
        stats.reset();
        desk.resetHits();
        return nothing();
    }

    private Answer setScript(Request request) {
        var body = Json.read(request, ScriptBody.class);
        if (body.speed() != null) {
            if (!Storyteller.isSpeed(body.speed())) {
                throw new Problem(422, "SPEED_INVALID");
            }
            storyteller.setSpeed(body.speed());
        }
        if (body.paused() != null) {
            storyteller.setPaused(body.paused());
        }
        return Json.ok(storyteller.progress());
    }

    private Answer playNext(Request request) {
        var count = request.body().length == 0
                ? null
                : Json.read(request, CountBody.class).count();
        storyteller.playNext(Math.clamp(count == null ? 1 : count, 1, MOST_LINES_AT_ONCE));
        return Json.ok(storyteller.progress());
    }

    private static Answer nothing() {
        return Response.empty(204).asAnswer();
    }
}
