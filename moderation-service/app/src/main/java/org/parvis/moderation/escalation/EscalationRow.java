package org.parvis.moderation.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matter as it stands. */
public record EscalationRow(
        String escalationId,
        String brandId,
        String subject,
        String reason,
        String rotaId,
        List<List<String>> levels,
        Duration perLevel,
        int rounds,
        String raisedBy,
        Instant raisedAt,
        int step,
        @Nullable Instant acknowledgeBefore,
        @Nullable String holder,
        @Nullable Instant acknowledgedAt,
        @Nullable Integer acknowledgedLevel,
        @Nullable String outcome,
        @Nullable String closedBy,
        @Nullable Instant closedAt) {

    private static final String OF_INCIDENT = "incident:";

    /** Where a matter stands. */
    public enum State {
        /** People are being called. */
        CALLING,
        /** Everybody was called and nobody answered. */
        UNANSWERED,
        /** Somebody has it. */
        ACKNOWLEDGED,
        CLOSED
    }

    public EscalationRow {
        levels = levels.stream().map(List::copyOf).toList();
    }

    /** Unanswered only once the time of the last call is over. */
    public State state(Instant now) {
        if (closedAt != null) {
            return State.CLOSED;
        }
        if (holder != null) {
            return State.ACKNOWLEDGED;
        }
        var isOver = acknowledgeBefore != null && !now.isBefore(acknowledgeBefore);
        return ladder().isLast(step) && isOver ? State.UNANSWERED : State.CALLING;
    }

    /** How long it took until somebody said "I have it"; null while nobody has. */
    public @Nullable Duration timeToAcknowledge() {
        return acknowledgedAt == null ? null : Duration.between(raisedAt, acknowledgedAt);
    }

    /** Whom the next call reaches; empty when there is no further call. */
    public List<String> next() {
        return ladder().isLast(step) ? List.of() : ladder().step(step + 1).members();
    }

    Ladder ladder() {
        return new Ladder(levels, rounds);
    }

    /** What it is about: the word before the colon. */
    public String subjectKind() {
        return subject.substring(0, subject.indexOf(':'));
    }

    /** What it is about: the id after the colon. */
    public String subjectId() {
        return subject.substring(subject.indexOf(':') + 1);
    }

    /** Whether a machine found it, and nobody had to raise it. */
    public boolean raisedByAlert() {
        return raisedBy.equals(Callers.OF_ALERTS);
    }

    /** How the incident ended that it ended together with; null for words that somebody wrote. */
    @Nullable
    String outcomeOfIncident() {
        return outcome != null && outcome.startsWith(OF_INCIDENT) ? outcome.substring(OF_INCIDENT.length()) : null;
    }
}
