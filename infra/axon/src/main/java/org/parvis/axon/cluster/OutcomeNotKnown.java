package org.parvis.axon.cluster;

/**
 * A command was sent to another service, no answer came, and the ledger does not hold what it would have led to. It may still be carried
 * out, or have been carried out without a trace, so it is not sent again; whoever asks again under the same id asks for the same thing.
 */
public final class OutcomeNotKnown extends RuntimeException {

    private final String commandId;

    OutcomeNotKnown(String command, String commandId, Throwable cause) {
        super("No answer to " + command + " and no entry of it yet; look it up under command id " + commandId, cause);
        this.commandId = commandId;
    }

    public String commandId() {
        return commandId;
    }
}
