package org.parvis.identity.member;

import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.NotFound;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.house.Shown;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.springframework.stereotype.Component;

/** Gives rights and takes them back, for an administrator of the brand concerned. */
@Component
final class GrantDesk {

    private final Commands commands;
    private final MemberItems members;
    private final LedgerHouse ledger;
    private final Access access;
    private final HouseAccess house;

    GrantDesk(Commands commands, MemberItems members, LedgerHouse ledger, Access access, HouseAccess house) {
        this.commands = commands;
        this.members = members;
        this.ledger = ledger;
        this.access = access;
        this.house = house;
    }

    /** @return whether the grant is new */
    boolean give(String memberId, String grantId, GrantTerms terms) {
        require(terms.brandId(), "member:" + memberId);
        var isNew = commands.send(new GiveGrant(memberId, grantId, terms));
        Shown.soon(() -> isShown(memberId, grantId));
        return Boolean.TRUE.equals(isNew);
    }

    void withdraw(String memberId, String grantId) {
        access.requireAnywhere(Action.MANAGE_MEMBERS);
        Brands managed = access.brands(Action.MANAGE_MEMBERS);
        if (!managed.all()) {
            var grant = members.grants(memberId).stream()
                    .filter(g -> g.id().equals(grantId))
                    .map(GrantItem::brand)
                    .findFirst()
                    .orElseThrow(() -> new NotFound("grant", grantId));
            require(grant, "member:" + memberId);
        }
        ledger.whileNobodyElseTakesRights(() -> commands.send(new WithdrawGrant(memberId, grantId)));
        Shown.soon(() -> !isShown(memberId, grantId));
    }

    private boolean isShown(String memberId, String grantId) {
        return members.grants(memberId).stream().anyMatch(g -> g.id().equals(grantId));
    }

    void requireGiver(String brandId, String memberId) {
        require(brandId, "member:" + memberId);
    }

    private void require(String brandId, String subject) {
        if (brandId.equals(Grant.EVERY_BRAND)) {
            house.require(subject);
        } else {
            access.requireAnywhere(Action.MANAGE_MEMBERS);
            access.require(Action.MANAGE_MEMBERS, brandId);
        }
    }
}
