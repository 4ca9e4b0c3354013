package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsIT {

    private final MovableClock clock = MovableClock.atNoon();
    private final Town town =
            Town.start(0, null, TownOptions.defaults().withoutScript().withClock(clock));
    private final Caller brand = Caller.of(town, "helianthe");

    @AfterEach
    void close() {
        brand.close();
        town.close();
    }

    @Test
    void aLostResponseHasItsEffectAndAnswersNothing() {
        brand.fault("f", Map.of("kind", "LOST_RESPONSE", "on", "WRITE", "next", 1));

        assertThatThrownBy(() -> brand.say("Bonjour")).isInstanceOf(Caller.Cut.class);

        assertThat(written()).containsExactly("Bonjour");
        assertThat(brand.stats().path("effects").path("created").asInt()).isEqualTo(1);
        assertThat(brand.stats().path("faults").path("LOST_RESPONSE").asInt()).isEqualTo(1);
        assertThat(brand.say("encore").status()).isEqualTo(201);
    }

    @Test
    void aLostRequestHasNoEffect() {
        brand.fault("f", Map.of("kind", "LOST_REQUEST", "on", "WRITE", "next", 1));

        assertThatThrownBy(() -> brand.say("Bonjour")).isInstanceOf(Caller.Cut.class);

        assertThat(written()).isEmpty();
        assertThat(brand.stats().path("requests").path("write").asInt()).isEqualTo(1);
        assertThat(brand.stats().path("effects").path("created").asInt()).isZero();
    }

    @Test
    void anErrorAfterTheEffectLooksLikeOneWithout() {
        brand.fault("f", Map.of("kind", "ERROR_AFTER", "on", "WRITE", "next", 1));
        var after = brand.say("done");
        brand.fault("f", Map.of("kind", "ERROR_BEFORE", "on", "WRITE", "next", 1, "status", 500));
        var before = brand.say("not done");

        assertThat(after.status()).isEqualTo(500);
        assertThat(before.status()).isEqualTo(500);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(written()).containsExactly("done");
    }

    @Test
    void aSlowRequestHasItsEffectOnlyWhenTheWaitIsOver() throws Exception {
        brand.fault("f", Map.of("kind", "SLOW", "on", "WRITE", "next", 1, "seconds", 0.4));
        var reply = CompletableFuture.supplyAsync(() -> brand.say("late"));
        while (brand.stats().path("requests").path("write").asInt() == 0) {
            Thread.onSpinWait();
        }

        assertThat(brand.stats().path("effects").path("created").asInt()).isZero();
        assertThat(reply.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(written()).containsExactly("late");
    }

    @Test
    void aSlowResponseHasItsEffectAtOnce() throws Exception {
        brand.fault("f", Map.of("kind", "SLOW_RESPONSE", "on", "WRITE", "next", 1, "seconds", 300));
        var reply = CompletableFuture.supplyAsync(() -> brand.say("early"));
        while (brand.stats().path("effects").path("created").asInt() == 0) {
            Thread.sleep(5);
        }

        assertThat(written()).containsExactly("early");
        assertThat(reply).isNotDone();
        // Closing the town ends the wait; nobody hangs for five minutes.
        town.close();
        assertThat(reply.handle((answered, cut) -> true)).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void anEqualTextIsRefusedWithinItsWindow() {
        brand.fault("f", Map.of("kind", "DUPLICATE_REFUSED", "on", "WRITE"));
        brand.say("Bonjour");
        var again = brand.say("Bonjour");
        clock.advance(Duration.ofMinutes(61));
        var later = brand.say("Bonjour");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("DUPLICATE_STATUS");
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void aKeyIsRecognisedBeforeItsTextIsCalledADuplicate() {
        brand.fault("f", Map.of("kind", "DUPLICATE_REFUSED", "on", "WRITE"));
        var first = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));

        assertThat(brand.put("/api/posts/key-1", Map.of("text", "Bonjour")).id())
                .isEqualTo(first.id());
        assertThat(brand.put("/api/posts/key-2", Map.of("text", "Bonjour")).code())
                .isEqualTo("DUPLICATE_STATUS");
    }

    @Test
    void aRateLimitSaysWhenToComeBack() {
        brand.fault("f", Map.of("kind", "RATE_LIMIT", "on", "WRITE", "next", 2, "seconds", 7));
        var first = brand.say("one");

        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(brand.say("two").status()).isEqualTo(429);
        assertThat(brand.say("three").status()).isEqualTo(201);
        assertThat(written()).containsExactly("three");
    }

    @Test
    void anOutageAnswersNobodyUntilItIsOver() {
        brand.fault("f", Map.of("kind", "OUTAGE"));
        assertThat(brand.say("one").status()).isEqualTo(503);
        assertThat(brand.get("/api/timeline").header("Retry-After")).isEqualTo("30");
        assertThat(brand.get("/feed.atom").status()).isEqualTo(503);
        assertThat(brand.get("/").status()).as("the page is no API").isEqualTo(200);

        brand.fault("f", Map.of("kind", "OUTAGE", "status", 0));
        assertThatThrownBy(() -> brand.get("/api/timeline")).isInstanceOf(Caller.Cut.class);

        brand.delete("/control/api/faults");
        assertThat(brand.get("/api/timeline").status()).isEqualTo(200);
        assertThat(written()).isEmpty();
    }

    @Test
    void aLaggingNetworkDoesNotShowWhatIsFreshAndSkipsNothingLater() {
        var old = brand.say("old").id();
        clock.advance(Duration.ofSeconds(60));
        brand.fault("f", Map.of("kind", "READ_LAG", "seconds", 30));
        var fresh = brand.put("/api/posts/key-1", Map.of("text", "fresh")).id();

        assertThat(brand.get("/api/posts/" + fresh).status()).isEqualTo(404);
        assertThat(brand.get("/api/accounts/helianthe/posts/key-1").status()).isEqualTo(404);
        assertThat(written()).containsExactly("old");
        assertThat(brand.get("/api/search?q=fresh").json().path("items").isEmpty())
                .isTrue();
        var page = brand.get("/api/timeline").json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(old);

        clock.advance(Duration.ofSeconds(31));
        var later = brand.get("/api/timeline?after=" + page.path("cursor").asString())
                .json();
        assertThat(later.path("items").path(0).path("id").asString()).isEqualTo(fresh);
    }

    @Test
    void aFaultCanConcernOneAccountOnly() {
        brand.fault("f", Map.of("kind", "ERROR_BEFORE", "on", "ANY", "account", "septentrion"));
        try (var other = Caller.of(town, "septentrion")) {
            assertThat(other.say("x").status()).isEqualTo(503);
            assertThat(brand.say("x").status()).isEqualTo(201);
            assertThat(brand.get("/api/timeline").status()).isEqualTo(200);
        }
    }

    @Test
    void theSameSeedMeetsTheSameFaults() {
        brand.fault("f", Map.of("kind", "ERROR_BEFORE", "on", "WRITE", "probability", 0.5));
        brand.put("/control/api/seed", Map.of("seed", 42));
        var first = statuses(40);
        brand.put("/control/api/seed", Map.of("seed", 42));
        var second = statuses(40);
        brand.put("/control/api/seed", Map.of("seed", 43));
        var third = statuses(40);

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(first).contains(201, 503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"SLOW\",\"seconds\":301}",
                "{\"kind\":\"SLOW\",\"seconds\":-1}",
                "{\"kind\":\"OUTAGE\",\"status\":200}",
                "{\"kind\":\"ERROR_BEFORE\",\"status\":0}",
                "{\"kind\":\"SLOW\",\"probability\":1.5}",
                "{\"kind\":\"SLOW\",\"probability\":0.5,\"next\":3}",
                "{\"kind\":\"SLOW\",\"next\":-1}",
                "{}"
            })
    void refusesAFaultThatMakesNoSense(String fault) {
        var refused = brand.put("/control/api/faults/f", fault);

        assertThat(refused.code()).isEqualTo("FAULT_INVALID");
        assertThat(brand.get("/control/api/faults").json().path("faults").isEmpty())
                .isTrue();
    }

    @Test
    void onlyThisMachineUnderItsOwnNameMayTouchTheControl() {
        assertThat(brand.delete("/control/api/faults", "Origin", "https://evil.example")
                        .code())
                .isEqualTo("CROSS_SITE");
        assertThat(brand.delete("/control/api/faults", "Sec-Fetch-Site", "same-site")
                        .code())
                .isEqualTo("CROSS_SITE");
        assertThat(brand.delete("/control/api/faults", "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(204);
    }

    private List<Integer> statuses(int requests) {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < requests; i++) {
            statuses.add(brand.say("attempt " + i).status());
        }
        return statuses;
    }

    private List<String> written() {
        return brand.get("/api/accounts/helianthe/posts?limit=200")
                .json()
                .path("items")
                .valueStream()
                .map(post -> post.path("text").asString())
                .toList();
    }
}
