package org.parvis.listening.connector;

import java.util.List;

/** A place without an interface: people carry over what they read there, one by one or as a file. */
public final class ManualConnector implements Connector {

    public static final String KIND = "MANUAL";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        return List.of();
    }

    /** The address of a page is the same whoever carries it over. */
    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return remoteId.contains("://") ? "link" : "by hand";
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        return PollResult.Batch.of(List.of(), cursor);
    }
}
