package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;

@Timeout(60)
class AtOnceTest {

    private static final HandlerMethod HANDLER = handler();
    private static final Object STATIC_FILE = new Object();

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void oneMemberHasFourRunningAndTakesNothingFromAnother() throws Exception {
        var atOnce = new AtOnce(Duration.ofMillis(50));
        var running = new ArrayList<MockHttpServletRequest>();
        for (int i = 0; i < 4; i++) {
            running.add(enters(atOnce, "eve", HANDLER));
        }
        assertThatThrownBy(() -> enters(atOnce, "eve", HANDLER)).isInstanceOf(Busy.class);
        enters(atOnce, "eve", STATIC_FILE);
        var other = enters(atOnce, "ines", HANDLER);
        atOnce.afterCompletion(other, response, HANDLER, null);

        atOnce.afterConcurrentHandlingStarted(running.removeLast(), response, HANDLER);
        running.add(enters(atOnce, "eve", HANDLER));
        assertThatThrownBy(() -> enters(atOnce, "eve", HANDLER)).isInstanceOf(Busy.class);
        for (var request : running) {
            atOnce.afterCompletion(request, response, HANDLER, null);
            atOnce.afterCompletion(request, response, HANDLER, null);
        }
        assertThat(atOnce.size()).isZero();
    }

    @Test
    void theFifthWaitsItsTurnAndTheSixtyFifthDoesNot() throws Exception {
        var atOnce = new AtOnce(Duration.ofMinutes(1));
        var running = new ArrayList<MockHttpServletRequest>();
        for (int i = 0; i < 4; i++) {
            running.add(enters(atOnce, "eve", HANDLER));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                waiting.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                var request = enters(atOnce, "eve", HANDLER);
                                atOnce.afterCompletion(request, response, HANDLER, null);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            while (atOnce.taken("eve") < 64) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> enters(atOnce, "eve", HANDLER)).isInstanceOf(Busy.class);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            for (var request : running) {
                atOnce.afterCompletion(request, response, HANDLER, null);
            }
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        }
        assertThat(atOnce.size()).isZero();
    }

    @Test
    void whoIsNotSignedInIsCountedElsewhere() throws Exception {
        var atOnce = new AtOnce(Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            assertThat(atOnce.preHandle(new MockHttpServletRequest(), response, HANDLER))
                    .isTrue();
        }
        assertThat(atOnce.size()).isZero();
    }

    private MockHttpServletRequest enters(AtOnce atOnce, String member, Object handler) throws InterruptedException {
        var token =
                Jwt.withTokenValue("t").header("alg", "none").subject(member).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        var request = new MockHttpServletRequest();
        assertThat(atOnce.preHandle(request, response, handler)).isTrue();
        return request;
    }

    private static HandlerMethod handler() {
        try {
            return new HandlerMethod(new Object(), "toString");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
