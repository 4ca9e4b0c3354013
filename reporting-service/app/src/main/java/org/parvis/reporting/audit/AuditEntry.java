package org.parvis.reporting.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a story, in words.
 *
 * @param what the kind of entry, stable for programs, such as {@code ReviewApproved}
 * @param label the same in the reader's language
 * @param detail what else there is to say, in the reader's language; may be empty
 * @param mark how the paving stone is drawn
 */
public record AuditEntry(
        long position,
        Instant at,
        String what,
        String label,
        String actor,
        String actorName,
        String actorKind,
        @Nullable String role,
        String roleName,
        String detail,
        @Nullable String contentHash,
        @Nullable Seen seen,
        Mark mark) {

    /** What a person decides, what is proved, what is unknown, and everything else. */
    public enum Mark {
        PLAIN,
        DECIDES,
        PROVES,
        UNKNOWN,
        REFUSES
    }

    /** What somebody was shown before deciding. */
    public record Seen(String viewHash, int messages) {}
}
