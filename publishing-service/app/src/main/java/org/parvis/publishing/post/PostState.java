package org.parvis.publishing.post;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.parvis.publishing.delivery.DeliveryPhase;

/** How far a post has come; once it is released, the variant that needs somebody most speaks for all. */
public enum PostState {
    DRAFT("draft", true),
    SUBMITTED("review", true),
    WAITING_APPROVAL("review", true),
    MISSED("missed", false),
    RELEASED("ready", true),
    ATTEMPTED("leaving", true),
    CONFIRMED("sent", true),
    /** Live on one channel and called off on another. */
    CONFIRMED_IN_PART("partly", false),
    REJECTED("rejected", false),
    UNKNOWN("unknown", false),
    PARKED("parked", false),
    CANCELLED("cancelled", true);

    private final String word;
    private final boolean calm;

    PostState(String word, boolean calm) {
        this.word = word;
        this.calm = calm;
    }

    /** End of the key of the word a card in the calendar carries: {@code publishing.card.<word>}. */
    public String word() {
        return word;
    }

    /** Whether nobody has to do anything about it that they do not know of. */
    public boolean isCalm() {
        return calm;
    }

    private static final List<DeliveryPhase> LOUDEST_FIRST = List.of(
            DeliveryPhase.PARKED,
            DeliveryPhase.UNKNOWN,
            DeliveryPhase.REJECTED,
            DeliveryPhase.ATTEMPTED,
            DeliveryPhase.READY,
            DeliveryPhase.CONFIRMED,
            DeliveryPhase.CANCELLED);

    static PostState of(PostStage stage, Collection<DeliveryPhase> variants) {
        return switch (stage) {
            case DRAFT -> DRAFT;
            case SUBMITTED -> SUBMITTED;
            case WAITING_APPROVAL -> WAITING_APPROVAL;
            case MISSED -> MISSED;
            case CANCELLED -> CANCELLED;
            case RELEASED -> released(variants);
        };
    }

    private static PostState released(Collection<DeliveryPhase> variants) {
        var there = variants.isEmpty() ? EnumSet.of(DeliveryPhase.READY) : EnumSet.copyOf(variants);
        var loudest = LOUDEST_FIRST.stream().filter(there::contains).findFirst().orElse(DeliveryPhase.READY);
        return switch (loudest) {
            case READY -> RELEASED;
            case ATTEMPTED -> ATTEMPTED;
            case UNKNOWN -> UNKNOWN;
            case CONFIRMED -> there.contains(DeliveryPhase.CANCELLED) ? CONFIRMED_IN_PART : CONFIRMED;
            case REJECTED -> REJECTED;
            case PARKED -> PARKED;
            case CANCELLED -> CANCELLED;
        };
    }
}
