package org.parvis.system.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An open page's stream of live updates, at one replica. */
final class LivePage implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    LivePage(String replica, String service, String topic, String token) {
        var request = HttpRequest.newBuilder(URI.create(replica + "/" + service + "/live?topics=" + topic))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        Thread.ofVirtual().start(() -> {
            try (var lines =
                    http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
                lines.forEach(heard::add);
            } catch (IOException e) {
                // The page was closed.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    boolean isOpen() {
        return heard.stream().anyMatch(line -> line.contains("alive"));
    }

    boolean heardOf(String id) {
        return heard.stream().anyMatch(line -> line.startsWith("data:") && line.contains("\"" + id + "\""));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
