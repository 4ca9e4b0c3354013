package org.parvis.publishing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.testing.FaultyTown;
import org.parvis.publishing.testing.Story;

/**
 * Delivers hundreds of approved replies into a town that loses requests and responses, fails after the effect, is slow, asks to wait and refuses
 * duplicates; and counts, in the town, how often each is there.
 */
class DeliveryProtocolIT {

    private static final int INTENTS = 150;
    private static final Actor ADMIN = TestMembers.member("adele", Role.ADMIN, Story.BRAND);

    private static FaultyTown town;
    private static RunningService service;
    private static Story story;
    private static String parent;

    @BeforeAll
    static void open() {
        town = new FaultyTown();
        parent = town.post("margaux", "Two charges for one seat?");
        // A minute of the protocol takes a quarter of a second here.
        service = RunningService.start(
                PublishingApplication.class,
                Map.ofEntries(
                        Map.entry("parvis.town.url", town.url()),
                        Map.entry("parvis.fetch.allow", "127.0.0.1"),
                        Map.entry("publishing.delivery.settle", "PT0.1S,PT0.2S,PT0.4S,PT0.8S,PT1.5S"),
                        Map.entry("publishing.delivery.send-limit", "PT0.4S"),
                        Map.entry("publishing.delivery.lease", "PT5S"),
                        Map.entry("publishing.delivery.retry-pause", "PT0.05S"),
                        Map.entry("publishing.delivery.poll", "PT0.02S"),
                        Map.entry("publishing.delivery.workers", "64"),
                        Map.entry("publishing.delivery.workers-per-brand", "32"),
                        Map.entry("publishing.delivery.sends-per-minute", "600000"),
                        Map.entry("publishing.delivery.breaker-open", "PT0.2S")),
                shared -> {});
        story = new Story(service);
        story.wrote("c1", "m1", "TOWN", parent);
    }

    @AfterAll
    static void close() {
        service.close();
        town.close();
    }

    @AfterEach
    void calm() {
        town.noFaults();
    }

    private static void connect(String channelId, String handle, String deliveryClass) {
        var token = town.token(handle, deliveryClass);
        var answer = service.put(
                ADMIN, "/api/publishing/channels/" + channelId, """
                {"brand":"helianthe","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"%s"},
                 "credentials":{"token":"%s"},"undoSeconds":0}
                """.formatted(handle, deliveryClass, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** The town at its worst, but the same each time. */
    private static void misbehave(int seed) {
        town.seed(seed);
        town.fault("lost-request", "{\"kind\":\"LOST_REQUEST\",\"on\":\"WRITE\",\"probability\":0.04}");
        town.fault("lost-response", "{\"kind\":\"LOST_RESPONSE\",\"on\":\"WRITE\",\"probability\":0.08}");
        town.fault("error-after", "{\"kind\":\"ERROR_AFTER\",\"on\":\"WRITE\",\"probability\":0.05}");
        town.fault("error-before", "{\"kind\":\"ERROR_BEFORE\",\"on\":\"WRITE\",\"probability\":0.03}");
        town.fault("slow", "{\"kind\":\"SLOW\",\"on\":\"WRITE\",\"probability\":0.05,\"seconds\":1}");
        town.fault("slow-response", "{\"kind\":\"SLOW_RESPONSE\",\"on\":\"WRITE\",\"probability\":0.03,\"seconds\":1}");
        town.fault("wait", "{\"kind\":\"RATE_LIMIT\",\"on\":\"WRITE\",\"probability\":0.03,\"seconds\":1}");
        town.fault("lag", "{\"kind\":\"READ_LAG\",\"on\":\"READ\",\"seconds\":0.3}");
    }

    private static List<Story.Release> release(String prefix, String channelId, int count) {
        var releases = new ArrayList<Story.Release>();
        for (var number = 0; number < count; number++) {
            releases.add(new Story.Release(
                    prefix + number,
                    "m1",
                    channelId,
                    "Answer " + prefix + number + ", with an accent: é",
                    Instant.now()));
        }
        story.released(releases);
        return releases;
    }

    private static Map<String, String> states(String channelId) {
        Map<String, String> states = new HashMap<>();
        service.jdbc()
                .sql("select outgoing_id, state from delivery where channel_id = ?")
                .param(channelId)
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    private static void awaitSettled(String channelId, int count) {
        var end = System.nanoTime() + 120_000_000_000L;
        while (true) {
            var states = states(channelId);
            var open = states.values().stream()
                    .filter(state -> List.of("READY", "ATTEMPTED", "UNKNOWN").contains(state))
                    .count();
            if (states.size() == count && open == 0) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("settled in time; %s of %s known, %s open", states.size(), count, open)
                    .isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B", "C"})
    void putsEveryApprovedReplyThereExactlyOnceOrAsksAPerson(String deliveryClass) {
        var handle = "helianthe-" + deliveryClass.toLowerCase(java.util.Locale.ROOT);
        connect(handle, handle, deliveryClass);
        misbehave(deliveryClass.charAt(0));

        var releases = release("r" + handle.charAt(10) + "-", handle, INTENTS);
        awaitSettled(handle, INTENTS);

        var states = states(handle);
        var copies = town.copies(handle);
        var parked = 0;
        for (var release : releases) {
            var there = copies.getOrDefault(release.text(), 0);
            switch (states.getOrDefault(release.replyId(), "MISSING")) {
                case "CONFIRMED" -> assertThat(there).as(release.replyId()).isEqualTo(1);
                case "PARKED" -> {
                    parked++;
                    assertThat(there).as(release.replyId()).isLessThanOrEqualTo(1);
                }
                default -> throw new AssertionError(release.replyId() + " is " + states.get(release.replyId()));
            }
        }
        assertThat(copies.values()).allMatch(count -> count == 1);
        if (deliveryClass.equals("C")) {
            // Only what was certainly lost on the way may be left to a person.
            assertThat(parked).isLessThanOrEqualTo(INTENTS / 8);
        } else {
            assertThat(parked).isZero();
        }
        // The run met what it was made for.
        assertThat(town.stats().path("faults").size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void looksInsteadOfBelievingThatADuplicateWasRefusedForSomebodyElse() {
        connect("dup", "helianthe-dup", "C");
        town.fault("lost", "{\"kind\":\"LOST_RESPONSE\",\"on\":\"WRITE\",\"next\":1}");
        town.fault("dup", "{\"kind\":\"DUPLICATE_REFUSED\",\"on\":\"WRITE\"}");
        release("dup-", "dup", 1);
        awaitSettled("dup", 1);
        assertThat(states("dup")).containsEntry("dup-0", "CONFIRMED");
        assertThat(town.copies("helianthe-dup")).containsValue(1).hasSize(1);
    }

    @Test
    void rejectsWhatTheNetworkRefusesForGood() {
        connect("long", "helianthe-long", "A");
        story.released(List.of(new Story.Release("long-0", "m1", "long", "x".repeat(501), Instant.now())));
        awaitSettled("long", 1);
        assertThat(states("long")).containsEntry("long-0", "REJECTED");
        assertThat(town.copies("helianthe-long")).isEmpty();
    }

    @Test
    void asksForTheSecondFactorBeforeNewSecretsCount() {
        var description = """
                {"brand":"helianthe","network":"TOWN","name":"factor","zone":"Europe/Paris","settings":{"class":"C"},
                 %s"undoSeconds":0}""";
        var headers = Map.of("Authorization", service.bearer(ADMIN, Map.of("step_up", "DEMANDED")));
        var refused = service.send(
                null,
                "PUT",
                "/api/publishing/channels/factor",
                description.formatted("\"credentials\":{\"token\":\"stolen\"},"),
                headers);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("STEP_UP_NEEDED");
        assertThat(service.jdbc()
                        .sql("select count(*) from channel_credentials where channel_id = 'factor'")
                        .query(Integer.class)
                        .single())
                .isZero();
        connect("factor", "helianthe-factor", "C");
        // A new name is no new secret.
        var renamed = service.send(
                null,
                "POST",
                "/api/publishing/channels/factor/change",
                description.formatted("").replace("\"name\":\"factor\"", "\"name\":\"renamed\""),
                Map.of(
                        "Authorization",
                        headers.getOrDefault("Authorization", ""),
                        "If-Match",
                        service.get(ADMIN, "/api/publishing/channels/factor")
                                .headers()
                                .firstValue("ETag")
                                .orElseThrow()));
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
    }

    @Test
    void sendsASecretNowhereButWhereItWasGivenFor() {
        connect("moved", "helianthe-moved", "C");
        var settings = "{\"name\":\"moved\",\"zone\":\"Europe/Paris\",\"undoSeconds\":0,\"settings\":%s%s}";
        var elsewhere = "{\"class\":\"A\",\"url\":\"http://127.0.0.1:1\"}";
        var changed = change("moved", settings.formatted("{\"class\":\"A\"}", ""));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);

        var refused = change("moved", settings.formatted(elsewhere, ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("credentials.token", "given for another place");

        var given = change("moved", settings.formatted(elsewhere, ",\"credentials\":{\"token\":\"of elsewhere\"}"));
        assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
    }

    @Test
    void nobodyIsSignedInWithASecretThatIsNotTheChannelsOwnAnyMore() {
        connect("late", "helianthe-late", "C");
        assertThat(signedIn("late")).isTrue();
        var sealed = service.jdbc()
                .sql("select sealed from channel_credentials where channel_id = 'late'")
                .query(byte[].class)
                .single();
        assertThat(service.put(ADMIN, "/api/publishing/channels/late", """
                                {"brand":"helianthe","network":"TOWN","name":"helianthe-late","zone":"Europe/Paris","settings":{"class":"C"},
                                 "credentials":{"token":"another"},"undoSeconds":0}
                                """).statusCode())
                .isEqualTo(200);
        service.jdbc()
                .sql("update channel_credentials set sealed = ? where channel_id = 'late'")
                .param(sealed)
                .update();
        assertThat(signedIn("late")).as("as between the entry and the secret").isFalse();
    }

    private static boolean signedIn(String channelId) {
        return service.post(ADMIN, "/api/publishing/channels/" + channelId + "/try", "{}")
                .body()
                .contains("\"works\":true");
    }

    private static HttpResponse<String> change(String channelId, String body) {
        var path = "/api/publishing/channels/" + channelId;
        var version = service.get(ADMIN, path).headers().firstValue("ETag").orElseThrow();
        return service.send(ADMIN, "POST", path + "/change", body, Map.of("If-Match", version));
    }

    @Test
    void holdsWhenTheTokenIsNotAcceptedAndGoesOnAtAPersonsWord() {
        connect("token", "helianthe-token", "C");
        service.jdbc()
                .sql("delete from channel_credentials where channel_id = 'token'")
                .update();
        release("token-", "token", 1);
        eventually(() -> assertThat(service.jdbc()
                        .sql("select reason from delivery where channel_id = 'token' and held and state = 'READY'")
                        .query(String.class)
                        .optional())
                .contains("SIGN_IN_REFUSED"));
        assertThat(town.copies("helianthe-token")).isEmpty();

        connectAgain("token", "helianthe-token", "C");
        var deliveryId = service.jdbc()
                .sql("select delivery_id from delivery where channel_id = 'token'")
                .query(String.class)
                .single();
        var lead = TestMembers.member("priya", Role.LEAD, Story.BRAND);
        assertThat(service.post(lead, "/api/publishing/deliveries/" + deliveryId + "/resume", "{}")
                        .statusCode())
                .isEqualTo(204);
        awaitSettled("token", 1);
        assertThat(states("token")).containsEntry("token-0", "CONFIRMED");
        assertThat(town.copies("helianthe-token")).containsValue(1).hasSize(1);
    }

    private static void connectAgain(String channelId, String handle, String deliveryClass) {
        var answer = service.put(ADMIN, "/api/publishing/channels/" + channelId, """
                {"brand":"helianthe","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"%s"},
                 "credentials":{"token":"%s"},"undoSeconds":0}
                """.formatted(
                        handle, deliveryClass, town.token(handle, deliveryClass)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
