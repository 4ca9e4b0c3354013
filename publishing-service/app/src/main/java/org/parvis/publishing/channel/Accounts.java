package org.parvis.publishing.channel;

import java.util.Map;
import java.util.Optional;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Networks;

/** Puts a channel and its secrets together for the time of a call; secrets go nowhere but where they were given for. */
public final class Accounts {

    /** Why a channel has no account: a person has to give the secret again. */
    public static final String SECRET_OF_ANOTHER_PLACE = "SECRET_OF_ANOTHER_PLACE";

    private final Credentials credentials;
    private final Networks networks;

    public Accounts(Credentials credentials, Networks networks) {
        this.credentials = credentials;
        this.networks = networks;
    }

    /**
     * Empty while the secrets that are kept are not those that were given for the place where the channel stands; a channel without any may
     * be asked without.
     */
    public Optional<Account> of(ChannelView channel) {
        return of(channel, channel.settings());
    }

    /** The account that the channel would be under other settings. */
    Optional<Account> of(ChannelView channel, Map<String, String> settings) {
        var kept = credentials.open(channel.brandId(), channel.channelId());
        return kept.isPresent() && !wereGivenFor(channel, settings, kept.get())
                ? Optional.empty()
                : Optional.of(new Account(channel.channelId(), channel.brandId(), settings, kept.orElse(Map.of())));
    }

    /** Secrets of before fingerprints knew the place are of the one where the channel stands: without new ones it never leaves it. */
    private boolean wereGivenFor(ChannelView channel, Map<String, String> settings, Map<String, String> secrets) {
        var adapter = networks.of(channel.network());
        var place = adapter.place(settings);
        var brandId = channel.brandId();
        var channelId = channel.channelId();
        return credentials.fingerprint(brandId, channelId, secrets, place).equals(channel.fingerprint())
                || (place.equals(adapter.place(channel.settings()))
                        && credentials
                                .placelessFingerprint(brandId, channelId, secrets)
                                .equals(channel.fingerprint()));
    }
}
