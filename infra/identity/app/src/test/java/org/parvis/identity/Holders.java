package org.parvis.identity;

import org.parvis.axon.Commands;
import org.parvis.boot.testing.RunningService;
import org.parvis.identity.member.GiveGrant;
import org.parvis.identity.member.GrantTerms;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.member.MemberProfile;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.StreamNames;

/** Members who hold in the ledger what their tokens say. */
final class Holders {

    private static final Actor TEST = Actor.automation("test");

    private Holders() {}

    static Actor holding(RunningService identity, Actor member) {
        var id = member.id();
        if (identity.bean(LedgerReader.class)
                .lastSequence(StreamNames.TYPE_AND_ID.name("Member", id))
                .isEmpty()) {
            var profile = new MemberProfile(id, id + "@alize.example", "en", "Europe/Paris");
            identity.bean(MemberDesk.class).register(id, profile, null, TEST, null);
        }
        member.grants()
                .forEach(g -> identity.bean(Commands.class)
                        .send(
                                new GiveGrant(
                                        id,
                                        g.grantId(),
                                        new GrantTerms(g.role(), g.brandId(), g.country(), g.channelId(), g.until())),
                                TEST,
                                null));
        return member;
    }
}
