package org.parvis.listening.connector;

import java.util.List;

/** The code that reads one kind of source. Stateless but for caches; thread-safe. */
public interface Connector {

    /** The name sources are set up with, in capitals. */
    String kind();

    /** What is wrong with these settings, before anything is tried; empty when nothing is. */
    List<SettingProblem> check(SourceSettings settings, Credentials credentials);

    /**
     * Asks the source once for what is new since the cursor, reading again a little of what came last.
     *
     * <p>Never throws for what the other side does. The caller stores the new cursor only after the items are safe, so the same
     * item may come any number of times and carries the same identity each time.
     */
    PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor);
}
