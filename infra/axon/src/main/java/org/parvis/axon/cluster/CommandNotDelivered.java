package org.parvis.axon.cluster;

/** Nobody who takes this command was there: it was not sent, and nothing happened. */
public final class CommandNotDelivered extends RuntimeException {

    CommandNotDelivered(String command) {
        super("Nobody on the command bus takes " + command + " now; it was not sent");
    }
}
