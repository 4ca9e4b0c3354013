package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.town.square.NetworkClass;

class NetworkClassIT {

    private static final int AT_ONCE = 24;

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
    void classATakesAKeyOnceAndRecognisesItLater() {
        offers(NetworkClass.A);
        var first = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
        var again = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
        var other = brand.put("/api/posts/key-1", Map.of("text", "Bonsoir"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("CLIENT_KEY_TAKEN");
        assertThat(brand.get("/api/accounts/helianthe/posts/key-1").id()).isEqualTo(first.id());
        assertThat(brand.get("/api/accounts/helianthe/posts/key-2").code()).isEqualTo("POST_UNKNOWN");
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void classC2PublishesAContainerAsOftenAsItIsTold() {
        offers(NetworkClass.C2);
        assertThat(brand.post("/api/posts", Map.of("text", "Bonjour")).code()).isEqualTo("CONTAINER_NEEDED");
        var container = brand.post("/api/containers", Map.of("text", "Bonjour"));
        var other = brand.post("/api/containers", Map.of("text", "Bonjour"));
        assertThat(container.status()).isEqualTo(201);
        assertThat(other.id()).isNotEqualTo(container.id());
        assertThat(written()).as("nobody sees a container").isZero();

        var place = "/api/containers/" + container.id();
        assertThat(brand.get(place).id()).isEqualTo(container.id());
        var first = brand.post(place + "/publish", Map.of());
        var second = brand.post(place + "/publish", Map.of());
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(written()).isEqualTo(2);
        assertThat(brand.get("/api/containers/c999").code()).isEqualTo("CONTAINER_UNKNOWN");

        offers(NetworkClass.A);
        assertThat(brand.post("/api/containers", Map.of("text", "Bonjour")).code())
                .isEqualTo("CONTAINERS_NOT_SUPPORTED");
    }

    @Test
    void classAComparesWithWhatWasFirstSentNotWithALaterEdit() {
        offers(NetworkClass.A);
        var first = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
        brand.patch("/api/posts/" + first.id(), Map.of("text", "Bonjour, corrigé"));

        assertThat(brand.put("/api/posts/key-1", Map.of("text", "Bonjour")).id())
                .isEqualTo(first.id());
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void classADoesNotBringADeletedPostBack() {
        offers(NetworkClass.A);
        var first = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
        brand.delete("/api/posts/" + first.id());

        assertThat(brand.put("/api/posts/key-1", Map.of("text", "Bonjour")).code())
                .isEqualTo("CLIENT_KEY_TAKEN");
    }

    @Test
    void twoAccountsMayUseTheSameKey() {
        offers(NetworkClass.A);
        try (var other = Caller.of(town, "septentrion")) {
            var ours = brand.put("/api/posts/key-1", Map.of("text", "Bonjour"));
            var theirs = other.put("/api/posts/key-1", Map.of("text", "Bonjour"));

            assertThat(theirs.status()).isEqualTo(201);
            assertThat(theirs.id()).isNotEqualTo(ours.id());
        }
    }

    @Test
    void classATakesParallelRequestsUnderOneKeyOnce() throws Exception {
        offers(NetworkClass.A);
        var replies = atOnce(() -> brand.put("/api/posts/key-1", Map.of("text", "Bonjour")));

        assertThat(replies)
                .extracting(Caller.Reply::id)
                .containsOnly(replies.getFirst().id());
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(brand.stats().path("createdByKey").path("helianthe/key-1").asInt())
                .isEqualTo(1);
        assertThat(brand.stats().path("requestsByKey").path("helianthe/key-1").asInt())
                .isEqualTo(AT_ONCE);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void classBTakesParallelRequestsUnderOneKeyOnce() throws Exception {
        offers(NetworkClass.B);
        var body = Map.of("text", "Bonjour", "idempotencyKey", "k:1");
        var replies = atOnce(() -> brand.post("/api/posts", body));

        assertThat(replies)
                .extracting(Caller.Reply::id)
                .containsOnly(replies.getFirst().id());
        assertThat(brand.stats().path("effects").path("created").asInt()).isEqualTo(1);
        assertThat(brand.stats().path("replays").asInt()).isEqualTo(AT_ONCE - 1);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void classBForgetsAKeyAfterItsLifeTime() {
        offers(NetworkClass.B);
        brand.put("/control/api/network", Map.of("idempotencyLifetime", "PT10M"));
        var body = Map.of("text", "Bonjour");
        var first = brand.post("/api/posts", body, "Idempotency-Key", "k-1");
        clock.advance(Duration.ofSeconds(599));
        var within = brand.post("/api/posts", body, "Idempotency-Key", "k-1");
        clock.advance(Duration.ofSeconds(1));
        var after = brand.post("/api/posts", body, "Idempotency-Key", "k-1");
        var afterThat = brand.post("/api/posts", body, "Idempotency-Key", "k-1");

        assertThat(within.id()).isEqualTo(first.id());
        assertThat(within.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(201);
        assertThat(after.id()).isNotEqualTo(first.id());
        assertThat(afterThat.id()).isEqualTo(after.id());
    }

    @Test
    void classBRefusesAKeyForAnotherMessageAndKnowsNoClientKeys() {
        offers(NetworkClass.B);
        brand.post("/api/posts", Map.of("text", "one"), "Idempotency-Key", "k-1");

        assertThat(brand.post("/api/posts", Map.of("text", "two"), "Idempotency-Key", "k-1")
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(brand.put("/api/posts/key-1", Map.of("text", "one")).status())
                .isEqualTo(405);
        assertThat(brand.post("/api/posts", Map.of("text", "one", "clientKey", "c-1"))
                        .json()
                        .path("clientKey")
                        .isNull())
                .isTrue();
    }

    @Test
    void classCIgnoresEveryKey() {
        offers(NetworkClass.C);
        var body = Map.of("text", "Bonjour", "idempotencyKey", "k-1", "clientKey", "c-1");
        var first = brand.post("/api/posts", body, "Idempotency-Key", "k-1");
        var second = brand.post("/api/posts", body, "Idempotency-Key", "k-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(brand.put("/api/posts/c-1", Map.of("text", "Bonjour")).code())
                .isEqualTo("CLIENT_KEYS_NOT_SUPPORTED");
        assertThat(brand.stats().path("createdByText").path(0).path("count").asInt())
                .isEqualTo(2);
    }

    @Test
    void anAccountMayHaveAClassOfItsOwn() {
        offers(NetworkClass.C);
        brand.put("/control/api/accounts/helianthe", Map.of("networkClass", "A"));

        assertThat(brand.get("/api/account").json().path("networkClass").asString())
                .isEqualTo("A");
        assertThat(brand.get("/api/network").json().path("networkClass").asString())
                .isEqualTo("A");
        assertThat(brand.put("/api/posts/key-1", Map.of("text", "Bonjour")).status())
                .isEqualTo(201);
        brand.put("/control/api/accounts/helianthe", "{\"networkClass\":null}");
        assertThat(brand.get("/api/account").json().path("networkClass").asString())
                .isEqualTo("C");
    }

    private void offers(NetworkClass offered) {
        brand.put("/control/api/network", Map.of("networkClass", offered.name()));
    }

    private int written() {
        return brand.get("/api/accounts/helianthe/posts?limit=200")
                .json()
                .path("items")
                .size();
    }

    private static List<Caller.Reply> atOnce(Callable<Caller.Reply> call)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Caller.Reply>>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(call);
            }
            var replies = new ArrayList<Caller.Reply>();
            for (Future<Caller.Reply> reply : threads.invokeAll(calls)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }
}
