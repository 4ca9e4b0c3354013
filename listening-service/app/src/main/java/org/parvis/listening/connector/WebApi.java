package org.parvis.listening.connector;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Headers;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.ListenRequest;
import org.parvis.fetcher.ListenResult;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import tools.jackson.databind.JsonNode;

/** Questions to servers that answer in JSON. */
final class WebApi {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Fetcher fetcher;
    private final Clock clock;

    WebApi(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** How a question ended. */
    sealed interface Reply {

        record Answer(JsonNode json, Headers headers) implements Reply {}

        /** It cannot be seen: not there, not there any more, or not for us. */
        record Hidden(int status, JsonNode json, Failure failure) implements Reply {}

        record Broken(Failure failure) implements Reply {}
    }

    Reply get(String url, Map<String, String> parameters, Map<String, String> headers) {
        var request = FetchRequest.get(url(url, parameters));
        for (var header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return ask(request);
    }

    /** For servers whose questions, or whose signing in, have bodies. */
    Reply post(String url, Map<String, String> content) {
        return ask(FetchRequest.post(url, "application/json", Json.write(content)));
    }

    ListenResult listen(ListenRequest request) {
        return fetcher.listen(request);
    }

    /** Why there is no stream. */
    Failure failure(ListenResult.Other other) {
        return other.result() instanceof FetchResult.HttpError error ? patient(error) : Outcomes.of(other.result());
    }

    private Reply ask(FetchRequest question) {
        var request = question.header("Accept", "application/json");
        return switch (fetcher.fetch(request)) {
            case FetchResult.Fetched fetched -> {
                var json = Json.read(fetched.body());
                yield json.isObject() || json.isArray()
                        ? new Reply.Answer(json, fetched.headers())
                        : new Reply.Broken(Outcomes.unexpected("no JSON"));
            }
            case FetchResult.HttpError error
            when Set.of(401, 403, 404, 410).contains(error.status()) ->
                new Reply.Hidden(error.status(), Json.read(error.body()), Outcomes.of(error));
            case FetchResult.HttpError error -> new Reply.Broken(patient(error));
            case FetchResult.NotModified same -> new Reply.Broken(Outcomes.unexpected("not modified"));
            case FetchResult.Refused refused -> new Reply.Broken(Outcomes.of(refused));
            case FetchResult.Failed failed -> new Reply.Broken(Outcomes.of(failed));
        };
    }

    /** Some servers say when one may come back in a header of their own. */
    private Failure patient(FetchResult.HttpError error) {
        var failure = Outcomes.of(error);
        if (failure.problem() != Problem.RATE_LIMIT || failure.retryAfter().isPresent()) {
            return failure;
        }
        var pause = error.headers()
                .first("x-ratelimit-reset")
                .flatMap(WebApi::moment)
                .map(reset -> Duration.between(clock.instant(), reset))
                .filter(wait -> wait.isPositive() && wait.compareTo(LONGEST_PAUSE) <= 0);
        return new Failure(failure.problem(), failure.code(), failure.detail(), pause);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text.matches("[0-9]{10}")
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Failure failure(Reply reply) {
        return switch (reply) {
            case Reply.Broken broken -> broken.failure();
            case Reply.Hidden hidden -> hidden.failure();
            case Reply.Answer answer -> Outcomes.unexpected("another answer than expected");
        };
    }

    private static String url(String url, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining("&"));
        if (query.isEmpty()) {
            return url;
        }
        return url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address of a server, or of a folder there, without secrets or questions in it. */
    static boolean isPlace(String text) {
        try {
            var uri = URI.create(text);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the stroke at its end. */
    static String place(SourceSettings settings, String name) {
        var text = settings.required(name);
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The address of a stream as one for pages: what is said of the one is then said of the other. */
    static String asPage(String stream) {
        var lower = stream.toLowerCase(Locale.ROOT);
        return lower.startsWith("wss://") || lower.startsWith("ws://") ? "http" + stream.substring(2) : stream;
    }

    /** Whether somebody speaks for this host: it itself, or one under its name. */
    static boolean belongsTo(String host, String address) {
        var other = URI.create(address).getHost().toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return other.equals(own) || other.endsWith("." + own);
    }
}
