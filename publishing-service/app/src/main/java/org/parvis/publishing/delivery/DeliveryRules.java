package org.parvis.publishing.delivery;

import java.time.Duration;
import java.util.List;

/**
 * The times of the protocol.
 *
 * @param settle when to look after an unknown outcome, counted from it
 * @param sendLimit how long one request may take
 * @param lease how long a worker owns a delivery; longer than any request takes, or two workers would meet
 * @param keyLife how long a network of class B remembers a key; only half of it is trusted
 * @param repeatsWithKey how often a network of class B may be asked again
 * @param retryPause shortest pause after a request that certainly had no effect
 * @param lookUpPatience how long looking may fail before a person is asked
 * @param handLimit how long somebody who took a message may take to post it by hand and say so
 * @param clocksDiffer how much older than our attempt an item may seem that came of it
 */
public record DeliveryRules(
        List<Duration> settle,
        Duration sendLimit,
        Duration lease,
        Duration keyLife,
        int repeatsWithKey,
        Duration retryPause,
        Duration lookUpPatience,
        Duration handLimit,
        Duration clocksDiffer) {

    public DeliveryRules {
        settle = List.copyOf(settle);
        if (settle.isEmpty()) {
            throw new IllegalArgumentException("At least one look is needed before anything is decided");
        }
        if (lease.compareTo(sendLimit) <= 0) {
            throw new IllegalArgumentException("The lease " + lease + " must outlast a request, " + sendLimit);
        }
    }

    /** The times of the product. */
    public static DeliveryRules standard() {
        return new DeliveryRules(
                List.of(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(300)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120),
                Duration.ofHours(1),
                2,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Duration.ofMinutes(2));
    }

    /** The pause before the n-th repetition where repeating is harmless: none at first, then as long as between looks. */
    Duration pauseBefore(int repetition) {
        return repetition <= 1 ? Duration.ZERO : settle.get(Math.min(repetition - 2, settle.size() - 1));
    }
}
