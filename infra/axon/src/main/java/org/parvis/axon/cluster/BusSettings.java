package org.parvis.axon.cluster;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a process takes part in the command bus.
 *
 * @param cluster only processes that say the same name find each other
 * @param address the address to listen at, and at which the others find this process
 * @param port for commands; the next one tells the others that this process lives
 * @param keyStore PKCS12, with the key of the messages and the key of the members
 * @param answerWithin how long another service may take for an answer
 * @param lookUpFor how long the ledger is looked at afterwards for what became of a command
 */
public record BusSettings(
        String cluster,
        String address,
        int port,
        Path keyStore,
        String keyStorePassword,
        Duration answerWithin,
        Duration lookUpFor) {

    @Override
    public String toString() {
        return "BusSettings[" + cluster + " at " + address + ":" + port + "]";
    }
}
