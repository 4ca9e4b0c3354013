package org.parvis.identity.house;

import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/**
 * Asks for rights on members and on the house as a whole, by what the ledger says now. A token may be minutes old, and what somebody gives
 * in these minutes lasts.
 */
@Component
public final class HouseAccess {

    private final Access access;
    private final HeldRights held;

    HouseAccess(Access access, HeldRights held) {
        this.access = access;
        this.held = held;
    }

    /** The member of the running request, with the rights they hold now. */
    public Actor actor() {
        var actor = CurrentActor.require();
        return actor.holding(held.of(actor.id()));
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
        try {
            requireOn(Grant.EVERY_BRAND, action, subject);
        } catch (NotFound e) {
            // The attempt is an entry by now; an administrator may know what is missing.
            throw new HouseRefused(HouseRefusal.WHOLE_HOUSE_NEEDED, subject);
        }
    }

    /** Requires something on one brand as a whole. */
    public void requireOn(String brandId, Action action, String subject) {
        var actor = actor();
        access.requireAnywhere(actor, action);
        access.require(actor, action, brandId, null, subject);
    }

    /** Requires something on any brand. */
    public void requireAnywhere(Action action) {
        access.requireAnywhere(actor(), action);
    }

    /** Requires the same unless members touch what is theirs. */
    public void requireUnlessOwn(String memberId) {
        if (!CurrentActor.require().id().equals(memberId)) {
            require("member:" + memberId);
        }
    }
}
