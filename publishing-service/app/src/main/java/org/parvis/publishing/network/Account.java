package org.parvis.publishing.network;

import java.util.Map;

/** An account of ours, with the secrets that sign it in; lives in memory for the time of one call. */
public record Account(String channelId, String brandId, Map<String, String> settings, Map<String, String> credentials) {

    public Account {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "Account[" + channelId + ", credentials hidden]";
    }
}
