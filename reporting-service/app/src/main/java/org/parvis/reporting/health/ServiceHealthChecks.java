package org.parvis.reporting.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Asks each service whose address is known how it is. */
@Component
final class ServiceHealthChecks {

    private static final List<String> SERVICES = List.of("identity", "listening", "crm", "publishing", "moderation");

    private final Environment environment;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    ServiceHealthChecks(Environment environment) {
        this.environment = environment;
    }

    record Check(String service, boolean up) {}

    List<Check> all() {
        var checks = new ArrayList<Check>();
        for (var service : SERVICES) {
            var url = environment.getProperty("parvis.services." + service + ".url");
            if (url != null) {
                checks.add(new Check(service, Stream.of(url.split(",")).anyMatch(this::isUp)));
            }
        }
        checks.add(new Check("reporting", true));
        return checks;
    }

    private boolean isUp(String url) {
        var request = HttpRequest.newBuilder(URI.create(url.strip() + "/actuator/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
