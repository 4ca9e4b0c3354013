package org.parvis.publishing.reply;

import java.util.Optional;

/** Knows why nothing leaves on a channel at the moment. */
@FunctionalInterface
public interface StopNotice {

    /** The reason of the stop in force, if there is one. */
    Optional<String> over(String brandId, String channelId);
}
