package org.parvis.identity.house;

import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/** Asks for the right to run the whole house, not only one of its brands. */
@Component
public final class HouseAccess {

    private final Access access;

    HouseAccess(Access access) {
        this.access = access;
    }

    /**
     * Requires the management of members on every brand.
     *
     * @param subject what was to be touched, as {@code kind:id}
     */
    public void require(String subject) {
        require(Action.MANAGE_MEMBERS, subject);
    }

    /** Requires something on every brand. */
    public void require(Action action, String subject) {
        access.requireAnywhere(action);
        try {
            access.require(action, Grant.EVERY_BRAND, null, subject);
        } catch (NotFound e) {
            // The attempt is an entry by now; an administrator may know what is missing.
            throw new HouseRefused(HouseRefusal.WHOLE_HOUSE_NEEDED, subject);
        }
    }

    /** Requires the same unless members touch what is theirs. */
    public void requireUnlessOwn(String memberId) {
        if (!CurrentActor.require().id().equals(memberId)) {
            require("member:" + memberId);
        }
    }
}
