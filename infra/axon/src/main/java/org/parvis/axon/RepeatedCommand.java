package org.parvis.axon;

/** The aggregate's past already holds what this command led to. */
public final class RepeatedCommand extends RuntimeException {

    public RepeatedCommand(String commandId) {
        super("Command " + commandId + " was carried out before", null, false, false);
    }
}
