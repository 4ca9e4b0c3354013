package org.parvis.axon;

import java.lang.management.ManagementFactory;

/**
 * Who follows the ledger, as claims on its processors name it. A claim that is not renewed is taken over after ten seconds by anybody, and
 * at once by the same name: only a process that no other can run beside may keep its name over a restart.
 */
public record NodeName(String value) {

    /** A new one for each process. */
    static NodeName ofProcess() {
        return new NodeName(ManagementFactory.getRuntimeMXBean().getName());
    }
}
