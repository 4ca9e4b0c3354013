package org.parvis.system.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls an HTTP API with a bearer token; it knows the product only by its published contract. */
public final class Api {

    /** A copy of what is kept of somebody counts as many requests. */
    private static final int MOST_TRIES = 20;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final @Nullable String token;
    private final @Nullable String language;

    public Api(URI base, @Nullable String token) {
        this(base, token, null);
    }

    private Api(URI base, @Nullable String token, @Nullable String language) {
        this.base = base;
        this.token = token;
        this.language = language;
    }

    /** The same for a reader of this language. */
    public Api readBy(String wanted) {
        return new Api(base, token, wanted);
    }

    public String token() {
        if (token == null) {
            throw new IllegalStateException("It calls without a token");
        }
        return token;
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, null);
    }

    /** Of who saw this version. */
    public Answer put(String path, Object body, String version) {
        return send("PUT", path, body, version);
    }

    public Answer post(String path) {
        return send("POST", path, null, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body, null);
    }

    /** Of who saw this version. */
    public Answer post(String path, Object body, String version) {
        return send("POST", path, body, version);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Sends a text as it is. */
    public Answer text(String path, String text) {
        try {
            return patiently(() -> sendOnce("POST", path, "text/plain", text, null));
        } catch (IOException e) {
            throw new UncheckedIOException("POST " + base + path, e);
        }
    }

    /** Sends a form as a browser without scripts would. */
    public Answer form(String path, String fields) {
        try {
            return patiently(() -> sendOnce("POST", path, "application/x-www-form-urlencoded", fields, null));
        } catch (IOException e) {
            throw new UncheckedIOException("POST " + base + path, e);
        }
    }

    private Answer send(String method, String path, @Nullable Object body, @Nullable String version) {
        try {
            return trySend(method, path, body, version);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path, e);
        }
    }

    /** For who expects the other side to vanish in the middle. Who is told to come back later comes back later. */
    public Answer trySend(String method, String path, @Nullable Object body, @Nullable String version)
            throws IOException {
        var json = body == null ? null : JSON.writeValueAsString(body);
        return patiently(() -> sendOnce(method, path, "application/json", json, version));
    }

    private interface Try {

        Answer once() throws IOException;
    }

    private static Answer patiently(Try sending) throws IOException {
        for (var tries = 1; ; tries++) {
            var answer = sending.once();
            if (answer.status() != 429 || tries == MOST_TRIES) {
                return answer;
            }
            pause(answer.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer sendOnce(String method, String path, String type, @Nullable String body, @Nullable String version)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        request.header("Accept", "application/json, application/problem+json;q=0.9, */*;q=0.1");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (language != null) {
            request.header("Accept-Language", language);
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type);
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
