package org.parvis.listening.connector;

import java.util.List;
import java.util.Locale;

/** A place whose own program hands over what is said there, in calls that it signs; nothing is asked. */
public final class WebhookConnector implements Connector {

    public static final String KIND = "WEBHOOK";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.required("origin"));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        return Setting.missing(settings(), settings, credentials);
    }

    /** Never that of another connector, even where ids are addresses: whoever signs for one place changes nothing of others. */
    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return "webhook " + settings.required("origin").toLowerCase(Locale.ROOT);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        return PollResult.Batch.of(List.of(), cursor);
    }
}
