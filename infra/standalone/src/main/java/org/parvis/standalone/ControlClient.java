package org.parvis.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Speaks to the {@link Control} of a running process. */
final class ControlClient {

    private final int port;
    private final String secret;
    private final String url;

    private ControlClient(int port, String secret, String url) {
        this.port = port;
        this.secret = secret;
        this.url = url;
    }

    /** The process on a data directory; empty when none runs there. */
    static Optional<ControlClient> find(Path home) {
        var file = home.resolve("run").resolve(Control.FILE);
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            var parts = Files.readString(file).strip().split(" ");
            var client = new ControlClient(Integer.parseInt(parts[0]), parts[1], parts[2]);
            return client.answers() ? Optional.of(client) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String url() {
        return url;
    }

    /** @return whether it was carried out; what went wrong is among the lines */
    boolean ask(String pathAndQuery, Consumer<String> lines, Consumer<String> problems) {
        var fine = new AtomicBoolean(true);
        try (var client = client()) {
            var answer = client.send(request(pathAndQuery, Duration.ofHours(6)), HttpResponse.BodyHandlers.ofLines());
            answer.body().forEach(line -> {
                if (line.startsWith("!")) {
                    fine.set(false);
                    problems.accept(line.substring(1));
                } else {
                    lines.accept(line);
                }
            });
            return fine.get() && answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean answers() {
        return ask("/status", line -> {}, line -> {});
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    private HttpRequest request(String pathAndQuery, Duration timeout) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .header("Authorization", secret)
                .timeout(timeout)
                .build();
    }
}
