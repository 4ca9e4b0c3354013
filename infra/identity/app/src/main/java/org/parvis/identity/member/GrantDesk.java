package org.parvis.identity.member;

import java.time.Clock;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.house.HouseAccess;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.member.list.WaitingGrant;
import org.parvis.identity.member.list.WaitingGrants;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.session.GatewayNews;
import org.springframework.stereotype.Component;

/** Gives rights and takes them back, for an administrator of the brand concerned. */
@Component
public final class GrantDesk {

    private final Commands commands;
    private final MemberItems members;
    private final WaitingGrants waiting;
    private final LedgerHouse ledger;
    private final Access access;
    private final HouseAccess house;
    private final Clock clock;

    GrantDesk(
            Commands commands,
            MemberItems members,
            WaitingGrants waiting,
            LedgerHouse ledger,
            Access access,
            HouseAccess house,
            Clock clock) {
        this.commands = commands;
        this.members = members;
        this.waiting = waiting;
        this.ledger = ledger;
        this.access = access;
        this.house = house;
        this.clock = clock;
    }

    Giving give(String memberId, String grantId, GrantTerms terms) {
        require(terms.brandId(), "member:" + memberId);
        requireNotLongerThanOwn(terms);
        var giving = commands.send(new GiveGrant(memberId, grantId, terms)) instanceof Giving g ? g : Giving.KNOWN;
        Shown.soon(() ->
                giving == Giving.WAITING ? waiting.find(memberId, grantId).isPresent() : isShown(memberId, grantId));
        return giving;
    }

    /** Whoever administers for a time leaves nothing behind that lasts longer, for themselves least of all. */
    private void requireNotLongerThanOwn(GrantTerms terms) {
        house.actor()
                .endOf(Action.MANAGE_MEMBERS, terms.brandId(), clock.instant())
                .filter(end -> terms.until() == null || terms.until().isAfter(end))
                .ifPresent(end -> {
                    throw new InvalidInput("until", "longer-than-own", end);
                });
    }

    /** @param version of the wish that was seen */
    public void confirm(String memberId, String grantId, long version) {
        var wish = requireConfirmer(memberId, grantId);
        access.requireSecondFactor();
        commands.send(new ConfirmGrant(memberId, grantId, wish.brand(), version));
        Shown.soon(() -> isShown(memberId, grantId));
    }

    /** @param version of the wish that was seen */
    public void decline(String memberId, String grantId, long version) {
        var wish = requireConfirmer(memberId, grantId);
        commands.send(new DeclineGrant(memberId, grantId, wish.brand(), version));
        Shown.soon(() -> waiting.find(memberId, grantId).isEmpty());
    }

    private WaitingGrant requireConfirmer(String memberId, String grantId) {
        house.requireAnywhere(Action.CONFIRM_GRANT);
        var wish = waiting.find(memberId, grantId).orElseThrow(() -> new NotFound("grant", grantId));
        var subject = "member:" + memberId;
        if (wish.brand().equals(Grant.EVERY_BRAND)) {
            house.require(Action.CONFIRM_GRANT, subject);
        } else {
            house.requireOn(wish.brand(), Action.CONFIRM_GRANT, subject);
        }
        return wish;
    }

    void withdraw(String memberId, String grantId) {
        house.requireAnywhere(Action.MANAGE_MEMBERS);
        var managed = new Brands(house.actor().brandsFor(Action.MANAGE_MEMBERS, clock.instant()));
        if (!managed.all()) {
            var grant = members.grants(memberId).stream()
                    .filter(g -> g.id().equals(grantId))
                    .map(GrantItem::brand)
                    .findFirst()
                    .or(() -> waiting.find(memberId, grantId).map(WaitingGrant::brand))
                    .orElseThrow(() -> new NotFound("grant", grantId));
            require(grant, "member:" + memberId);
        }
        ledger.whileNobodyElseTakesRights(() -> commands.send(new WithdrawGrant(memberId, grantId)));
        Shown.soon(() ->
                !isShown(memberId, grantId) && waiting.find(memberId, grantId).isEmpty());
        GatewayNews.memberChanged(memberId);
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
            house.requireOn(brandId, Action.MANAGE_MEMBERS, "brand:" + brandId);
        }
    }
}
