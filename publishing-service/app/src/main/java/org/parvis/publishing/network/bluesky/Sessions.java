package org.parvis.publishing.network.bluesky;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;

/**
 * One session per channel, kept while its tokens last: servers allow few sign-ins. Signing in is done by one caller at a time, the others
 * wait for its result. The protocol answers 400, not 401, to an expired token.
 */
final class Sessions {

    private final Fetcher fetcher;
    private final Clock clock;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    Sessions(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    private static final class Slot {
        private @Nullable Session session;
        private @Nullable Account madeFor;
    }

    SessionResult of(Account account) {
        var slot = slots.computeIfAbsent(account.channelId(), channel -> new Slot());
        synchronized (slot) {
            var known = account.equals(slot.madeFor) ? slot.session : null;
            if (known != null && known.isFreshAt(clock.instant())) {
                return new SessionResult.In(known);
            }
            var result = refreshed(account, known)
                    .<SessionResult>map(SessionResult.In::new)
                    .orElseGet(() -> signIn(account));
            slot.session = result instanceof SessionResult.In(var session) ? session : null;
            slot.madeFor = account;
            return result;
        }
    }

    /** Forgets tokens that were refused; the next call signs in again. */
    void forget(Account account, Session refused) {
        var slot = slots.computeIfAbsent(account.channelId(), channel -> new Slot());
        synchronized (slot) {
            if (refused.equals(slot.session)) {
                slot.session = null;
            }
        }
    }

    /** New tokens for old ones, without the password. */
    Optional<Session> refreshed(Account account, @Nullable Session old) {
        if (old == null) {
            return Optional.empty();
        }
        var request = FetchRequest.post(
                        Xrpc.address(account, "com.atproto.server.refreshSession"), "application/json", Body.EMPTY)
                .header("Authorization", "Bearer " + old.refresh());
        return Reading.of(fetcher, request) instanceof Reading.Answer(var content)
                ? Optional.of(Session.of(content)).filter(s -> !s.access().isEmpty())
                : Optional.empty();
    }

    SessionResult signIn(Account account) {
        var content = Map.of(
                "identifier", account.settings().getOrDefault("identifier", ""),
                "password", account.credentials().getOrDefault("password", ""));
        var request = FetchRequest.post(
                Xrpc.address(account, "com.atproto.server.createSession"), "application/json", Json.write(content));
        return switch (Reading.of(fetcher, request)) {
            case Reading.Answer(var answer) -> {
                var session = Session.of(answer);
                yield session.did().isEmpty() || session.access().isEmpty()
                        ? new SessionResult.NotReached("ANSWER_WITHOUT_SESSION")
                        : new SessionResult.In(session);
            }
            case Reading.Problem(var status, var problem) ->
                status == 401 || status == 400
                        ? new SessionResult.NotAccepted(Json.text(problem, "message"))
                        : new SessionResult.NotReached("STATUS_" + status);
            case Reading.Nothing(var cause) -> new SessionResult.NotReached(cause);
        };
    }
}
