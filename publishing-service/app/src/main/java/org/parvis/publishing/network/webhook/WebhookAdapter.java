package org.parvis.publishing.network.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendRequest;
import org.parvis.fetcher.WebhookSignature;
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
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;

/**
 * Posts a signed message to an address of the company's own. Its id is the same for every try, so a receiver that remembers ids takes it once;
 * only the receiver can promise that it does, so the channel says for how long it does, and without such a promise nothing is sent twice.
 */
public final class WebhookAdapter implements NetworkAdapter {

    /** What a receiver must remember at least for a repetition to be harmless: the life of a key as the delivery counts it. */
    public static final Duration LEAST_MEMORY = Duration.ofHours(1);

    private static final String NO_ADDRESS = "ADDRESS_MISSING";
    private static final String BAD_SECRET = "SECRET_UNUSABLE";

    private final Fetcher fetcher;
    private final Clock clock;

    public WebhookAdapter(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public Network network() {
        return Network.WEBHOOK;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return memory(settings).compareTo(LEAST_MEMORY) >= 0 ? DeliveryClass.B : DeliveryClass.C;
    }

    private static Duration memory(Map<String, String> settings) {
        try {
            return Duration.parse(settings.getOrDefault("remembers", "PT0S"));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /** The address may follow later: until then what is due is held. */
    @Override
    public Set<String> requiredSettings() {
        return Set.of();
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("url", "remembers");
    }

    @Override
    public Set<String> placelessSettings() {
        return Set.of("remembers");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("secret");
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return deliveryId;
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        var url = account.settings().getOrDefault("url", "");
        if (url.isEmpty()) {
            return new Preparation.NotSetUp(NO_ADDRESS);
        }
        var secret = WebhookSignature.with(account.credentials().getOrDefault("secret", ""));
        if (secret.isEmpty()) {
            return new Preparation.NotSignedIn(BAD_SECRET);
        }
        var body = body(message);
        var deliveryClass =
                deliveryClass(account.settings(), message.parentRemoteId() == null ? Outgoing.POST : Outgoing.REPLY);
        return (Preparation.Ready) limit -> send(url, secret.get(), message.clientKey(), body, deliveryClass, limit);
    }

    /** The same bytes for every try; only the time of the signature changes, so that a receiver can tell a replay by somebody else. */
    private SendOutcome send(
            String url, WebhookSignature secret, String id, Body body, DeliveryClass deliveryClass, Duration limit) {
        var timestamp = clock.instant().getEpochSecond();
        var request = SendRequest.post(url, "application/json", body)
                .header("Accept", "application/json")
                .header("Webhook-Id", id)
                .header("Webhook-Timestamp", Long.toString(timestamp))
                .header("Webhook-Signature", secret.of(id, timestamp, body));
        return WebhookAnswers.read(fetcher.send(request.within(limit)), deliveryClass, id);
    }

    private static Body body(Message message) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", message.clientKey());
        data.put("text", message.text());
        data.put("inReplyTo", message.parentRemoteId());
        data.put("language", message.language());
        var content = new LinkedHashMap<String, Object>();
        content.put("type", message.parentRemoteId() == null ? "post.published" : "reply.published");
        content.put("timestamp", message.writtenAt().toString());
        content.put("data", data);
        return Json.write(content);
    }

    /** A receiver only receives. */
    @Override
    public boolean canLook() {
        return false;
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        return new LookUp.Failed("NO_SEARCH");
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return new LookUp.Failed("NO_SEARCH");
    }

    /** Whether there is somebody at the address and the secret can sign; only a message would tell whether the receiver accepts it. */
    @Override
    public SignIn trySignIn(Account account) {
        if (WebhookSignature.with(account.credentials().getOrDefault("secret", ""))
                .isEmpty()) {
            return new SignIn.NotAccepted(BAD_SECRET);
        }
        var url = account.settings().getOrDefault("url", "");
        if (url.isEmpty()) {
            return new SignIn.NotReached(NO_ADDRESS);
        }
        return switch (Reading.of(fetcher, FetchRequest.get(url))) {
            case Reading.Answer ignored -> new SignIn.Works(host(url));
            case Reading.Problem(var status, var ignored) ->
                status >= 500 ? new SignIn.NotReached("STATUS_" + status) : new SignIn.Works(host(url));
            case Reading.Nothing(var cause) -> new SignIn.NotReached(cause);
        };
    }

    private static String host(String url) {
        var host = URI.create(url).getHost();
        return host == null ? url : host;
    }
}
