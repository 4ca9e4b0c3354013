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
class MemberShareTest {

    private static final HandlerMethod HANDLER = handler(new Object(), "toString");
    private static final HandlerMethod STOP = handler(new MemberShareTest(), "stop");
    private static final Object STATIC_FILE = new Object();

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void oneMemberHasFourRunningAndTakesNothingFromAnother() throws Exception {
        var share = new MemberShare(Duration.ofMillis(50));
        var running = new ArrayList<MockHttpServletRequest>();
        for (int i = 0; i < 4; i++) {
            running.add(enters(share, "eve", HANDLER));
        }
        assertThatThrownBy(() -> enters(share, "eve", HANDLER)).isInstanceOf(Busy.class);
        enters(share, "eve", STATIC_FILE);
        var other = enters(share, "ines", HANDLER);
        share.afterCompletion(other, response, HANDLER, null);

        share.afterConcurrentHandlingStarted(running.removeLast(), response, HANDLER);
        running.add(enters(share, "eve", HANDLER));
        assertThatThrownBy(() -> enters(share, "eve", HANDLER)).isInstanceOf(Busy.class);
        for (var request : running) {
            share.afterCompletion(request, response, HANDLER, null);
            share.afterCompletion(request, response, HANDLER, null);
        }
        assertThat(share.size()).isZero();
    }

    @Test
    void theFifthWaitsItsTurnAndTheSixtyFifthDoesNot() throws Exception {
        var share = new MemberShare(Duration.ofMinutes(1));
        var running = new ArrayList<MockHttpServletRequest>();
        for (int i = 0; i < 4; i++) {
            running.add(enters(share, "eve", HANDLER));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                waiting.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                var request = enters(share, "eve", HANDLER);
                                share.afterCompletion(request, response, HANDLER, null);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            while (share.taken("eve") < 64) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> enters(share, "eve", HANDLER)).isInstanceOf(Busy.class);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            for (var request : running) {
                share.afterCompletion(request, response, HANDLER, null);
            }
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        }
        assertThat(share.size()).isZero();
    }

    @Test
    void whatIsUrgentDoesNotWaitBehindTheRest() throws Exception {
        var share = new MemberShare(Duration.ZERO);
        for (int i = 0; i < 4; i++) {
            enters(share, "eve", HANDLER);
        }
        assertThatThrownBy(() -> enters(share, "eve", HANDLER)).isInstanceOf(Busy.class);
        var stop = enters(share, "eve", STOP);
        share.afterCompletion(stop, response, STOP, null);
        assertThat(share.taken("eve")).isEqualTo(4);
    }

    @Test
    void whoIsNotSignedInIsCountedElsewhere() throws Exception {
        var share = new MemberShare(Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            assertThat(share.preHandle(new MockHttpServletRequest(), response, HANDLER))
                    .isTrue();
        }
        assertThat(share.size()).isZero();
    }

    private MockHttpServletRequest enters(MemberShare share, String member, Object handler)
            throws InterruptedException {
        var token =
                Jwt.withTokenValue("t").header("alg", "none").subject(member).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        var request = new MockHttpServletRequest();
        assertThat(share.preHandle(request, response, handler)).isTrue();
        return request;
    }

    @Urgent
    public void stop() {}

    private static HandlerMethod handler(Object of, String method) {
        try {
            return new HandlerMethod(of, method);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
