package org.parvis.listening.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.ListenRequest;
import org.parvis.fetcher.ListenResult;
import org.parvis.fetcher.OpenStream;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.WebApi.Reply;
import tools.jackson.databind.JsonNode;

/** The streams of servers that speak the Mastodon API, listened to for a while. */
final class MastodonStreams {

    private static final int MOST = 500;
    private static final int LONGEST = 256 * 1024;

    private final WebApi api;
    private final Duration listens;

    /** Where a server's streams are, as it says. */
    private final Cache<String, String> addresses = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    MastodonStreams(WebApi api, Duration listens) {
        this.api = api;
        this.listens = listens;
    }

    /**
     * What was heard.
     *
     * @param entries statuses and notifications as lists have them, in the order in which they came
     * @param edited which statuses were said to be edited, by the server's numbers
     * @param deleted likewise
     * @param failure why nothing was to be heard
     */
    record Heard(List<JsonNode> entries, Set<String> edited, Set<String> deleted, Optional<Failure> failure) {

        static Heard nothing(Optional<Failure> failure) {
            return new Heard(List.of(), Set.of(), Set.of(), failure);
        }
    }

    /** Whether there is a stream; nobody waits for what it says. */
    Heard lookFor(String server, String path, Map<String, String> headers) {
        return listen(server, path, headers, 0);
    }

    Heard listen(String server, String path, Map<String, String> headers) {
        return listen(server, path, headers, MOST);
    }

    private Heard listen(String server, String path, Map<String, String> headers, int most) {
        var request = new ListenRequest(
                address(server, headers) + path, headers, ListenRequest.Form.EVENTS, listens, LONGEST);
        return switch (api.listen(request)) {
            case ListenResult.Listening(var stream) -> {
                try (stream) {
                    yield heard(stream, most);
                }
            }
            case ListenResult.Other other -> {
                addresses.invalidate(server);
                yield Heard.nothing(Optional.of(api.failure(other)));
            }
        };
    }

    private static Heard heard(OpenStream stream, int most) {
        var entries = new ArrayList<JsonNode>();
        var edited = new HashSet<String>();
        var deleted = new LinkedHashSet<String>();
        var gathered = new Gathered();
        for (var count = 0; count < most && !gathered.isFull(); count++) {
            var message = stream.next();
            if (message.isEmpty()) {
                break;
            }
            var data = message.get().data();
            gathered.weigh(data.length());
            switch (message.get().event()) {
                case "update", "notification" -> entries.add(MastodonStatus.leanEntry(Json.read(Body.of(data))));
                case "status.update" -> {
                    var status = MastodonStatus.leanEntry(Json.read(Body.of(data)));
                    entries.add(status);
                    edited.add(Json.text(status, "id"));
                }
                case "delete" -> deleted.add(data.strip());
                default -> {
                    // News of the server or of the account, not of messages.
                }
            }
        }
        return new Heard(entries, edited, deleted, Optional.empty());
    }

    /**
     * Where the server says that its streams are. The token was given for this server: it goes to no host that does not bear its name, and
     * nowhere less protected than the server itself.
     */
    private String address(String server, Map<String, String> headers) {
        var known = addresses.getIfPresent(server);
        if (known != null) {
            return known;
        }
        if (!(api.get(server + "/api/v2/instance", Map.of(), headers) instanceof Reply.Answer(var json, var unused))) {
            return server;
        }
        var told = WebApi.asPage(Json.text(json.path("configuration").path("urls"), "streaming"));
        var address = WebApi.isPlace(told)
                        && (told.startsWith("https:") || !server.startsWith("https:"))
                        && WebApi.belongsTo(URI.create(server).getHost(), told)
                ? told.replaceFirst("/+$", "")
                : server;
        addresses.put(server, address);
        return address;
    }
}
