package org.parvis.boot.testing;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;

/** Members for tests. */
public final class TestMembers {

    private TestMembers() {}

    /** A member with one role on one brand, English, in Paris. */
    public static Actor member(String id, Role role, String brandId) {
        return member(id, Locale.ENGLISH, new Grant("g-" + id, role, brandId, null, null, null));
    }

    public static Actor member(String id, Locale language, Grant... grants) {
        return new Actor(id, Actor.Kind.HUMAN, id, language, ZoneId.of("Europe/Paris"), Theme.SYSTEM, List.of(grants));
    }

    /** The same member, reading French. */
    public static Actor inFrench(Actor member) {
        return new Actor(
                member.id(),
                member.kind(),
                member.name(),
                Locale.FRENCH,
                member.zone(),
                member.theme(),
                member.grants());
    }
}
