package org.parvis.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak with one realm, started from its distribution; that is taken from the cache, or fetched from Maven Central. */
public final class Keycloak implements AutoCloseable {

    private static final String VERSION = "26.7.3";
    private static final String ARCHIVE = "keycloak-quarkus-dist-" + VERSION + ".tar.gz";
    private static final Duration TO_START = Duration.ofMinutes(15);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Process process;
    private final int port;

    private Keycloak(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The distribution; empty, with the reason said, where it cannot be had. */
    public static Optional<Path> archive() {
        var cache = Path.of(
                System.getenv().getOrDefault("PEERS_CACHE", System.getProperty("java.io.tmpdir") + "/parvis-peers"),
                "keycloak");
        var archive = cache.resolve(ARCHIVE);
        if (Files.notExists(archive)) {
            run(
                    cache,
                    "mvn",
                    "-q",
                    "-B",
                    "org.apache.maven.plugins:maven-dependency-plugin:copy",
                    "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":tar.gz",
                    "-DoutputDirectory=" + cache);
        }
        if (Files.notExists(archive)) {
            System.err.println("SKIPPED: no " + ARCHIVE + " in " + cache + ", and Maven could not fetch it");
            return Optional.empty();
        }
        return Optional.of(archive);
    }

    private static void run(Path folder, String... command) {
        try {
            Files.createDirectories(folder);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("fetch.log").toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println("Cannot run " + command[0] + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it with this realm and waits until the realm answers. */
    public static Keycloak start(Path archive, int port, String realmName, String realm) {
        try {
            var home = Files.createTempDirectory("parvis-keycloak");
            run(home, "tar", "xzf", archive.toString(), "-C", home.toString(), "--strip-components=1");
            Files.createDirectories(home.resolve("data/import"));
            Files.writeString(home.resolve("data/import/realm.json"), realm);
            var builder = new ProcessBuilder(
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--hostname=http://127.0.0.1:" + port,
                            "--import-realm",
                            "--cache=local")
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("keycloak.log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "KC_BOOTSTRAP_ADMIN_USERNAME",
                            "admin",
                            "KC_BOOTSTRAP_ADMIN_PASSWORD",
                            "admin",
                            "JAVA_OPTS_KC_HEAP",
                            "-Xms64m -Xmx512m"));
            var keycloak = new Keycloak(builder.start(), port);
            keycloak.await("/realms/" + realmName + "/.well-known/openid-configuration", home);
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String path, Path home) {
        var end = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (send("GET", path, null, null, "").statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // It listens later.
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        throw new IllegalStateException("Keycloak did not start; see " + home.resolve("keycloak.log"));
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** A call to the administration, as its administrator. */
    public JsonNode admin(String method, String path, @Nullable String json) {
        var form = Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", "admin");
        var token = JSON.readTree(send(
                                "POST",
                                "/realms/master/protocol/openid-connect/token",
                                encoded(form),
                                "application/x-www-form-urlencoded",
                                "")
                        .body())
                .path("access_token")
                .asString();
        var answer = send(method, "/admin" + path, json, "application/json", token);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String type, String token) {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        http.close();
    }
}
