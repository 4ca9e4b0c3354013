package org.parvis.publishing.network.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Writes posts into our repository under a record key of our own: {@code putRecord} with {@code swapRecord: null} creates, leaves an equal
 * record alone, and refuses to touch another one, so it may be repeated at will. {@code createRecord} answers 500 to a repetition.
 */
public final class BlueskyAdapter implements NetworkAdapter {

    private static final String POST = "app.bsky.feed.post";

    private final Fetcher fetcher;
    private final Sessions sessions;
    private final Xrpc xrpc;

    public BlueskyAdapter(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.sessions = new Sessions(fetcher, clock);
        this.xrpc = new Xrpc(fetcher, sessions);
    }

    @Override
    public Network network() {
        return Network.BLUESKY;
    }

    @Override
    public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
        return DeliveryClass.A;
    }

    @Override
    public Set<String> requiredSettings() {
        return Set.of("service", "identifier");
    }

    @Override
    public Set<String> knownSettings() {
        return Set.of("service", "identifier", "web");
    }

    @Override
    public Set<String> placelessSettings() {
        return Set.of("web");
    }

    @Override
    public Set<String> requiredCredentials() {
        return Set.of("password");
    }

    @Override
    public String clientKey(String deliveryId, Instant now) {
        return Tid.fresh(now);
    }

    @Override
    public Preparation prepare(Message message, Account account) {
        return switch (sessions.of(account)) {
            case SessionResult.In(var session) -> prepare(message, account, session);
            case SessionResult.NotAccepted(var detail) -> new Preparation.NotSignedIn(detail);
            case SessionResult.NotReached(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private Preparation prepare(Message message, Account account, Session session) {
        var parent = message.parentRemoteId();
        if (parent == null) {
            return facets(message, account, session, Optional.empty());
        }
        return switch (new Parent(xrpc, account, session).find(parent)) {
            case Parent.Found(var place) -> facets(message, account, session, Optional.of(place));
            case Parent.Gone(var detail) -> new Preparation.Impossible("PARENT_GONE", detail);
            case Parent.NotReached(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private Preparation facets(Message message, Account account, Session session, Optional<ReplyPlace> place) {
        return switch (new Handles(xrpc, account, session).find(Facets.handles(message.text()))) {
            case Handles.Known(var accounts) ->
                ready(message, account, session, place, Facets.of(message.text(), accounts));
            case Handles.NotReached(var cause) -> new Preparation.NotYet(cause);
        };
    }

    private Preparation ready(
            Message message,
            Account account,
            Session session,
            Optional<ReplyPlace> place,
            List<Map<String, Object>> facets) {
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", POST);
        record.put("text", message.text());
        record.put("createdAt", message.writtenAt().toString());
        if (message.language() != null) {
            record.put("langs", List.of(message.language()));
        }
        if (!facets.isEmpty()) {
            record.put("facets", facets);
        }
        place.ifPresent(p -> record.put("reply", p.json()));

        var content = new LinkedHashMap<String, Object>();
        content.put("repo", session.did());
        content.put("collection", POST);
        content.put("rkey", message.clientKey());
        content.put("record", record);
        content.put("swapRecord", null);
        var request = SendRequest.post(
                        Xrpc.address(account, "com.atproto.repo.putRecord"), "application/json", Json.write(content))
                .header("Authorization", "Bearer " + session.access());
        var remote = remote(account, session, message.clientKey());
        return (Preparation.Ready) limit -> send(request, limit, account, session, remote);
    }

    private SendOutcome send(SendRequest request, Duration limit, Account account, Session session, Remote remote) {
        var outcome = BlueskyAnswers.read(fetcher.send(request.within(limit)), remote);
        if (outcome instanceof SendOutcome.NotSent(var cause) && cause.equals(Xrpc.TOKEN_REFUSED)) {
            sessions.forget(account, session);
        }
        return outcome;
    }

    @Override
    public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
        return look(message, account, message.clientKey());
    }

    @Override
    public LookUp readBack(Message message, Account account, Remote remote) {
        return AtUri.parse(remote.remoteId())
                .map(uri -> look(message, account, uri.key()))
                .orElseGet(() -> new LookUp.Failed("NOT_AN_AT_URI"));
    }

    private LookUp look(Message message, Account account, String key) {
        return switch (sessions.of(account)) {
            case SessionResult.In(var session) -> {
                var uri = new AtUri(session.did(), POST, key);
                yield switch (xrpc.record(account, session, uri)) {
                    case Reading.Answer(var content) ->
                        isOurs(message, content.path("value"))
                                ? new LookUp.Found(remote(account, session, key))
                                : new LookUp.Different(remote(account, session, key));
                    case Reading.Problem(var status, var problem) ->
                        Xrpc.isNoRecord(problem)
                                ? new LookUp.Absent(0)
                                : new LookUp.Failed("STATUS_" + status + " " + Json.text(problem, "error"));
                    case Reading.Nothing(var cause) -> new LookUp.Failed(cause);
                };
            }
            case SessionResult.NotAccepted(var detail) -> new LookUp.Failed("NOT_SIGNED_IN " + detail);
            case SessionResult.NotReached(var cause) -> new LookUp.Failed(cause);
        };
    }

    @Override
    public SignIn trySignIn(Account account) {
        return switch (sessions.signIn(account)) {
            case SessionResult.In(var session) -> new SignIn.Works(session.handle());
            case SessionResult.NotAccepted(var detail) -> new SignIn.NotAccepted(detail);
            case SessionResult.NotReached(var cause) -> new SignIn.NotReached(cause);
        };
    }

    private static boolean isOurs(Message message, JsonNode record) {
        var parent = message.parentRemoteId() == null ? "" : message.parentRemoteId();
        return SameText.is(message.text(), Json.text(record, "text"))
                && parent.equals(Json.text(record.path("reply").path("parent"), "uri"));
    }

    private static Remote remote(Account account, Session session, String key) {
        var web = account.settings().getOrDefault("web", "https://bsky.app");
        return new Remote(
                new AtUri(session.did(), POST, key).toString(), web + "/profile/" + session.name() + "/post/" + key);
    }
}
