package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.test.SilentServer;

/** Somebody tries a channel whose network takes the call and says nothing. */
@SuppressWarnings("NullAway.Init")
class SilentNetworkIT {

    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, "helianthe");
    private static final String TRY = "/api/publishing/channels/silent/try";

    private static SilentServer network;
    private static RunningService publishing;

    @BeforeAll
    static void start() {
        network = new SilentServer();
        publishing = RunningService.start(
                PublishingApplication.class,
                Map.of("parvis.fetch.allow", network.place(), "parvis.waiting.patience", "PT1.5S"),
                beans -> {});
        var connected = publishing.put(ADA, "/api/publishing/channels/silent", """
                {"brand":"helianthe","network":"MASTODON","name":"Silent","zone":"Europe/Paris",
                 "settings":{"server":"http://%s"},"credentials":{"accessToken":"very-secret"},"undoSeconds":20}
                """.formatted(network.place()));
        assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        publishing.close();
        network.close();
    }

    @Test
    void isToldThatItWasNotReached() {
        var answer = publishing.post(ADA, TRY, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("NOT_REACHED", "TIMEOUT");
        var sent = publishing.submit(inFrench(ADA), "/publishing/channels/silent/try", "");
        assertThat(sent.statusCode()).isEqualTo(302);
        var told = sent.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("parvis_done="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
        var page = publishing.send(
                inFrench(ADA),
                "GET",
                "/publishing/channels/silent",
                null,
                Map.of("Accept", "text/html", "Cookie", told));
        assertThat(page.body()).contains("Le réseau n’a pas répondu à temps");
    }

    @Test
    void waitsForNoMoreThanTwoAtOnce() {
        var before = network.taken();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var first = CompletableFuture.supplyAsync(() -> publishing.post(ADA, TRY, "{}"), threads);
        var second = CompletableFuture.supplyAsync(() -> publishing.post(ADA, TRY, "{}"), threads);
        eventually(() -> assertThat(network.taken()).isEqualTo(before + 2));

        var third = publishing.post(ADA, TRY, "{}");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.body()).contains("TOO_MANY_WAIT");
        assertThat(publishing.get(ADA, "/api/publishing/channels").statusCode())
                .as("everything else")
                .isEqualTo(200);
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }
}
