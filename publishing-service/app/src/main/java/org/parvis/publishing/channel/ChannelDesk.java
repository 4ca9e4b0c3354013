package org.parvis.publishing.channel;

import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.WaitingRoom;
import org.parvis.fetcher.Patience;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.SignIn;

/** What people do with channels, for the API and the pages alike. */
final class ChannelDesk {

    private final Commands commands;
    private final Access access;
    private final Channels channels;
    private final Credentials credentials;
    private final Accounts accounts;
    private final Networks networks;
    private final ChannelHealth health;
    private final WaitingRoom waiting;

    ChannelDesk(
            Commands commands,
            Access access,
            Channels channels,
            Credentials credentials,
            Accounts accounts,
            Networks networks,
            ChannelHealth health,
            WaitingRoom waiting) {
        this.commands = commands;
        this.access = access;
        this.channels = channels;
        this.credentials = credentials;
        this.accounts = accounts;
        this.networks = networks;
        this.health = health;
        this.waiting = waiting;
    }

    /** Sets a channel up; true when it is new. */
    boolean connect(String channelId, ChannelForm form) {
        Ids.requireValid(channelId);
        var brandId = form.brand() == null ? "" : form.brand();
        Ids.requireValid("brand", brandId);
        var known = channels.find(channelId);
        // A channel that is not there yet is of the whole brand.
        access.require(Action.MANAGE_CHANNELS, brandId, known.isEmpty() ? null : channelId);
        if (known.isPresent() && !known.get().brandId().equals(brandId)) {
            throw new NotFound("channel", channelId);
        }
        var described = ChannelDescription.of(form, null, networks, known.isEmpty());
        requireFactorFor(described);
        commands.send(new ConnectChannel(
                channelId,
                brandId,
                described.network(),
                described.name(),
                described.zone(),
                described.settings(),
                described.undoSeconds(),
                fingerprint(brandId, channelId, described)));
        store(brandId, channelId, described);
        return known.isEmpty();
    }

    void change(String channelId, ChannelForm form, @Nullable Long expectedVersion) {
        var channel = require(channelId);
        var described = ChannelDescription.of(form, channel.network(), networks, false);
        requireSecretsForAnotherPlace(channel, described);
        requireFactorFor(described);
        commands.send(new ChangeChannel(
                channelId,
                channel.brandId(),
                described.name(),
                described.zone(),
                described.settings(),
                described.undoSeconds(),
                fingerprint(channel.brandId(), channelId, described),
                expectedVersion));
        store(channel.brandId(), channelId, described);
    }

    /**
     * Whoever may name another server is not whom the secret was told. Somebody else may change the channel in this very moment; that is why
     * the fingerprint knows the place too.
     */
    private void requireSecretsForAnotherPlace(ChannelView channel, ChannelDescription described) {
        if (described.credentials().isEmpty()
                && accounts.of(channel, described.settings()).isEmpty()) {
            throw secretOfAnotherPlace(channel);
        }
    }

    private InvalidInput secretOfAnotherPlace(ChannelView channel) {
        var secrets = networks.of(channel.network()).requiredCredentials();
        return new InvalidInput(
                "credentials." + secrets.stream().sorted().findFirst().orElse(""), "secret-of-another-place");
    }

    /** Whether nothing can be sent before somebody gives the secret again. */
    boolean asksForSecretAgain(ChannelView channel) {
        return accounts.of(channel).isEmpty();
    }

    /** New secrets decide in whose name we speak. */
    private void requireFactorFor(ChannelDescription described) {
        if (!described.credentials().isEmpty()) {
            access.requireSecondFactor();
        }
    }

    private @Nullable String fingerprint(String brandId, String channelId, ChannelDescription described) {
        return described.credentials().isEmpty()
                ? null
                : credentials.fingerprint(
                        brandId,
                        channelId,
                        described.credentials(),
                        networks.of(described.network()).place(described.settings()));
    }

    /** After the command, so that nobody replaces the secrets of a channel they may not touch. */
    private void store(String brandId, String channelId, ChannelDescription described) {
        if (!described.credentials().isEmpty()) {
            credentials.store(brandId, channelId, described.credentials());
        }
    }

    void disable(String channelId, @Nullable String reason) {
        var channel = require(channelId);
        if (reason != null && reason.length() > 500) {
            throw new InvalidInput("reason", "too-long", 500);
        }
        commands.send(new DisableChannel(channelId, channel.brandId(), reason == null ? "" : reason));
    }

    void enable(String channelId) {
        commands.send(new EnableChannel(channelId, require(channelId).brandId()));
    }

    /** Signs in once, to see whether the secrets are accepted; nothing is published. */
    SignIn trySignIn(String channelId) {
        var channel = require(channelId);
        var adapter = networks.of(channel.network());
        var account = accounts.of(channel).orElseThrow(() -> {
            health.failed(channel.brandId(), channelId, "NOT_SET_UP", Accounts.SECRET_OF_ANOTHER_PLACE);
            return secretOfAnotherPlace(channel);
        });
        var result = waiting.ask(patience -> Patience.within(patience, () -> adapter.trySignIn(account)));
        switch (result) {
            case SignIn.Works(var name, var standing) -> health.signedIn(channel.brandId(), channelId, name, standing);
            case SignIn.NotAccepted(var detail) ->
                health.failed(channel.brandId(), channelId, "SIGN_IN_REFUSED", detail);
            case SignIn.NotReached(var cause) -> health.failed(channel.brandId(), channelId, "NOT_REACHED", cause);
        }
        return result;
    }

    private ChannelView require(String channelId) {
        var channel = channels.find(channelId).orElseThrow(() -> new NotFound("channel", channelId));
        access.require(Action.MANAGE_CHANNELS, channel.brandId(), channelId, "channel:" + channelId);
        return channel;
    }

    /** For those who manage it and for those who write on it. */
    ChannelView read(String channelId) {
        var channel = channels.find(channelId).orElseThrow(() -> new NotFound("channel", channelId));
        Sight.require(
                access,
                channel.brandId(),
                channelId,
                "channel:" + channelId,
                Action.DRAFT,
                Action.MANAGE_CHANNELS,
                Action.READ_AUDIT);
        return channel;
    }
}
