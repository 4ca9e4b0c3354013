package org.parvis.publishing.network.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendRequest;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Reading;

/** Questions to a blog, asked as the account with its application password. The route is a parameter: that works with every form of permalink. */
final class WordPressApi {

    private final Fetcher fetcher;

    WordPressApi(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    static String address(Account account, String route, Map<String, String> parameters) {
        var site = account.settings().getOrDefault("url", "");
        var address = new StringBuilder(site);
        address.append(site.endsWith("/") ? "?rest_route=" : "/?rest_route=").append(encoded(route));
        parameters.forEach(
                (name, value) -> address.append('&').append(name).append('=').append(encoded(value)));
        return address.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    static String authorization(Account account) {
        var pair = account.settings().getOrDefault("user", "") + ":"
                + account.credentials().getOrDefault("applicationPassword", "");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    Reading get(Account account, String route, Map<String, String> parameters) {
        return Reading.of(
                fetcher,
                FetchRequest.get(address(account, route, parameters))
                        .header("Accept", "application/json")
                        .header("Authorization", authorization(account)));
    }

    /** A post that nobody sees changes nothing outside and may be made again. */
    Reading draft(Account account, Map<String, ?> content) {
        return Reading.of(
                fetcher,
                FetchRequest.post(
                                address(account, "/wp/v2/posts", Map.of("context", "edit")),
                                "application/json",
                                Json.write(content))
                        .header("Accept", "application/json")
                        .header("Authorization", authorization(account)));
    }

    static SendRequest write(Account account, String route, Map<String, ?> content) {
        return SendRequest.post(address(account, route, Map.of()), "application/json", Json.write(content))
                .header("Accept", "application/json")
                .header("Authorization", authorization(account));
    }
}
