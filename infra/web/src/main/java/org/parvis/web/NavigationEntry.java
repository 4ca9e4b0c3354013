package org.parvis.web;

import java.util.EnumSet;
import java.util.Set;

/**
 * One line of the navigation.
 *
 * @param id also the key of its count and of its text, {@code shell.nav.<id>}
 * @param also paths of pages that are read beside this one and have no line of their own
 * @param group the first group a member sees stands alone at the top, the others under {@code shell.group.<group>}
 */
record NavigationEntry(String id, String path, Set<String> also, String icon, Group group, Set<Role> roles) {

    enum Group {
        WORK,
        MEASURE,
        PUBLISH,
        LISTEN,
        RULES,
        HOUSE
    }

    NavigationEntry {
        roles = Set.copyOf(roles);
        also = Set.copyOf(also);
    }

    static NavigationEntry of(String id, String path, String icon, Group group, Role first, Role... others) {
        return new NavigationEntry(id, path, Set.of(), icon, group, EnumSet.of(first, others));
    }

    /** With pages beside it. */
    NavigationEntry and(String... others) {
        return new NavigationEntry(id, path, Set.of(others), icon, group, roles);
    }

    /** First segment of the path, which is the service that owns the page. */
    String service() {
        return path.substring(1, path.indexOf('/', 1));
    }

    boolean isFor(SignedIn member) {
        return roles.stream().anyMatch(member.roles()::contains);
    }

    boolean contains(String requested) {
        return isAt(path, requested) || also.stream().anyMatch(other -> isAt(other, requested));
    }

    private static boolean isAt(String path, String requested) {
        return requested.equals(path) || requested.startsWith(path + "/");
    }
}
