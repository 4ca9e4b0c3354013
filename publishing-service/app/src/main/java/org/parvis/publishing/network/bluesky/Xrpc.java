package org.parvis.publishing.network.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;

/** Questions in the protocol's manner: a method name, parameters, JSON back. */
final class Xrpc {

    private final Fetcher fetcher;

    Xrpc(Fetcher fetcher) {
        this.fetcher = fetcher;
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
        return Reading.of(
                fetcher,
                FetchRequest.get(address(account, method) + query)
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + session.access()));
    }

    Reading record(Account account, Session session, AtUri uri) {
        return query(
                account,
                session,
                "com.atproto.repo.getRecord",
                Map.of("repo", uri.repository(), "collection", uri.collection(), "rkey", uri.key()));
    }
}
