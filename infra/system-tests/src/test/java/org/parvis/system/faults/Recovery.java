package org.parvis.system.faults;

import static org.parvis.system.world.Eventually.read;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Api;

/** Whether a product that was hit works again: every service says so, every processor runs, and people get something done. */
final class Recovery {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final List<String> SERVICES =
            List.of("identity", "listening", "crm", "publishing", "moderation", "reporting");

    private final RunningParvis parvis;
    private final Toil toil;
    private final Api admin;

    Recovery(RunningParvis parvis, Toil toil) {
        this.parvis = parvis;
        this.toil = toil;
        this.admin = parvis.as("admin");
    }

    /** Waits for it; answers how long it took from the moment given, on the clock of {@link System#nanoTime}. */
    Duration since(long moment) {
        read("every service is up", LONGEST, this::health, health -> health.contains("\"UP\""));
        for (var service : SERVICES) {
            read("the read models of " + service + " follow", LONGEST, () -> follows(service), follows -> follows);
        }
        read("something is acknowledged again", LONGEST, toil::lastKept, kept -> {
            toil.rethrow();
            return kept > moment;
        });
        return Duration.ofNanos(System.nanoTime() - moment);
    }

    private String health() {
        try {
            var answer = parvis.asNobody("en").get("/actuator/health");
            return answer.status() == 200 ? answer.said() : "status " + answer.status();
        } catch (UncheckedIOException e) {
            return "no answer";
        }
    }

    private boolean follows(String service) {
        var answer = admin.get("/api/" + service + "/progress");
        return answer.status() == 200
                && answer.items().stream()
                        .allMatch(standing -> standing.path("done").asBoolean());
    }
}
