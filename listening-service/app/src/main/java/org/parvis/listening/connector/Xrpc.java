package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import tools.jackson.databind.JsonNode;

/**
 * Calls the methods of AT Protocol servers, logs in when needed and keeps the log-in: servers allow few log-ins in a while.
 *
 * <p>Real servers answer 400, not 401, to tokens that ran out or were revoked; what counts is the name of the error.
 */
final class Xrpc {

    private static final Set<String> TOKEN_ENDED =
            Set.of("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired");
    private static final Set<String> NOT_OFFERED =
            // The last is what a personal data server answers when its app view is down, and when it never had one.
            Set.of("MethodNotImplemented", "NotImplemented", "XRPCNotSupported", "UpstreamFailure");

    private final Fetcher fetcher;

    /** What is forgotten logs in anew. */
    private final Cache<Account, BlueskySession> sessions =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    Xrpc(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** An account to act as; one whose password changed is another one and logs in anew. */
    record Account(String service, String identifier, String password) {

        @Override
        public String toString() {
            return identifier + " on " + service;
        }
    }

    /** How a call ended. */
    sealed interface Reply {

        record Answer(JsonNode json) implements Reply {}

        /** The server does not offer this method itself and has nobody behind it who would. */
        record NotOffered(Failure failure) implements Reply {}

        record Broken(Failure failure) implements Reply {}
    }

    /** How logging in ended. */
    sealed interface LogIn {

        record Done(BlueskySession session) implements LogIn {}

        record Broken(Failure failure) implements LogIn {}
    }

    /** Reads as this account; renews the log-in once when it has run out. */
    Reply query(Account account, String method, Map<String, String> parameters) {
        for (int attempt = 0; ; attempt++) {
            switch (logIn(account)) {
                case LogIn.Broken broken -> {
                    return new Reply.Broken(broken.failure());
                }
                case LogIn.Done done -> {
                    var token = done.session().accessToken();
                    var result = fetcher.fetch(FetchRequest.get(url(account.service(), method, parameters))
                            .header("Authorization", "Bearer " + token));
                    if (attempt == 0 && hasTokenEnded(result)) {
                        renew(account, done.session());
                    } else {
                        return reply(result);
                    }
                }
            }
        }
    }

    /** Reads what everybody may read. */
    Reply query(String service, String method, Map<String, String> parameters) {
        return reply(fetcher.fetch(FetchRequest.get(url(service, method, parameters))));
    }

    LogIn logIn(Account account) {
        var known = sessions.getIfPresent(account);
        if (known != null) {
            return new LogIn.Done(known);
        }
        var body = Json.write(Map.of("identifier", account.identifier(), "password", account.password()));
        var result = fetcher.fetch(FetchRequest.post(
                url(account.service(), "com.atproto.server.createSession", Map.of()), "application/json", body));
        if (result instanceof FetchResult.HttpError error && isWrongPassword(error)) {
            return new LogIn.Broken(
                    Outcomes.failure(Problem.AUTHENTICATION, "listening.source.WRONG_PASSWORD", account.toString()));
        }
        return switch (reply(result)) {
            case Reply.Answer answer -> keep(account, answer.json());
            case Reply.Broken broken -> new LogIn.Broken(broken.failure());
            case Reply.NotOffered notOffered -> new LogIn.Broken(Outcomes.unexpected("this is no AT Protocol server"));
        };
    }

    /** Whether the next question of this account needs no log-in. */
    boolean isLoggedIn(Account account) {
        return sessions.getIfPresent(account) != null;
    }

    void forget(Account account) {
        sessions.invalidate(account);
    }

    private LogIn keep(Account account, JsonNode json) {
        var session = new BlueskySession(
                Json.text(json, "did"),
                Json.text(json, "handle"),
                Json.text(json, "accessJwt"),
                Json.text(json, "refreshJwt"));
        if (!session.isOne()) {
            return new LogIn.Broken(Outcomes.unexpected("this is no AT Protocol server"));
        }
        sessions.put(account, session);
        return new LogIn.Done(session);
    }

    /** Exchanges the refresh token; where that fails too, the next call logs in with the password. */
    private void renew(Account account, BlueskySession session) {
        sessions.asMap().remove(account, session);
        var result = fetcher.fetch(FetchRequest.post(
                        url(account.service(), "com.atproto.server.refreshSession", Map.of()),
                        "application/json",
                        Body.EMPTY)
                .header("Authorization", "Bearer " + session.refreshToken()));
        if (reply(result) instanceof Reply.Answer(var json)) {
            keep(account, json);
        }
    }

    private static boolean isWrongPassword(FetchResult.HttpError error) {
        return (error.status() == 401 || error.status() == 400)
                && Set.of("AuthenticationRequired", "AuthFactorTokenRequired", "AccountTakedown", "InvalidRequest")
                        .contains(errorName(error));
    }

    private static boolean hasTokenEnded(FetchResult result) {
        return result instanceof FetchResult.HttpError error
                && (error.status() == 400 || error.status() == 401)
                && TOKEN_ENDED.contains(errorName(error));
    }

    private static String errorName(FetchResult.HttpError error) {
        return Json.text(Json.read(error.body()), "error");
    }

    private static Reply reply(FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched -> {
                var json = Json.read(fetched.body());
                yield json.isObject() ? new Reply.Answer(json) : new Reply.Broken(Outcomes.unexpected("no JSON"));
            }
            case FetchResult.HttpError error when isNotOffered(error) -> new Reply.NotOffered(Outcomes.of(error));
            case FetchResult.HttpError error
            when hasTokenEnded(error) ->
                new Reply.Broken(
                        Outcomes.failure(Problem.AUTHENTICATION, "listening.source.FORBIDDEN", errorName(error)));
            case FetchResult.HttpError error -> new Reply.Broken(Outcomes.of(error));
            case FetchResult.NotModified same -> new Reply.Broken(Outcomes.unexpected("not modified"));
            case FetchResult.Refused refused -> new Reply.Broken(Outcomes.of(refused));
            case FetchResult.Failed failed -> new Reply.Broken(Outcomes.of(failed));
        };
    }

    private static boolean isNotOffered(FetchResult.HttpError error) {
        return error.status() == 501
                || NOT_OFFERED.contains(errorName(error))
                || (error.status() == 404 && !errorName(error).equals("RecordNotFound"));
    }

    private static String url(String service, String method, Map<String, String> parameters) {
        var base = service.endsWith("/") ? service.substring(0, service.length() - 1) : service;
        var query = parameters.entrySet().stream()
                .map(p -> p.getKey() + "="
                        + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
        return base + "/xrpc/" + method + (query.isEmpty() ? "" : "?" + query);
    }
}
