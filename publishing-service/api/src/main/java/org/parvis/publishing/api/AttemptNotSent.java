package org.parvis.publishing.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * It is certain that this attempt had no effect: no byte of the request left, or the network said "not now", or whoever was to post it by
 * hand did not. It may be made again.
 *
 * @param cause entries of before have what somebody said after {@link #NOT_POSTED} and a colon
 * @param retryAt not before this instant, when the network named one
 * @param said why it was not posted by hand, in the words of who was to do it
 */
public record AttemptNotSent(
        String deliveryId,
        String brandId,
        int attempt,
        String cause,
        @Nullable Instant retryAt,
        @Protected @Nullable String said,
        @Subject @Nullable String personId)
        implements DeliveryEvent {

    public static final String NOT_POSTED = "NOT_POSTED";

    private static final String SAYING = ": ";

    /** Nobody said anything. */
    public AttemptNotSent(String deliveryId, String brandId, int attempt, String cause, @Nullable Instant retryAt) {
        this(deliveryId, brandId, attempt, cause, retryAt, null, null);
    }

    /** The cause with what somebody said. */
    public String why() {
        return said == null ? cause : cause + SAYING + said;
    }

    /** The cause without what anybody said. */
    public String code() {
        return cause.startsWith(NOT_POSTED + SAYING) ? NOT_POSTED : cause;
    }
}
