package org.parvis.publishing.network.mastodon;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendRequest;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.HtmlText;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Notices;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SameText;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.network.Standing;
import tools.jackson.databind.JsonNode;

/**
 * Posts as JSON, because servers exist that make an empty post of a form, with an idempotency key, and never through the server's own scheduler,
 * which ignores the key. Nothing marks a post as ours but its words and its place: that is what looking compares.
 */
public final class MastodonAdapter implements NetworkAdapter {

    private static final int PAGES = 8;
    private static final int PAGE = 40;

    private final Fetcher fetcher;
    private final MastodonApi api;
    private final Notices notices;
    private final Clock clock;

    public MastodonAdapter(Fetcher fetcher, Notices notices, Clock clock) {
        this.fetcher = fetcher;
        this.api = new MastodonApi(fetcher, notices, clock);
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public Network network() {
        return Network.MASTODON;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return DeliveryClass.B;
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of("server");
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("server", "account", "visibility");
    }

    @Override
    public Set<String> placelessSettings() {
        return Set.of("account", "visibility");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("accessToken");
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        var instance = api.instance(account);
        if (!instance.fits(message.text())) {
            return new Preparation.Impossible(
                    "TEXT_TOO_LONG", instance.length(message.text()) + " > " + instance.max());
        }
        return switch (parent(message, account)) {
            case Parent.Known(var id) -> ready(message, account, id);
            case Parent.Gone(var detail) -> new Preparation.Impossible("PARENT_GONE", detail);
            case Parent.NotSignedIn(var detail) -> new Preparation.NotSignedIn(detail);
            case Parent.NotReached(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private Preparation ready(Message message, Account account, String parentId) {
        var content = new LinkedHashMap<String, Object>();
        content.put("status", message.text());
        content.put("visibility", account.settings().getOrDefault("visibility", "public"));
        if (!parentId.isEmpty()) {
            content.put("in_reply_to_id", parentId);
        }
        if (message.language() != null) {
            content.put("language", message.language());
        }
        var request = SendRequest.post(
                        MastodonApi.server(account) + "/api/v1/statuses", "application/json", Json.write(content))
                .header("Accept", "application/json")
                .header("Authorization", MastodonApi.authorization(account))
                .header("Idempotency-Key", message.clientKey());
        return (Preparation.Ready) limit -> {
            var result = fetcher.send(request.within(limit));
            if (result instanceof SendResult.Answered answer) {
                Allowance.read(answer.headers(), clock.instant())
                        .ifPresent(allowance -> notices.allowance(account, allowance));
            }
            return MastodonAnswers.read(result, clock.instant());
        };
    }

    // ---- what is answered

    private sealed interface Parent {

        /** @param id empty when nothing is answered */
        record Known(String id) implements Parent {}

        record Gone(String detail) implements Parent {}

        record NotSignedIn(String detail) implements Parent {}

        record NotReached(String cause) implements Parent {}
    }

    /** What is answered as this server calls it: each server has a number of its own for a post from elsewhere. */
    private Parent parent(Message message, Account account) {
        var name = message.parentRemoteId();
        if (name == null) {
            return new Parent.Known("");
        }
        var byAddress = name.startsWith("https://") || name.startsWith("http://");
        var path = byAddress
                ? "/api/v2/search?type=statuses&resolve=true&limit=1&q=" + MastodonApi.encoded(name)
                : "/api/v1/statuses/" + MastodonApi.encoded(name);
        return switch (api.get(account, path)) {
            case Reading.Answer(var content) -> {
                var id = Json.text(byAddress ? content.path("statuses").path(0) : content, "id");
                yield id.isEmpty() ? new Parent.Gone("the server does not show it") : new Parent.Known(id);
            }
            case Reading.Problem(var status, var problem) ->
                switch (status) {
                    case 404, 410 -> new Parent.Gone(Json.text(problem, "error"));
                    case 401 -> new Parent.NotSignedIn(Json.text(problem, "error"));
                    // Without the right to read the server still knows whether what is answered exists.
                    case 403 -> byAddress ? new Parent.NotReached("STATUS_403") : new Parent.Known(name);
                    default -> new Parent.NotReached("STATUS_" + status);
                };
            case Reading.Nothing(var cause) -> new Parent.NotReached(cause);
        };
    }

    // ---- looking

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        var parent = parent(message, account);
        var parentId = parent instanceof Parent.Known(var id) ? id : "";
        if (message.parentRemoteId() != null && parentId.isEmpty() && !(parent instanceof Parent.Gone)) {
            return new LookUp.Failed(parent instanceof Parent.NotReached(var cause) ? cause : "TOKEN_INVALID");
        }
        return switch (api.get(account, "/api/v1/accounts/verify_credentials")) {
            case Reading.Answer(var me) -> amongOurs(message, parent, account, Json.text(me, "id"), since, notThese);
            case Reading.Problem(var status, var ignored) -> new LookUp.Failed("STATUS_" + status);
            case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
        };
    }

    private LookUp amongOurs(
            Message message, Parent parent, Account account, String me, Instant since, Set<String> notThese) {
        var seen = 0;
        var before = "";
        for (var page = 0; page < PAGES; page++) {
            var path = "/api/v1/accounts/" + MastodonApi.encoded(me) + "/statuses?exclude_reblogs=true&limit=" + PAGE
                    + before;
            switch (api.get(account, path)) {
                case Reading.Answer(var statuses) -> {
                    var last = "";
                    for (var status : statuses) {
                        if (isBefore(status, since) && !status.path("pinned").asBoolean(false)) {
                            return new LookUp.Absent(seen);
                        }
                        seen++;
                        last = Json.text(status, "id");
                        if (isOurs(message, parent, status) && !notThese.contains(last)) {
                            return new LookUp.Found(MastodonAnswers.remote(status));
                        }
                    }
                    if (statuses.isEmpty()) {
                        return statuses.isArray() ? new LookUp.Absent(seen) : new LookUp.Failed("PROTOCOL");
                    }
                    before = "&max_id=" + MastodonApi.encoded(last);
                }
                case Reading.Problem(var status, var ignored) -> {
                    return new LookUp.Failed("STATUS_" + status);
                }
                case Reading.Nothing(var cause) -> {
                    return new LookUp.Failed(cause);
                }
            }
        }
        return new LookUp.TooMany(seen);
    }

    private static boolean isBefore(JsonNode status, Instant since) {
        try {
            return Instant.parse(Json.text(status, "created_at")).isBefore(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The words as readers see them, and the place; a parent that is gone leaves replies to it without one. */
    private static boolean isOurs(Message message, Parent parent, JsonNode status) {
        var place = Json.text(status, "in_reply_to_id");
        var isInPlace = parent instanceof Parent.Known(var id) ? id.equals(place) : true;
        return isInPlace && saysTheSame(message, status);
    }

    private static boolean saysTheSame(Message message, JsonNode status) {
        return SameText.is(
                Instance.shortMentions(message.text()),
                Instance.shortMentions(HtmlText.of(Json.text(status, "content"))));
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return switch (api.get(account, "/api/v1/statuses/" + MastodonApi.encoded(remote.remoteId()))) {
            case Reading.Answer(var status) ->
                saysTheSame(message, status)
                        ? new LookUp.Found(MastodonAnswers.remote(status))
                        : new LookUp.Different(MastodonAnswers.remote(status));
            case Reading.Problem(var status, var ignored) ->
                status == 404 || status == 410 ? new LookUp.Absent(0) : new LookUp.Failed("STATUS_" + status);
            case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
        };
    }

    // ---- signing in

    @Override
    public SignIn trySignIn(Account account) {
        return switch (api.get(account, "/api/v1/accounts/verify_credentials")) {
            case Reading.Answer(var me) -> {
                var name = Json.text(me, "acct");
                yield name.isEmpty()
                        ? new SignIn.NotReached("PROTOCOL: no account in the answer")
                        : new SignIn.Works("@" + name, standing(account));
            }
            case Reading.Problem(var status, var problem) -> {
                var error = Json.text(problem, "error");
                if (status == 403 && MastodonAnswers.isAboutScopes(error)) {
                    yield new SignIn.Works(
                            account.settings().getOrDefault("account", MastodonApi.server(account)),
                            new Standing(null, Set.of("read"), null));
                }
                yield status == 401 || status == 403
                        ? new SignIn.NotAccepted(error.isEmpty() ? "STATUS_" + status : error)
                        : new SignIn.NotReached("STATUS_" + status);
            }
            case Reading.Nothing(var cause) -> new SignIn.NotReached(cause);
        };
    }

    private Standing standing(Account account) {
        Set<String> missing = new TreeSet<>();
        // Servers since 4.3 tell what our application may ask for; a secret can do no more than that.
        if (api.get(account, "/api/v1/apps/verify_credentials") instanceof Reading.Answer(var app)) {
            var scopes = new TreeSet<String>();
            app.path("scopes").forEach(scope -> scopes.add(scope.asString()));
            if (!scopes.isEmpty() && !scopes.contains("write") && !scopes.contains("write:statuses")) {
                missing.add("write:statuses");
            }
            if (!scopes.isEmpty() && !scopes.contains("read") && !scopes.contains("read:statuses")) {
                missing.add("read:statuses");
            }
        }
        return new Standing(null, missing, api.instance(account).max());
    }
}
