package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

@Timeout(60)
class WaitingRoomTest {

    private final WaitingRoom room = new WaitingRoom(Duration.ofSeconds(3));
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Semaphore inside = new Semaphore(0);
    private final List<Thread> waiting = new ArrayList<>();

    @AfterEach
    void answer() throws InterruptedException {
        answer.countDown();
        for (var thread : waiting) {
            thread.join();
        }
        SecurityContextHolder.clearContext();
    }

    private static void signedIn(String member) {
        var token =
                Jwt.withTokenValue("t").header("alg", "none").subject(member).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    /** Somebody who waits until the test is over. */
    private void waits(String member) {
        waiting.add(Thread.ofVirtual().start(() -> {
            signedIn(member);
            room.ask(patience -> {
                inside.release();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return patience;
            });
        }));
        inside.acquireUninterruptibly();
    }

    private Duration asks(String member) {
        signedIn(member);
        return room.ask(patience -> patience);
    }

    @Test
    void saysHowLongAQuestionMayTakeAndGivesThePlaceBack() {
        for (var i = 0; i < 20; i++) {
            assertThat(asks("ada")).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void hasTwoPlacesForEachOne() {
        waits("ada");
        waits("ada");
        assertThatThrownBy(() -> asks("ada")).isInstanceOf(Busy.class);
        assertThat(asks("ben")).isNotNull();
    }

    @Test
    void hasEightPlacesForAll() {
        for (var member : List.of("ada", "ben", "cleo", "dan")) {
            waits(member);
            waits(member);
        }
        assertThatThrownBy(() -> asks("emil")).isInstanceOf(Busy.class);
        answer.countDown();
        waiting.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(asks("emil")).isNotNull();
    }

    @Test
    void givesThePlaceOfAFailedQuestionBack() {
        signedIn("ada");
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> room.ask(patience -> {
                        throw new IllegalStateException("broken");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
