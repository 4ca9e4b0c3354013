package org.parvis.publishing.network;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parvis.publishing.api.Network;

/** The networks this installation can publish on. */
public final class Networks {

    private final Map<Network, NetworkAdapter> adapters = new EnumMap<>(Network.class);

    public Networks(Collection<? extends NetworkAdapter> adapters) {
        adapters.forEach(adapter -> this.adapters.put(adapter.network(), adapter));
    }

    public Optional<NetworkAdapter> find(Network network) {
        return Optional.ofNullable(adapters.get(network));
    }

    /** The adapter of a channel's network; there is one, or the channel could not have been connected. */
    public NetworkAdapter of(Network network) {
        return find(network).orElseThrow(() -> new IllegalStateException("No adapter speaks " + network));
    }

    public Set<Network> all() {
        return Set.copyOf(adapters.keySet());
    }
}
