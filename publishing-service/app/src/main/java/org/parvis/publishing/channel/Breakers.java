package org.parvis.publishing.channel;

/** Knows which channels are left alone for a while because their network failed again and again. */
@FunctionalInterface
public interface Breakers {

    boolean isOpen(String channelId);
}
