package org.parvis.gateway.relay;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of one replica. An answer that does not come counts against it only when nobody else got one meanwhile: whoever
 * answers others lets one request wait, for a server that is not ours perhaps, and is not silent.
 */
final class Breaker {

    private final CircuitBreaker circuit;
    private volatile long lastAnswer;

    Breaker(CircuitBreaker circuit) {
        this.circuit = circuit;
        this.lastAnswer = System.nanoTime();
    }

    /**
     * Answers when it began, for what becomes of it.
     *
     * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException while the replica is left in peace
     */
    long begin() {
        circuit.acquirePermission();
        return System.nanoTime();
    }

    void answered(long began) {
        lastAnswer = System.nanoTime();
        circuit.onSuccess(lastAnswer - began, TimeUnit.NANOSECONDS);
    }

    /** No answer in time. */
    void late(long began, Exception e) {
        if (lastAnswer - began > 0) {
            circuit.releasePermission();
        } else {
            failed(began, e);
        }
    }

    void failed(long began, Exception e) {
        circuit.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, e);
    }

    /** It had no part in what became of it. */
    void blameless() {
        circuit.releasePermission();
    }
}
