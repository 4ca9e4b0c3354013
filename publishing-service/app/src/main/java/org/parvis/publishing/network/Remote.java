package org.parvis.publishing.network;

/** Something of ours that is live: the network's own name for it, and where people see it. */
public record Remote(String remoteId, String permalink) {

    public Remote {
        remoteId = Said.words(remoteId);
        permalink = Said.link(permalink);
    }
}
