package org.parvis.listening.story;

import java.time.Instant;
import java.util.List;

/** What is remembered of messages. */
interface Traces {

    /** So many are looked at for one message, the newest first. */
    int MOST = 200;

    /** Those of a brand that share a key, and were said within the window around a moment. */
    List<Trace> near(String brandId, long[] keys, Instant saidAt);

    void keep(Trace trace);

    /** Somebody else said the same, of whom no trace is kept. */
    void saidAgain(List<Trace> traces, Instant saidAt);
}
