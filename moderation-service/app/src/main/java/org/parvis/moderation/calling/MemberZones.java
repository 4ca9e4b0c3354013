package org.parvis.moderation.calling;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads the zone of a member. */
final class MemberZones {

    private MemberZones() {}

    /** UTC for a zone this machine does not know. */
    static ZoneId of(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
