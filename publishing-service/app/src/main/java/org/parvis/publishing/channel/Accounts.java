package org.parvis.publishing.channel;

import java.util.Map;
import org.parvis.publishing.network.Account;

/** Puts a channel and its secrets together for the time of a call. */
public final class Accounts {

    private final Credentials credentials;

    public Accounts(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Without secrets while those that are kept are not the channel's own: then others were given just now, and maybe for another place. */
    public Account of(ChannelView channel) {
        return new Account(
                channel.channelId(),
                channel.brandId(),
                channel.settings(),
                credentials
                        .open(channel.brandId(), channel.channelId())
                        .filter(secrets -> credentials
                                .fingerprint(channel.brandId(), channel.channelId(), secrets)
                                .equals(channel.fingerprint()))
                        .orElse(Map.of()));
    }
}
