package org.parvis.publishing.network.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;
import tools.jackson.databind.JsonNode;

/** Questions in the protocol's manner: a method name, parameters, JSON back. */
final class Xrpc {

    /** The cause when tokens are refused that should still be good: the answer says nothing about what was asked. */
    static final String TOKEN_REFUSED = "TOKEN_REFUSED";

    private static final Set<String> TOKEN_ERRORS =
            Set.of("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired");

    private final Fetcher fetcher;
    private final Sessions sessions;

    Xrpc(Fetcher fetcher, Sessions sessions) {
        this.fetcher = fetcher;
        this.sessions = sessions;
    }

    /** Servers answer 400, not 401, to most tokens they do not take; what counts is the name of the error. */
    static boolean refusesToken(int status, String error) {
        return (status == 400 || status == 401) && TOKEN_ERRORS.contains(error);
    }

    static boolean isNoRecord(JsonNode problem) {
        return Json.text(problem, "error").equals("RecordNotFound");
    }

    /** Whether another time may bring another answer. */
    static boolean mayPass(int status) {
        return status == 429 || status >= 500;
    }

    static String address(Account account, String method) {
        var service = account.settings().getOrDefault("service", "");
        return (service.endsWith("/") ? service.substring(0, service.length() - 1) : service) + "/xrpc/" + method;
    }

    Reading query(Account account, Session session, String method, Map<String, String> parameters) {
        var query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        var reading = Reading.of(
                fetcher,
                FetchRequest.get(address(account, method) + query)
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + session.access()));
        if (reading instanceof Reading.Problem(var status, var problem)
                && refusesToken(status, Json.text(problem, "error"))) {
            sessions.forget(account, session);
            return new Reading.Nothing(TOKEN_REFUSED);
        }
        return reading;
    }

    Reading record(Account account, Session session, AtUri uri) {
        return query(
                account,
                session,
                "com.atproto.repo.getRecord",
                Map.of("repo", uri.repository(), "collection", uri.collection(), "rkey", uri.key()));
    }
}
