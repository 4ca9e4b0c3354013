package org.parvis.gateway.relay;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker per replica of a service: when half of the last requests got no answer, the next ones are told at once for a while,
 * instead of waiting in a row for a service that is busy with getting up.
 */
@Component
final class Breakers {

    static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final Map<String, Breaker> breakers = new HashMap<>();

    Breakers(PartAddresses addresses) {
        var config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(3)
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(20))
                .build();
        for (var part : Part.values()) {
            var all = addresses.all(part);
            for (var number = 1; number <= all.size(); number++) {
                var name = all.size() == 1 ? part.service() : part.service() + " " + number;
                var breaker = CircuitBreaker.of(name, config);
                breaker.getEventPublisher()
                        .onStateTransition(event -> LOG.warn("{}: {}", name, event.getStateTransition()));
                breakers.put(all.get(number - 1), new Breaker(breaker));
            }
        }
    }

    Breaker of(String address) {
        return Objects.requireNonNull(breakers.get(address));
    }
}
