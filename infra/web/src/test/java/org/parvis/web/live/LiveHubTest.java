package org.parvis.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.web.Role;
import org.parvis.web.SignedIn;
import org.parvis.web.Theme;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LiveHubTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LiveLimits TIGHT = new LiveLimits(4, 2, Duration.ofHours(1));

    private final LiveHub hub =
            new LiveHub(() -> Duration.ZERO, TIGHT, Neighbours.NOBODY, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        hub.stop();
    }

    @Test
    void holdsOnlySoManyStreamsOfOneMember() {
        for (var n = 0; n < 5; n++) {
            hub.open(member("ines", "helianthe-fr"), Set.of("inbox"), "");
        }
        assertThat(hub.size()).isEqualTo(2);
    }

    @Test
    void holdsOnlySoManyStreamsInAll() {
        for (var n = 0; n < 9; n++) {
            hub.open(member("member-" + n, "helianthe-fr"), Set.of("inbox"), "");
        }
        assertThat(hub.size()).isEqualTo(4);
    }

    @Test
    void endsAStreamWithTheAccessTokenItBeganWith() {
        var stream = hub.open(member("ines", "helianthe-fr", NOON.plusSeconds(90)), Set.of("inbox"), "");
        assertThat(stream.getTimeout()).isEqualTo(90_000);

        var late = hub.open(member("lea", "helianthe-fr", NOON.minusSeconds(1)), Set.of("inbox"), "");
        assertThat(late.getTimeout()).as("zero would be for ever").isEqualTo(1);
    }

    @Test
    void endsItsStreamsBeforeTheWebServerWaitsForThem() {
        hub.open(member("ines", "helianthe-fr"), Set.of("inbox"), "");
        assertThat(hub.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);

        hub.stop();
        hub.open(member("lea", "helianthe-fr"), Set.of("inbox"), "");

        assertThat(hub.isRunning()).isFalse();
        assertThat(hub.size()).as("none is left, and none begins").isZero();
    }

    @Test
    void letsAPageGoThatDoesNotReadRatherThanWait() {
        hub.open(member("ines", "helianthe-fr"), Set.of("inbox"), "");

        assertThatCode(() -> {
                    for (var n = 0; n < 100_000; n++) {
                        hub.changed("inbox", "helianthe-fr", "conversation-" + n);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void tellsOnlyOfTopicsFollowedAndBrandsOneHasARightOn() {
        var agency = subscriber(member("merle", "helianthe-fr"), Set.of("inbox"));
        var house = subscriber(member("admin", SignedIn.EVERY_BRAND), Set.of("inbox"));
        var own = new Change(1, "inbox", "helianthe-fr", "c1");
        var foreign = new Change(2, "inbox", "other-brand", "c2");
        var unasked = new Change(3, "reviews", "helianthe-fr", "r1");

        assertThat(agency.concerns(own)).isTrue();
        assertThat(agency.concerns(foreign)).isFalse();
        assertThat(agency.concerns(unasked)).isFalse();
        assertThat(house.concerns(foreign)).isTrue();
    }

    @Test
    void remembersWhatAPageMissedUntilItIsTooMuch() {
        var recent = new RecentChanges();
        var first = recent.add("inbox", "helianthe-fr", "c1");
        recent.add("inbox", "helianthe-fr", "c2");

        assertThat(recent.stillKnown(recent.idOf(first.number()))).hasValue(1);
        assertThat(recent.after(1)).extracting(Change::item).containsExactly("c2");

        for (var n = 0; n < 3000; n++) {
            recent.add("inbox", "helianthe-fr", "more");
        }
        assertThat(recent.stillKnown(recent.idOf(first.number()))).isEmpty();
        assertThat(recent.stillKnown(new RecentChanges().idOf(1))).isEmpty();
        assertThat(recent.stillKnown("nonsense")).isEmpty();
        assertThat(recent.stillKnown(recent.idOf(99_999))).isEmpty();
    }

    private static Subscriber subscriber(SignedIn member, Set<String> topics) {
        return new Subscriber(member, topics, new RecentChanges(), () -> Duration.ZERO, 1000, new SseEmitter());
    }

    private static SignedIn member(String id, String brand) {
        return member(id, brand, NOON.plusSeconds(300));
    }

    private static SignedIn member(String id, String brand, Instant until) {
        return new SignedIn(id, id, null, Set.of(Role.LEAD), Set.of(brand), null, ZoneOffset.UTC, Theme.SYSTEM, until);
    }
}
