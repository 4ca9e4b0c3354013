package org.parvis.test.atproto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls methods of a server as another program than ours would. */
final class Xrpc {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** On cleartext these servers drop a connection that asks for HTTP/2. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI server;
    private final String authorization;

    private Xrpc(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    static Xrpc asNobody(URI server) {
        return new Xrpc(server, "");
    }

    Xrpc bearing(String token) {
        return new Xrpc(server, "Bearer " + token);
    }

    JsonNode query(String method, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(method + "?" + query).GET());
    }

    JsonNode procedure(String method, Map<String, ?> input) {
        return send(request(method)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(input))));
    }

    private HttpRequest.Builder request(String method) {
        var request =
                HttpRequest.newBuilder(URI.create(server + "/xrpc/" + method)).timeout(Duration.ofSeconds(30));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(request + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
