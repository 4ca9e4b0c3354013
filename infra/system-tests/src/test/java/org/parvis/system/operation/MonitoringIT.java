package org.parvis.system.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Api;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that the services of a running house show, and whether dashboard and alerts ask for numbers that exist. */
@ExtendWith(SharedParvis.class)
class MonitoringIT {

    private static final Path FILES = Path.of("..", "deploy", "monitoring");
    private static final Pattern ASKED = Pattern.compile("\\b(?:parvis|http|hikaricp|jvm|process)_[a-z_]+");

    private static World world;

    /** What each service said, by its name. */
    private static final TreeMap<String, String> numbers = new TreeMap<>();

    @BeforeAll
    static void scrape(World shared) throws IOException {
        world = shared;
        var targets = JsonMapper.shared()
                .readTree(Files.readString(world.parvis().home().path().resolve("run/metrics.json")));
        for (var target : targets) {
            var address = URI.create("http://" + target.path("targets").path(0).asString());
            numbers.put(
                    target.path("labels").path("job").asString(),
                    new Api(address, null).get("/actuator/prometheus").ok().said());
        }
    }

    @Test
    void everyServiceShowsItsNumbers() {
        assertThat(numbers.keySet())
                .containsExactly("crm", "identity", "listening", "moderation", "publishing", "reporting");
        assertThat(numbers.values())
                .allSatisfy(said -> assertThat(said)
                        .contains("parvis_dead_letters 0.0", "parvis_jobs_late")
                        .containsPattern("parvis_processor_running\\{group=\"[a-z.]+\"} 1.0"));
    }

    @Test
    void noNumberNamesAPersonABrandOrAThing() {
        assertThat(numbers.values())
                .allSatisfy(said ->
                        assertThat(said).doesNotContainPattern("\\b(?:helianthe|ines|priya|Karim|reponse-karim)\\b"));
    }

    @Test
    void dashboardAndAlertsAskForNumbersThatExist() throws IOException {
        var shown = new TreeSet<String>();
        numbers.values()
                .forEach(said -> said.lines()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> shown.add(line.replaceFirst("[{ ].*", ""))));
        for (var file : List.of("dashboard.json", "alerts.yml")) {
            var asked = asked(Files.readString(FILES.resolve(file)));
            assertThat(asked).as(file).hasSizeGreaterThan(8);
            assertThat(shown).as(file).containsAll(asked);
        }
    }

    private static Set<String> asked(String file) {
        var asked = new TreeSet<String>();
        ASKED.matcher(file).results().forEach(found -> asked.add(found.group()));
        return asked;
    }

    @Test
    void thePublicDoorDoesNotLeadToThem() {
        assertThat(world.parvis().asNobody("en").get("/actuator/prometheus").status())
                .isEqualTo(404);
        assertThat(world.parvis().as("admin").get("/actuator/prometheus").status())
                .isEqualTo(404);
    }
}
