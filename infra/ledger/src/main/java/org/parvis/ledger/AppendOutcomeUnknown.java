package org.parvis.ledger;

import java.util.List;
import java.util.UUID;

/**
 * The connection broke during the commit and the ledger could not be asked again in time.
 *
 * <p>The entries may or may not be recorded. Look their event ids up (or repeat the command with the same command id)
 * before deciding anything.
 */
public final class AppendOutcomeUnknown extends RuntimeException {

    private final transient List<UUID> eventIds;

    AppendOutcomeUnknown(List<NewEntry> entries, Throwable cause) {
        super(
                "The connection to the ledger broke while " + entries.size()
                        + " entries were being committed, and it did not come back in time. They may be recorded: look whether entry "
                        + entries.getFirst().sequence() + " of "
                        + entries.getFirst().aggregateId() + " is "
                        + entries.getFirst().eventId() + " before repeating.",
                cause);
        eventIds = entries.stream().map(NewEntry::eventId).toList();
    }

    public List<UUID> eventIds() {
        return eventIds;
    }
}
