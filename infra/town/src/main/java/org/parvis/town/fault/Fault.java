package org.parvis.town.fault;

import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave, and when.
 *
 * @param probability the share of the fitting requests it hits, null for all of them
 * @param next it hits this many fitting requests more, null for no limit
 * @param account only requests with this account's token
 * @param seconds how long it waits, lags, or tells to wait
 * @param status the HTTP status it answers; 0 closes the connection instead
 */
public record Fault(
        FaultKind kind,
        Target on,
        @Nullable Double probability,
        @Nullable Integer next,
        @Nullable String account,
        double seconds,
        int status) {

    private static final double MAX_SECONDS = 300;

    public Fault {
        if (probability != null && !(probability >= 0 && probability <= 1)) {
            throw new FaultRefused("probability");
        }
        if (next != null && next < 0) {
            throw new FaultRefused("next");
        }
        if (probability != null && next != null) {
            throw new FaultRefused("next");
        }
        if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
            throw new FaultRefused("seconds");
        }
        if (!statusFits(kind, status)) {
            throw new FaultRefused("status");
        }
    }

    private static boolean statusFits(FaultKind kind, int status) {
        return (status >= 500 && status <= 599) || (status == 0 && kind == FaultKind.OUTAGE);
    }

    /** A fault with what its kind leaves open filled in. */
    public static Fault of(
            FaultKind kind,
            @Nullable Target on,
            @Nullable Double probability,
            @Nullable Integer next,
            @Nullable String account,
            @Nullable Double seconds,
            @Nullable Integer status) {
        return new Fault(
                kind,
                on == null ? Target.ANY : on,
                probability,
                next,
                account,
                seconds == null ? usualSeconds(kind) : seconds,
                status == null ? usualStatus(kind) : status);
    }

    private static double usualSeconds(FaultKind kind) {
        return switch (kind) {
            case SLOW, SLOW_RESPONSE, READ_LAG -> 5;
            case RATE_LIMIT, OUTAGE -> 30;
            default -> 0;
        };
    }

    private static int usualStatus(FaultKind kind) {
        return kind == FaultKind.ERROR_AFTER ? 500 : 503;
    }

    boolean fits(Operation operation, @Nullable String handle) {
        return on.covers(operation) && (account == null || account.equals(handle));
    }

    Fault withNext(int left) {
        return new Fault(kind, on, probability, left, account, seconds, status);
    }
}
