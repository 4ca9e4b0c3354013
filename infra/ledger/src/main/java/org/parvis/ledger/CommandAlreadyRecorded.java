package org.parvis.ledger;

/** The command has already had its effect on this aggregate; nothing was recorded again. */
public final class CommandAlreadyRecorded extends RuntimeException {

    private final String aggregateId;
    private final String commandId;
    private final long firstPosition;
    private final long lastPosition;

    CommandAlreadyRecorded(String aggregateId, String commandId, long firstPosition, long lastPosition) {
        super("Command " + commandId + " is already recorded on aggregate " + aggregateId + " at positions "
                + firstPosition + " to " + lastPosition + ". Nothing was recorded again.");
        this.aggregateId = aggregateId;
        this.commandId = commandId;
        this.firstPosition = firstPosition;
        this.lastPosition = lastPosition;
    }

    public String aggregateId() {
        return aggregateId;
    }

    public String commandId() {
        return commandId;
    }

    /** Position of the first entry the command caused on this aggregate. */
    public long firstPosition() {
        return firstPosition;
    }

    /** Position of the last entry the command caused on this aggregate. */
    public long lastPosition() {
        return lastPosition;
    }
}
