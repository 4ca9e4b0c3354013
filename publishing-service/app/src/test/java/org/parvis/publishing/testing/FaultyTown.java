package org.parvis.publishing.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The town as tests use it: an account, faults, and the count of what really happened there. */
public final class FaultyTown implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Town town = Town.start(0, null, TownOptions.defaults().withoutScript());
    private final HttpClient http = HttpClient.newHttpClient();

    public String url() {
        return town.url().toString();
    }

    public String token(String handle, String networkClass) {
        return control("PUT", "/accounts/" + handle, "{\"kind\":\"BRAND\",\"networkClass\":\"" + networkClass + "\"}")
                .path("token")
                .stringValue();
    }

    public void seed(long seed) {
        control("PUT", "/seed", "{\"seed\":" + seed + "}");
    }

    public void fault(String id, String json) {
        control("PUT", "/faults/" + id, json);
    }

    /** How long idempotency keys are remembered. */
    public void keysLive(Duration time) {
        control("PUT", "/network", "{\"idempotencyLifetime\":\"" + time + "\"}");
    }

    /** Counts from zero. */
    public void forget() {
        control("DELETE", "/stats", null);
    }

    public void noFaults() {
        control("DELETE", "/faults", null);
    }

    /** A person writes something; answers its id. */
    public String post(String as, String text) {
        control("PUT", "/accounts/" + as, "{\"kind\":\"PERSON\"}");
        return control("POST", "/posts", "{\"as\":\"" + as + "\",\"text\":\"" + text + "\"}")
                .path("id")
                .stringValue();
    }

    /** How often each text of an account is really there. */
    public Map<String, Integer> copies(String handle) {
        Map<String, Integer> copies = new HashMap<>();
        for (var item : control("GET", "/stats", null).path("createdByText")) {
            if (item.path("account").stringValue().equals(handle)) {
                copies.merge(item.path("text").stringValue(), item.path("count").intValue(), Integer::sum);
            }
        }
        return copies;
    }

    public JsonNode stats() {
        return control("GET", "/stats", null);
    }

    private JsonNode control(String method, String path, @org.jspecify.annotations.Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/control/api" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
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
        town.close();
    }
}
