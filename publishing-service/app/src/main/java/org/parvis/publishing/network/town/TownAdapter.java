package org.parvis.publishing.network.town;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendRequest;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SameText;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import tools.jackson.databind.JsonNode;

/**
 * Speaks the town's API. The town can be of any class; a channel's setting {@code class} says how we speak to it (A when it says nothing).
 */
public final class TownAdapter implements NetworkAdapter {

    private static final int PAGES = 5;

    private final Fetcher fetcher;
    private final String home;

    /** @param home the town's address for channels that name none */
    public TownAdapter(Fetcher fetcher, String home) {
        this.fetcher = fetcher;
        this.home = home;
    }

    @Override
    public Network network() {
        return Network.TOWN;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return deliveryClass(settings);
    }

    private static DeliveryClass deliveryClass(Map<String, String> settings) {
        return switch (settings.getOrDefault("class", "A")) {
            case "B" -> DeliveryClass.B;
            case "C" -> DeliveryClass.C;
            case "C2" -> DeliveryClass.C2;
            default -> DeliveryClass.A;
        };
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of();
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("url", "class");
    }

    @Override
    public Set<String> placelessSettings() {
        return Set.of("class");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("token");
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        if (deliveryClass(account.settings()) == DeliveryClass.C2) {
            return inTwoSteps(message, account);
        }
        var request = request(message, account);
        return (Preparation.Ready) limit -> send(request, deliveryClass(account.settings()), limit);
    }

    /** The container of the first attempt is the container of all; as long as none is on record, making another one harms nobody. */
    private Preparation inTwoSteps(Message message, Account account) {
        var known = message.containerId();
        var reading = known == null
                ? Reading.of(
                        fetcher,
                        FetchRequest.post(
                                        address(account) + "/api/containers",
                                        "application/json",
                                        Json.write(content(message)))
                                .header("Authorization", authorization(account)))
                : get(account, "/api/containers/" + encoded(known));
        return switch (reading) {
            case Reading.Answer(var container) -> publishing(account, Json.text(container, "id"));
            case Reading.Problem(var status, var problem) -> notPrepared(status, problem);
            case Reading.Nothing(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private Preparation publishing(Account account, String containerId) {
        if (containerId.isEmpty()) {
            return new Preparation.NotYet("ANSWER_WITHOUT_ID");
        }
        var request = SendRequest.post(
                        address(account) + "/api/containers/" + encoded(containerId) + "/publish",
                        "application/json",
                        Body.EMPTY)
                .header("Authorization", authorization(account));
        return new SecondStep(fetcher, request, containerId);
    }

    private record SecondStep(Fetcher fetcher, SendRequest request, String containerId) implements Preparation.Ready {

        @Override
        public SendOutcome send(Duration limit) {
            return TownAnswers.read(fetcher.send(request.within(limit)), DeliveryClass.C2);
        }
    }

    private static Preparation notPrepared(int status, JsonNode problem) {
        var code = Json.text(problem, "code");
        return switch (status) {
            case 401 -> new Preparation.NotSignedIn(code);
            case 400, 404, 405, 413, 422 ->
                code.isEmpty()
                        ? new Preparation.NotYet("STATUS_" + status)
                        : new Preparation.Impossible(code, Json.text(problem, "detail"));
            default -> new Preparation.NotYet("STATUS_" + status);
        };
    }

    private static Map<String, Object> content(Message message) {
        var content = new LinkedHashMap<String, Object>();
        content.put("text", message.text());
        if (message.parentRemoteId() != null) {
            content.put("inReplyTo", message.parentRemoteId());
        }
        if (message.language() != null) {
            content.put("language", message.language());
        }
        return content;
    }

    private static String authorization(Account account) {
        return "Bearer " + account.credentials().getOrDefault("token", "");
    }

    private SendRequest request(Message message, Account account) {
        var content = content(message);
        var byKey = deliveryClass(account.settings()) == DeliveryClass.A;
        if (deliveryClass(account.settings()) == DeliveryClass.B) {
            content.put("idempotencyKey", message.clientKey());
        }
        return new SendRequest(
                byKey ? "PUT" : "POST",
                address(account) + "/api/posts" + (byKey ? "/" + message.clientKey() : ""),
                "application/json",
                Json.write(content),
                Map.of("Authorization", authorization(account)),
                SendRequest.MAX_LIMIT);
    }

    private SendOutcome send(SendRequest request, DeliveryClass deliveryClass, Duration limit) {
        return TownAnswers.read(fetcher.send(request.within(limit)), deliveryClass);
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        return switch (get(account, "/api/account")) {
            case Reading.Answer me -> {
                var handle = Json.text(me.content(), "handle");
                yield deliveryClass(account.settings()) == DeliveryClass.A
                        ? byKey(message, account, handle)
                        : amongOurs(message, account, handle, since, notThese);
            }
            case Reading.Problem problem -> new LookUp.Failed("STATUS_" + problem.status());
            case Reading.Nothing nothing -> new LookUp.Failed(nothing.cause());
        };
    }

    private LookUp byKey(Message message, Account account, String handle) {
        return found(message, get(account, "/api/accounts/" + encoded(handle) + "/posts/" + message.clientKey()));
    }

    private static LookUp found(Message message, Reading reading) {
        return switch (reading) {
            case Reading.Answer answer ->
                isOurs(message, answer.content())
                        ? new LookUp.Found(remote(answer.content()))
                        : new LookUp.Different(remote(answer.content()));
            case Reading.Problem problem ->
                problem.status() == 404 || problem.status() == 410
                        ? new LookUp.Absent(0)
                        : new LookUp.Failed("STATUS_" + problem.status());
            case Reading.Nothing nothing -> new LookUp.Failed(nothing.cause());
        };
    }

    private LookUp amongOurs(Message message, Account account, String handle, Instant since, Set<String> notThese) {
        var seen = 0;
        var after = "";
        for (var page = 0; page < PAGES; page++) {
            var path =
                    "/api/accounts/" + encoded(handle) + "/posts?limit=200&since=" + encoded(since.toString()) + after;
            switch (get(account, path)) {
                case Reading.Answer answer -> {
                    for (var post : answer.content().path("items")) {
                        seen++;
                        if (isOurs(message, post) && !notThese.contains(Json.text(post, "id"))) {
                            return new LookUp.Found(remote(post));
                        }
                    }
                    var next = Json.text(answer.content(), "next");
                    if (next.isEmpty()) {
                        return new LookUp.Absent(seen);
                    }
                    after = "&after=" + encoded(next);
                }
                case Reading.Problem problem -> {
                    return new LookUp.Failed("STATUS_" + problem.status());
                }
                case Reading.Nothing nothing -> {
                    return new LookUp.Failed(nothing.cause());
                }
            }
        }
        return new LookUp.TooMany(seen);
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return found(message, get(account, "/api/posts/" + encoded(remote.remoteId())));
    }

    @Override
    public SignIn trySignIn(Account account) {
        return switch (get(account, "/api/account")) {
            case Reading.Answer me -> new SignIn.Works(Json.text(me.content(), "handle"));
            case Reading.Problem problem ->
                problem.status() == 401
                        ? new SignIn.NotAccepted(Json.text(problem.content(), "detail"))
                        : new SignIn.NotReached("STATUS_" + problem.status());
            case Reading.Nothing nothing -> new SignIn.NotReached(nothing.cause());
        };
    }

    private Reading get(Account account, String path) {
        return Reading.of(
                fetcher,
                FetchRequest.get(address(account) + path)
                        .header("Accept", "application/json")
                        .header("Authorization", authorization(account)));
    }

    private String address(Account account) {
        var url = account.settings().getOrDefault("url", home);
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isOurs(Message message, JsonNode post) {
        var parent = message.parentRemoteId() == null ? "" : message.parentRemoteId();
        return !post.path("deleted").asBoolean(false)
                && SameText.is(message.text(), Json.text(post, "text"))
                && parent.equals(Json.text(post, "inReplyTo"));
    }

    static Remote remote(JsonNode post) {
        return new Remote(Json.text(post, "id"), Json.text(post, "url"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
