package org.parvis.town.square;

import java.time.Instant;

/** Something that happened to a post, under its own gapless number. */
public record Change(long number, Kind kind, Instant at, Instant acceptedAt, String post) {

    /** What happened. */
    public enum Kind {
        CREATED,
        EDITED,
        DELETED
    }
}
