package org.parvis.moderation.people;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;

/**
 * Who had a hand in a draft: whoever began it, wrote a part of it or submits it.
 *
 * @param roles in which roles they act on the brand
 * @param unknown whether somebody of them holds none that is known
 */
public record Hands(Set<Role> roles, boolean unknown) {

    public Hands {
        roles = Set.copyOf(roles);
    }

    /** Of several people, each with their role or none. */
    public static Hands of(Iterable<@Nullable Role> each) {
        var roles = EnumSet.noneOf(Role.class);
        var unknown = false;
        for (var role : each) {
            if (role == null) {
                unknown = true;
            } else {
                roles.add(role);
            }
        }
        return new Hands(roles, unknown);
    }
}
