package org.parvis.moderation.policy;

/** Words of a draft that made a rule fire, and where they stand in it. */
public record Match(int start, int end, String words) {

    boolean meets(Match other) {
        return start < other.end && other.start < end;
    }
}
