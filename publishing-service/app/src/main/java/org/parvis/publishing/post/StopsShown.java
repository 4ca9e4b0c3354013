package org.parvis.publishing.post;

import java.util.List;
import org.parvis.boot.Scope;

/** Tells the calendar which stops are in force: they are visible while they last. */
@FunctionalInterface
public interface StopsShown {

    List<Shown> inForce(Scope sight);

    /** A stop in one line. */
    record Shown(String stopId, String where, String reason, long held, long gone, long inFlight) {}
}
