package org.parvis.listening.importing;

import org.parvis.listening.connector.CollectedItem;

/** What a line of a file says; lines are counted as an editor counts them, from 1. */
public sealed interface ImportLine {

    long number();

    /** A message; its scope is filled in by whoever knows the source. */
    record Message(long number, CollectedItem item) implements ImportLine {}

    record Refused(long number, LineProblem problem) implements ImportLine {}
}
