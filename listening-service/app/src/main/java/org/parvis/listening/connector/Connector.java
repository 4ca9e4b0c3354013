package org.parvis.listening.connector;

import java.util.List;
import java.util.stream.Collectors;

/** The code that reads one kind of source. Stateless but for caches; thread-safe. */
public interface Connector {

    /**
     * The setting of whoever can listen as it comes: with it a poll keeps its line open for some seconds and brings what is said meanwhile, and
     * the next one begins at once.
     */
    String STREAM = "stream";

    /** The name sources are set up with, in capitals. */
    String kind();

    /** What it needs to know, in the order in which people are asked. */
    List<Setting> settings();

    /** What is wrong with these settings, before anything is tried; empty when nothing is. */
    List<SettingProblem> check(SourceSettings settings, Credentials credentials);

    /** Where secrets are sent, and as whom. */
    default Place place(SourceSettings settings) {
        return Place.of(settings().stream()
                .filter(setting -> !setting.secret() && !setting.choice())
                .map(Setting::name)
                .filter(name -> settings.optional(name).isPresent())
                .collect(Collectors.toMap(name -> name, settings::required)));
    }

    /**
     * Within what a message's id is unique, so that somebody who brings messages of this source in from a file means the same ones.
     *
     * @param remoteId as the network calls the message
     */
    String scope(SourceSettings settings, String remoteId);

    /**
     * Asks the source once for what is new since the cursor, reading again a little of what came last.
     *
     * <p>Never throws for what the other side does. The caller stores the new cursor only after the items are safe, so the same
     * item may come any number of times and carries the same identity each time.
     */
    PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor);
}
