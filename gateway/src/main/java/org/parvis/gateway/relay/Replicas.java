package org.parvis.gateway.relay;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Spreads requests over the replicas of a service, and leaves out those that do not answer at the moment. A replica that says that it is
 * unwell is still there: what it says of itself holds for all that share its database.
 */
@Component
final class Replicas {

    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PartAddresses addresses;
    private final Set<String> away = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> watches = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Replicas(PartAddresses addresses) {
        this.addresses = addresses;
        for (var part : Part.values()) {
            var all = addresses.all(part);
            if (all.size() > 1) {
                all.forEach(address ->
                        watches.add(Thread.ofVirtual().name("watch " + address).start(() -> watch(address))));
            }
        }
    }

    /** All replicas in the order in which to try them: another one first each time, those that do not answer last. */
    List<String> inTurn(Part part) {
        var all = addresses.all(part);
        if (all.size() == 1) {
            return all;
        }
        var first = Math.floorMod(turn.getAndIncrement(), all.size());
        var turned = Stream.concat(all.stream().skip(first), all.stream().limit(first))
                .toList();
        return Stream.concat(
                        turned.stream().filter(address -> !away.contains(address)),
                        turned.stream().filter(away::contains))
                .toList();
    }

    /** Nobody took the connection. */
    void missed(String address, Part part) {
        if (addresses.all(part).size() > 1) {
            note(address, false);
        }
    }

    private void watch(String address) {
        var request = HttpRequest.newBuilder(URI.create(address + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        try {
            while (true) {
                note(address, answers(request));
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void note(String address, boolean isThere) {
        if (isThere ? away.remove(address) : away.add(address)) {
            LOG.warn("{} {}", address, isThere ? "answers again" : "does not answer and is left out");
        }
    }

    @PreDestroy
    void stop() {
        watches.forEach(Thread::interrupt);
    }
}
