package org.parvis.publishing.channel;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused.Category;
import org.parvis.publishing.api.ChannelChanged;
import org.parvis.publishing.api.ChannelConnected;
import org.parvis.publishing.api.ChannelCredentialsReplaced;
import org.parvis.publishing.api.ChannelDisabled;
import org.parvis.publishing.api.ChannelEnabled;
import org.parvis.publishing.api.ChannelEvent;
import org.parvis.publishing.api.Network;

/** An account of ours on a network. */
@SuppressWarnings("NullAway.Init")
final class Channel {

    @AggregateIdentifier
    private String channelId;

    private String brandId;
    private Network network;
    private String name;
    private String zone;
    private Map<String, String> settings;
    private int undoSeconds;
    private @Nullable String fingerprint;
    private @Nullable String disabledBecause;

    Channel() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ConnectChannel command) {
        if (channelId == null) {
            apply(new ChannelConnected(
                    command.channelId(),
                    command.brandId(),
                    command.network(),
                    command.name(),
                    command.zone(),
                    command.settings(),
                    command.undoSeconds()));
        } else {
            mustBeOf(command.brandId());
            if (command.network() != network
                    || isDifferent(command.name(), command.zone(), command.settings(), command.undoSeconds())) {
                throw new ChannelRefused(Category.CONFLICT, ChannelRefusal.ALREADY_EXISTS_DIFFERENT, channelId);
            }
        }
        replaceCredentials(command.fingerprint());
    }

    @CommandHandler
    void decide(ChangeChannel command) {
        mustBeOf(command.brandId());
        if (command.expectedVersion() != null && !command.expectedVersion().equals(getVersion())) {
            throw new ChannelRefused(
                    Category.CONFLICT,
                    ChannelRefusal.VERSION_MOVED_ON,
                    channelId,
                    Map.of("version", getVersion(), "expected", command.expectedVersion()));
        }
        if (isDifferent(command.name(), command.zone(), command.settings(), command.undoSeconds())) {
            apply(new ChannelChanged(
                    channelId,
                    brandId,
                    network,
                    command.name(),
                    command.zone(),
                    command.settings(),
                    command.undoSeconds()));
        }
        replaceCredentials(command.fingerprint());
    }

    @CommandHandler
    void decide(DisableChannel command) {
        mustBeOf(command.brandId());
        if (command.reason().isBlank()) {
            throw new ChannelRefused(Category.INVALID, ChannelRefusal.REASON_MISSING, channelId);
        }
        if (disabledBecause == null) {
            apply(new ChannelDisabled(channelId, brandId, command.reason().strip()));
        }
    }

    @CommandHandler
    void decide(EnableChannel command) {
        mustBeOf(command.brandId());
        if (disabledBecause != null) {
            apply(new ChannelEnabled(channelId, brandId));
        }
    }

    private void replaceCredentials(@Nullable String replacement) {
        if (replacement != null && !replacement.equals(fingerprint)) {
            apply(new ChannelCredentialsReplaced(channelId, brandId, replacement));
        }
    }

    private boolean isDifferent(
            String otherName, String otherZone, Map<String, String> otherSettings, int otherUndoSeconds) {
        return !otherName.equals(name)
                || !otherZone.equals(zone)
                || !otherSettings.equals(settings)
                || otherUndoSeconds != undoSeconds;
    }

    /** Another brand's channel is no channel at all to whoever asks. */
    private void mustBeOf(String claimedBrandId) {
        if (!brandId.equals(claimedBrandId)) {
            throw new ChannelRefused(Category.NOT_FOUND, ChannelRefusal.CHANNEL_UNKNOWN, channelId);
        }
    }

    @EventSourcingHandler
    void evolve(ChannelEvent event) {
        switch (event) {
            case ChannelConnected e -> {
                channelId = e.channelId();
                brandId = e.brandId();
                network = e.network();
                describe(e.name(), e.zone(), e.settings(), e.undoSeconds());
            }
            case ChannelChanged e -> describe(e.name(), e.zone(), e.settings(), e.undoSeconds());
            case ChannelCredentialsReplaced e -> fingerprint = e.fingerprint();
            case ChannelDisabled e -> disabledBecause = e.reason();
            case ChannelEnabled e -> disabledBecause = null;
        }
    }

    private void describe(String newName, String newZone, Map<String, String> newSettings, int newUndoSeconds) {
        name = newName;
        zone = newZone;
        settings = newSettings;
        undoSeconds = newUndoSeconds;
    }

    ChannelView view(long version) {
        return new ChannelView(
                channelId,
                brandId,
                network,
                name,
                zone,
                settings,
                undoSeconds,
                disabledBecause,
                fingerprint != null,
                fingerprint,
                version);
    }
}
