package org.parvis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

    @TempDir
    private Path place;

    private Path secrets;

    @BeforeEach
    void write() throws IOException {
        secrets = Files.createDirectory(place.resolve("secrets"));
        Files.writeString(place.resolve("one.properties"), "parvis.home=/one\nparvis.public-url=http://one \n");
        Files.writeString(place.resolve("two.properties"), "parvis.home=/two\nparvis.database.password=open\n");
        Files.writeString(secrets.resolve("parvis.database.password"), "hidden\n");
        // As Kubernetes lays them out: the names are links.
        Files.createSymbolicLink(secrets.resolve("..data"), place);
        Files.write(secrets.resolve("bus.p12"), new byte[] {(byte) 0xff, 0, 1});
    }

    private ServiceSettings settings(Map<String, String> environment) {
        return ServiceSettings.parse(
                List.of(
                        "--secrets", secrets.toString(),
                        "--config", place.resolve("one.properties").toString(),
                        "--config", place.resolve("two.properties").toString()),
                environment);
    }

    @Test
    void aSecretWinsOverAFileAndAFileOverTheEnvironment() {
        var settings = settings(Map.of("PARVIS_HOME", "/three", "PARVIS_DATABASE_URL", "jdbc:x"));

        assertThat(settings.require("parvis.home")).isEqualTo("/two");
        assertThat(settings.require("parvis.public-url")).isEqualTo("http://one");
        assertThat(settings.require("parvis.database.password")).isEqualTo("hidden");
        assertThat(settings.require("parvis.database.url")).isEqualTo("jdbc:x");
        assertThat(settings.given()).doesNotContainKeys("bus.p12", "..data", "parvis.database.url");
    }

    @Test
    void whatIsMissingIsNamedAsItMayBeGiven() {
        var settings = settings(Map.of());

        assertThatThrownBy(() -> settings.require("parvis.master-key-file"))
                .isInstanceOfSatisfying(
                        LaunchFailure.class,
                        failure -> assertThat(failure.in(Words.fromEnvironment()))
                                .contains("parvis.master-key-file", "PARVIS_MASTER_KEY_FILE"));
        settings.ifMissing("parvis.master-key-file", place.resolve("none").toString());
        assertThatThrownBy(() -> settings.requireFile("parvis.master-key-file"))
                .isInstanceOfSatisfying(
                        LaunchFailure.class,
                        failure -> assertThat(failure.in(Words.fromEnvironment()))
                                .contains(
                                        "parvis.master-key-file",
                                        place.resolve("none").toString()));
    }

    @Test
    void anUnknownOptionIsNotOverlooked() {
        assertThatThrownBy(() -> ServiceSettings.parse(List.of("--secret", "x"), Map.of()))
                .isInstanceOf(LaunchFailure.class);
        assertThatThrownBy(() -> ServiceSettings.parse(List.of("--config"), Map.of()))
                .isInstanceOf(LaunchFailure.class);
        assertThatThrownBy(() -> ServiceSettings.parse(
                        List.of("--config", place.resolve("three").toString()), Map.of()))
                .isInstanceOf(LaunchFailure.class);
    }
}
