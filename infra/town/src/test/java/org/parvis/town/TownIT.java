package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownIT {

    private static final TownOptions QUIET = TownOptions.defaults().withoutScript();

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamedAndLeavesNothingBehind() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var data = folder.resolve("data");
            assertThatThrownBy(() -> Town.start(taken.getLocalPort(), data, QUIET))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aFolderInUseIsNamedAndThePortIsFreeAgain() {
        try (var town = Town.start(0, folder, QUIET)) {
            assertThatThrownBy(() -> Town.start(0, folder, QUIET)).hasMessageContaining("Another town already lives");
            assertThat(town.accountToken("helianthe")).isEqualTo(town.accountToken("helianthe"));
        }
    }

    @Test
    void yesterdaysTownIsStillThere() {
        String token;
        String post;
        try (var town = Town.start(0, folder, QUIET);
                var brand = Caller.of(town, "helianthe")) {
            token = town.accountToken("helianthe");
            post = brand.put("/api/posts/key-1", Map.of("text", "Bonjour")).id();
        }
        try (var town = Town.start(0, folder, QUIET);
                var brand = new Caller(town, token)) {
            var again = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.id()).isEqualTo(post);
        }
    }

    @Test
    void linksLeadToThePublicAddress() {
        try (var town = Town.start(0, null, QUIET.withPublicUrl(URI.create("http://town.example:8081/")));
                var brand = Caller.of(town, "helianthe")) {
            assertThat(brand.say("Bonjour").json().path("url").asString())
                    .startsWith("http://town.example:8081/posts/");
        }
    }

    @Test
    void tellsTheAirlinesStory() {
        try (var town = Town.start(0, null, TownOptions.defaults());
                var visitor = Caller.anybody(town)) {
            assertThat(visitor.get("/").body()).contains("Hélianthe");
            var outcry = visitor.get("/api/search?q=lisbonne+helianthe").json().path("items");
            assertThat(outcry.isEmpty()).isFalse();
            var progress =
                    visitor.post("/control/api/script/next", Map.of("count", 3)).json();
            assertThat(progress.path("toCome").asInt()).isPositive();
            visitor.put("/control/api/script", Map.of("paused", true, "speed", 5));
            var standing = visitor.get("/control/api/script").json();
            assertThat(standing.path("paused").asBoolean()).isTrue();
            assertThat(standing.path("speed").asDouble()).isEqualTo(5);
            assertThat(visitor.put("/control/api/script", Map.of("speed", 0)).code())
                    .isEqualTo("SPEED_INVALID");
            assertThat(visitor.stats().path("effects").path("created").asInt())
                    .as("the story's own lines are not effects of callers")
                    .isZero();
        }
    }

    @Test
    void nothingThatWasAnsweredIsLostWhenTheProcessIsKilled() throws Exception {
        var log = folder.resolve("town.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TownApplication.class.getName(),
                        "--town.port=0",
                        "--town.script=false",
                        "--town.data=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var answered = new ArrayList<String>();
        try {
            var address = address(log, process);
            try (var control = new Caller(address, null)) {
                control.put("/control/api/accounts/adam", Map.of("displayName", "Adam"));
                for (int i = 0; i < 200; i++) {
                    answered.add(control.post("/control/api/posts", Map.of("as", "adam", "text", "line " + i))
                            .id());
                }
            }
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        try (var town = Town.start(0, folder, QUIET);
                var reader = Caller.anybody(town)) {
            var kept = reader.get("/api/accounts/adam/posts?limit=200")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(post -> post.path("id").asString())
                    .toList();
            assertThat(kept).isEqualTo(answered).hasSize(200);
        }
    }

    private static URI address(Path log, Process process) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            var said = Files.readString(log);
            var at = said.indexOf("http://");
            if (at >= 0 && said.indexOf('\n', at) > 0) {
                return URI.create(said.substring(at, said.indexOf('\n', at)).strip());
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The town did not open: " + List.of(Files.readString(log)));
    }
}
