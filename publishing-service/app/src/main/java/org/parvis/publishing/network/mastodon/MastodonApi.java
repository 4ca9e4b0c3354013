package org.parvis.publishing.network.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.Notices;
import org.parvis.publishing.network.Reading;

/** Questions to a server, asked as the account. */
final class MastodonApi {

    private static final Duration KEPT = Duration.ofHours(1);

    private final Fetcher fetcher;
    private final Notices notices;
    private final Clock clock;
    private final Map<String, Known> instances = new ConcurrentHashMap<>();

    MastodonApi(Fetcher fetcher, Notices notices, Clock clock) {
        this.fetcher = fetcher;
        this.notices = notices;
        this.clock = clock;
    }

    private record Known(Instance instance, Instant until) {}

    static String server(Account account) {
        var server = account.settings().getOrDefault("server", "");
        return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    static String authorization(Account account) {
        return "Bearer " + account.credentials().getOrDefault("accessToken", "");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    Reading get(Account account, String path) {
        return Reading.of(
                fetcher,
                FetchRequest.get(server(account) + path)
                        .header("Accept", "application/json")
                        .header("Authorization", authorization(account)),
                headers -> Allowance.read(headers, clock.instant())
                        .ifPresent(allowance -> notices.allowance(account, allowance)));
    }

    /** What the server counts; asked once an hour, and the usual rules where it does not tell. */
    Instance instance(Account account) {
        var now = clock.instant();
        var known = instances.get(server(account));
        if (known != null && now.isBefore(known.until())) {
            return known.instance();
        }
        return switch (get(account, "/api/v2/instance")) {
            case Reading.Answer(var content) -> {
                var told = Instance.of(content);
                instances.put(server(account), new Known(told, now.plus(KEPT)));
                yield told;
            }
            case Reading.Problem ignored -> Instance.USUAL;
            case Reading.Nothing ignored -> Instance.USUAL;
        };
    }
}
