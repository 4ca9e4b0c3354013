package org.parvis.gateway.front;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/** Whether the whole house is up: every service, and the database the gateway keeps its sessions in. */
@Component
final class HouseHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final PartAddresses addresses;
    private final JdbcClient jdbc;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** Anybody may ask, so a second of memory keeps the question from becoming a burden. */
    private final LoadingCache<String, Map<String, String>> states = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(1))
            // Not in the common pool: there the cache waits for whoever asks, and the answers wait for the pool.
            .executor(Runnable::run)
            .build(key -> ask());

    HouseHealth(PartAddresses addresses, JdbcClient jdbc) {
        this.addresses = addresses;
        this.jdbc = jdbc;
    }

    ServerResponse answer() {
        var parts = states.get("house");
        var isUp = parts.values().stream().allMatch(UP::equals);
        var components = new TreeMap<String, Map<String, String>>();
        parts.forEach((name, state) -> components.put(name, Map.of("status", state)));
        return ServerResponse.status(isUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(isUp ? Map.of("status", UP) : Map.of("status", DOWN, "components", components));
    }

    private Map<String, String> ask() {
        var asked = new TreeMap<String, CompletableFuture<String>>();
        for (var part : Part.values()) {
            asked.put(part.service(), ask(part));
        }
        var states = new TreeMap<String, String>();
        states.put("gateway", database());
        asked.forEach((name, state) -> states.put(name, state.join()));
        return states;
    }

    /** A service is up while one of its replicas is. */
    private CompletableFuture<String> ask(Part part) {
        return addresses.all(part).stream()
                .map(this::ask)
                .reduce((one, other) -> one.thenCombine(other, (a, b) -> a.equals(UP) ? a : b))
                .orElseThrow();
    }

    private CompletableFuture<String> ask(String address) {
        var request = HttpRequest.newBuilder(URI.create(address + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(response -> response.statusCode() == HttpStatus.OK.value() ? UP : DOWN)
                .exceptionally(e -> DOWN);
    }

    private String database() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            return UP;
        } catch (DataAccessException e) {
            return DOWN;
        }
    }
}
