package org.parvis.publishing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.testing.ScriptedNetwork;
import org.parvis.publishing.testing.Story;

/** One channel's server takes its time: what waits for it is told nothing, everybody else's leaves meanwhile. */
class SlowNetworkIT {

    private static final String OTHER = "alize";
    private static final int BACKLOG = 24;
    private static final ScriptedNetwork NETWORK = new ScriptedNetwork();

    private static RunningService service;

    @BeforeAll
    static void open() {
        service = RunningService.start(
                PublishingApplication.class,
                Map.of("publishing.delivery.sends-per-minute", "600000"),
                shared -> shared.registerBean("networks", Networks.class, () -> new Networks(List.of(NETWORK))));
        connect("slow", Story.BRAND);
        connect("quick", Story.BRAND);
        connect("theirs", OTHER);
    }

    @AfterAll
    static void close() {
        service.close();
    }

    private static void connect(String channelId, String brandId) {
        var admin = TestMembers.member("adele", Role.ADMIN, brandId);
        var answer = service.put(admin, "/api/publishing/channels/" + channelId, """
                {"brand":"%s","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"A"},
                 "credentials":{"token":"secret"},"undoSeconds":0}
                """.formatted(brandId, channelId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static List<String> states(String channelId) {
        return service.jdbc()
                .sql("select state from delivery where channel_id = ?")
                .param(channelId)
                .query(String.class)
                .list();
    }

    @Test
    void whatGoesElsewhereLeavesWhileOneChannelsServerIsSlow() {
        var ours = new Story(service);
        var theirs = new Story(service, OTHER);
        ours.wrote("c1", "m1", "TOWN", "t-1");
        theirs.wrote("c2", "m2", "TOWN", "t-2");
        var answer = new CountDownLatch(1);
        var asked = new AtomicInteger();
        NETWORK.sending(message -> {
            if (message.text().startsWith("Slow")) {
                asked.incrementAndGet();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return NETWORK.takes(message);
        });
        var due = Instant.now();
        ours.released(IntStream.range(0, BACKLOG)
                .mapToObj(
                        number -> new Story.Release("s" + number, "m1", "slow", "Slow " + number, due.minusSeconds(60)))
                .toList());
        eventually(() -> assertThat(service.jdbc()
                        .sql("select count(*) from delivery_claim")
                        .query(Integer.class)
                        .single())
                .isEqualTo(BACKLOG));
        eventually(() -> assertThat(asked).hasValueGreaterThanOrEqualTo(4));

        try {
            theirs.released(List.of(new Story.Release("t1", "m2", "theirs", "Quick of another brand", due)));
            ours.released(List.of(new Story.Release("q1", "m1", "quick", "Quick of the same brand", due)));
            eventually(() -> assertThat(states("theirs")).containsExactly("CONFIRMED"));
            eventually(() -> assertThat(states("quick")).containsExactly("CONFIRMED"));
            assertThat(NETWORK.live.stream().filter(item -> item.text().startsWith("Slow")))
                    .as("nothing of the slow channel is over")
                    .isEmpty();
            assertThat(asked).as("it has its share").hasValue(4);
        } finally {
            answer.countDown();
        }
        eventually(() -> assertThat(states("slow")).hasSize(BACKLOG).containsOnly("CONFIRMED"));
        IntStream.range(0, BACKLOG)
                .forEach(number -> assertThat(NETWORK.copies("Slow " + number)).isEqualTo(1));
    }
}
