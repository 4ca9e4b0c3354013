package org.parvis.moderation.escalation;

import java.time.Instant;
import java.util.List;

/** One call of a matter: who, on which level, in which round, when. */
public record Call(int step, int round, int level, List<String> members, Instant at) {

    public Call {
        members = List.copyOf(members);
    }
}
