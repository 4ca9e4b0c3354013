package org.parvis.publishing.reply;

import java.util.Optional;

/** Finds the account of ours with which a message can be answered. */
@FunctionalInterface
public interface ChannelChoice {

    /** A channel of the brand that is switched on and lives on the network of the message. */
    Optional<String> forAnswering(String brandId, String mentionId);
}
