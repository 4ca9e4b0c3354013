package org.parvis.publishing.delivery;

import org.jspecify.annotations.Nullable;

/** What a condition says about something that wants to leave; the reasons are stable codes with texts {@code delivery.reason.<CODE>}. */
public sealed interface Verdict {

    Verdict CLEAR = new Clear();

    /** Nothing against it. */
    record Clear() implements Verdict {}

    /** Not until a person lets it. */
    record Hold(String reason, @Nullable String stopId) implements Verdict {}

    /** Never. */
    record Cancel(String reason) implements Verdict {}
}
