package org.parvis.publishing.network;

/**
 * Something of ours that is live: the network's own name for it, and where people see it. Both are empty when the network does not say, or says
 * what nobody can keep.
 */
public record Remote(String remoteId, String permalink) {

    public Remote {
        remoteId = Said.name(remoteId);
        permalink = Said.link(permalink);
    }

    public boolean isNamed() {
        return !remoteId.isEmpty();
    }
}
