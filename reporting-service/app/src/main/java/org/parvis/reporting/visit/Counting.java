package org.parvis.reporting.visit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.parvis.axon.Processors;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Counts entries, leaves and what is projected; asks each service in the name of whoever asks. */
@Component
final class Counting {

    private static final List<String> OTHERS = List.of("identity", "listening", "crm", "publishing", "moderation");

    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final Processors processors;
    private final Environment environment;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    Counting(
            JdbcClient jdbc, Checkpoints checkpoints, Processors processors, Environment environment, JsonMapper json) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.processors = processors;
        this.environment = environment;
        this.json = json;
    }

    private record Ledger(long entries, long last) {}

    private record Standings(List<Processors.Standing> items) {}

    Completeness now() {
        // Leaves first: what is sealed between the two counts must not look like a loss.
        var leaves = checkpoints
                .latest()
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
        var ledger = jdbc.sql("select count(*), coalesce(max(position), 0) from ledger.entry")
                .query((row, number) -> new Ledger(row.getLong(1), row.getLong(2)))
                .single();
        var services = new ArrayList<Completeness.Followed>();
        for (var service : OTHERS) {
            var url = environment.getProperty("parvis.services." + service + ".url");
            if (url != null) {
                services.add(askOneOf(service, url.split(",")));
            }
        }
        services.add(followed("reporting", processors.standings()));
        return new Completeness(ledger.entries(), ledger.last(), leaves, services);
    }

    private static Completeness.Followed followed(String service, List<Processors.Standing> standings) {
        var slowest =
                standings.stream().filter(s -> !s.done()).min(Comparator.comparingLong(Processors.Standing::upTo));
        return new Completeness.Followed(
                service,
                standings.size(),
                standings.stream()
                        .mapToLong(Processors.Standing::upTo)
                        .boxed()
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                slowest.map(Processors.Standing::group).orElse(null));
    }

    /** Each replica answers for the whole service; the next one is asked when one is away. */
    private Completeness.Followed askOneOf(String service, String[] urls) {
        var answer = ask(service, urls[0].strip());
        for (var next = 1; next < urls.length && answer.processors() == 0; next++) {
            answer = ask(service, urls[next].strip());
        }
        return answer;
    }

    private Completeness.Followed ask(String service, String url) {
        var unknown = new Completeness.Followed(service, 0, null, null);
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            return unknown;
        }
        var request = HttpRequest.newBuilder(URI.create(url + "/api/" + service + "/progress"))
                .timeout(Duration.ofSeconds(3))
                .header("Authorization", "Bearer " + token.getToken().getTokenValue())
                .header("Accept", "application/json")
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? followed(
                            service,
                            json.readValue(answer.body(), Standings.class).items())
                    : unknown;
        } catch (IOException e) {
            return unknown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown;
        }
    }
}
