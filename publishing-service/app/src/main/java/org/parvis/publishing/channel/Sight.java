package org.parvis.publishing.channel;

import java.util.HashSet;
import java.util.Set;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.identity.rights.Action;

/** Whose things somebody may look at: those of every brand on which they may do any of several things. */
public final class Sight {

    private Sight() {}

    public static Brands of(Access access, Action... anyOf) {
        Set<String> brands = new HashSet<>();
        for (var action : anyOf) {
            brands.addAll(access.brands(action).ids());
        }
        return new Brands(brands);
    }

    /** Lets pass whoever may do any of several things on any brand; the first is named to who may do none. */
    public static void requireAnywhere(Access access, Action... anyOf) {
        if (of(access, anyOf).ids().isEmpty()) {
            access.requireAnywhere(anyOf[0]);
        }
    }

    /** Lets pass whoever may do any of several things there; the first is named to who may do none. */
    public static void require(Access access, String brandId, String subject, Action... anyOf) {
        if (!of(access, anyOf).contains(brandId)) {
            access.require(anyOf[0], brandId, null, subject);
        }
    }
}
