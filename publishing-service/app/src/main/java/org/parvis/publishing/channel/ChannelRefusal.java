package org.parvis.publishing.channel;

/** Why a channel says no. */
enum ChannelRefusal {
    ALREADY_EXISTS_DIFFERENT,
    CHANNEL_UNKNOWN,
    VERSION_MOVED_ON,
    REASON_MISSING
}
