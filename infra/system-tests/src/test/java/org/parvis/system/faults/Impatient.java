package org.parvis.system.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One caller who asks for what is costly, as fast as it goes, and does not wait when told to. */
final class Impatient implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final String token;
    private final List<String> paths;
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger inWords = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Impatient(URI url, String token, List<String> paths) {
        this.url = url;
        this.token = token;
        this.paths = List.copyOf(paths);
    }

    Impatient begin() {
        for (var each = 0; each < AT_ONCE; each++) {
            threads.add(Thread.ofVirtual().start(this::ask));
        }
        return this;
    }

    int served() {
        return served.get();
    }

    int turnedAway() {
        return turnedAway.get();
    }

    /** How often it was told when to come back, and why. */
    int inWords() {
        return inWords.get();
    }

    private void ask() {
        for (var round = 0; !over; round++) {
            var request = HttpRequest.newBuilder(URI.create(url + paths.get(round % paths.size())))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "application/json, */*;q=0.1")
                    .build();
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 429) {
                    turnedAway.incrementAndGet();
                    if (answer.headers().firstValue("Retry-After").isPresent()
                            && answer.body().contains("\"detail\"")) {
                        inWords.incrementAndGet();
                    }
                } else {
                    served.incrementAndGet();
                }
            } catch (IOException e) {
                turnedAway.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(thread -> {
            try {
                thread.join(Duration.ofSeconds(40));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        http.close();
    }
}
