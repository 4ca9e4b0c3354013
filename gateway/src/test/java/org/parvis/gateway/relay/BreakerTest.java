package org.parvis.gateway.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.http.HttpTimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final HttpTimeoutException late = new HttpTimeoutException("no answer");

    private final Breaker breaker = new Breaker(CircuitBreaker.of(
            "crm",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .build()));

    @Test
    void leavesAReplicaInPeaceThatAnswersNobody() {
        var began = IntStream.range(0, 10).mapToLong(i -> breaker.begin()).toArray();
        for (var each : began) {
            breaker.late(each, late);
        }
        assertThatThrownBy(breaker::begin).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void doesNotCallSilentWhoAnswersOthersMeanwhile() {
        var began = IntStream.range(0, 10).mapToLong(i -> breaker.begin()).toArray();
        breaker.answered(breaker.begin());
        for (var each : began) {
            breaker.late(each, late);
        }
        assertThatCode(breaker::begin).doesNotThrowAnyException();
    }

    @Test
    void remembersNoAnswerFromBefore() {
        breaker.answered(breaker.begin());
        leavesAReplicaInPeaceThatAnswersNobody();
    }

    @Test
    void countsABrokenConnectionWhoeverElseIsAnswered() {
        var began = IntStream.range(0, 10).mapToLong(i -> breaker.begin()).toArray();
        breaker.answered(breaker.begin());
        for (var each : began) {
            breaker.failed(each, late);
        }
        assertThatThrownBy(breaker::begin).isInstanceOf(CallNotPermittedException.class);
    }
}
