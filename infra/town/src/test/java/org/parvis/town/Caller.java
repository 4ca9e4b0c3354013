package org.parvis.town;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the town over HTTP, with a token or without. */
final class Caller implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI town;
    private final @Nullable String token;

    Caller(Town town, @Nullable String token) {
        this(town.url(), token);
    }

    Caller(URI town, @Nullable String token) {
        this.town = town;
        this.token = token;
    }

    static Caller of(Town town, String handle) {
        return new Caller(town, town.accountToken(handle));
    }

    static Caller anybody(Town town) {
        return new Caller(town, null);
    }

    /** What came back. */
    record Reply(int status, String body, HttpResponse<String> raw) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String code() {
            return json().path("code").asString("");
        }

        String id() {
            return json().path("id").asString("");
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** The connection was cut before anything came back. */
    static final class Cut extends RuntimeException {
        Cut(IOException cause) {
            super(cause);
        }
    }

    Reply get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Reply post(String path, Object body, String... headers) {
        return send(request(path, headers).POST(json(body)));
    }

    Reply put(String path, Object body) {
        return send(request(path).PUT(json(body)));
    }

    Reply patch(String path, Object body) {
        return send(request(path).method("PATCH", json(body)));
    }

    Reply delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    /** Sends a form as a browser does. */
    Reply form(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Reply say(String text) {
        return post("/api/posts", Map.of("text", text));
    }

    Reply answer(String text, String inReplyTo) {
        return post("/api/posts", Map.of("text", text, "inReplyTo", inReplyTo));
    }

    /** Sets a fault by the control API. */
    void fault(String id, Map<String, Object> fault) {
        var reply = put("/control/api/faults/" + id, fault);
        if (reply.status() != 200) {
            throw new AssertionError("The fault was not set: " + reply.body());
        }
    }

    JsonNode stats() {
        return get("/control/api/stats").json();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(URI.create(town + path));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new Cut(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
