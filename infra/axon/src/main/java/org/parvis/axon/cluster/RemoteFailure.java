package org.parvis.axon.cluster;

import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.axon.RepeatedCommand;
import org.parvis.ledger.CommandAlreadyRecorded;

/**
 * Why another service did not do what it was asked: an answer, in which nothing is uncertain. The asking side makes of it what would have
 * been thrown there if both were in one process.
 */
record RemoteFailure(
        Kind kind,
        Refused.@Nullable Category category,
        String code,
        String subject,
        @Nullable String brandId,
        Map<String, Object> details) {

    private static final int DEEPEST = 20;

    enum Kind {
        REFUSED,
        CONFLICT,
        REPEATED,
        NOT_FOUND,
        FAILED
    }

    static RemoteFailure of(Throwable thrown) {
        var cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            switch (cause) {
                case Refused refused -> {
                    return new RemoteFailure(
                            Kind.REFUSED,
                            refused.category(),
                            refused.code(),
                            refused.subject(),
                            refused.brandId(),
                            refused.details());
                }
                case ConcurrencyException conflict -> {
                    return said(Kind.CONFLICT, conflict);
                }
                case CommandAlreadyRecorded recorded -> {
                    return said(Kind.REPEATED, recorded);
                }
                case RepeatedCommand repeated -> {
                    return said(Kind.REPEATED, repeated);
                }
                case AggregateNotFoundException missing -> {
                    return new RemoteFailure(
                            Kind.NOT_FOUND, null, "", String.valueOf(missing.getAggregateIdentifier()), null, Map.of());
                }
                default -> {
                    // Perhaps what caused it says more.
                }
            }
        }
        return said(Kind.FAILED, thrown);
    }

    private static RemoteFailure said(Kind kind, Throwable thrown) {
        return new RemoteFailure(
                kind, null, thrown.getClass().getSimpleName(), String.valueOf(thrown.getMessage()), null, Map.of());
    }

    RuntimeException toThrow() {
        return switch (kind) {
            case REFUSED -> new RefusedElsewhere(this);
            case CONFLICT -> new ConcurrencyException(subject);
            case REPEATED -> new RepeatedCommand(subject);
            case NOT_FOUND -> new AggregateNotFoundException(subject, "There is no " + subject);
            case FAILED -> new IllegalStateException("Another service failed at it: " + code + ": " + subject);
        };
    }

    private static final class RefusedElsewhere extends Refused {

        private final @Nullable String brandId;

        RefusedElsewhere(RemoteFailure failure) {
            super(
                    failure.category() == null ? Category.CONFLICT : failure.category(),
                    failure.code(),
                    failure.subject(),
                    failure.details());
            this.brandId = failure.brandId();
        }

        @Override
        public @Nullable String brandId() {
            return brandId;
        }
    }
}
