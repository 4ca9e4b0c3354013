package org.parvis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's own API, used through the gateway in a member's name, as any script would. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 12;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    Api(String base) {
        this.base = base;
    }

    /** What the API answered. */
    record Answer(int status, JsonNode body, @Nullable String etag) {
        boolean fine() {
            return status < 300;
        }
    }

    /** A refusal that the caller did not expect. */
    static final class Unexpected extends RuntimeException {
        Unexpected(String what, Answer answer) {
            super(what + " answered " + answer.status() + " " + answer.body());
        }
    }

    /** Set to, so it may be asked again while a part is still starting or a limit is reached. */
    Answer put(String token, String path, Map<String, ?> body) {
        var answer = call(token, "PUT", path, body, null);
        for (var i = 1; i < TRIES && (answer.status() == 503 || answer.status() == 429); i++) {
            pause(i);
            answer = call(token, "PUT", path, body, null);
        }
        return require("PUT " + path, answer);
    }

    Answer put(String token, String path, Map<String, ?> body, String version) {
        return require("PUT " + path, call(token, "PUT", path, body, version));
    }

    private static void pause(int times) {
        try {
            Thread.sleep(250L * times);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Answer post(String token, String path, Map<String, ?> body) {
        return require("POST " + path, call(token, "POST", path, body, null));
    }

    Answer post(String token, String path, Map<String, ?> body, @Nullable String version) {
        return require("POST " + path, call(token, "POST", path, body, version));
    }

    Answer get(String token, String path) {
        return require("GET " + path, call(token, "GET", path, null, null));
    }

    private static Answer require(String what, Answer answer) {
        if (!answer.fine()) {
            throw new Unexpected(what, answer);
        }
        return answer;
    }

    private Answer call(
            String token, String method, String path, @Nullable Map<String, ?> body, @Nullable String version) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            var json = text.isBlank() || !text.stripLeading().startsWith("{")
                    ? JSON.createObjectNode()
                    : JSON.readTree(text);
            return new Answer(
                    response.statusCode(),
                    json,
                    response.headers().firstValue("ETag").orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
