package org.parvis.identity.federation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Shown;
import org.parvis.identity.member.GiveGrant;
import org.parvis.identity.member.GrantTerms;
import org.parvis.identity.member.WithdrawGrant;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.session.GatewayNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives members what their groups bring, and takes back what they bring no longer. What was given by hand is not touched: each giver knows
 * its own by who gave them.
 */
@Component
public final class GroupRights {

    private static final Logger LOG = LoggerFactory.getLogger(GroupRights.class);

    private final Commands commands;
    private final MemberItems members;
    private final List<GroupRight> rights;

    GroupRights(Commands commands, MemberItems members, CompanySettings settings) {
        this.commands = commands;
        this.members = members;
        this.rights = settings.groups().stream().map(GroupRight::of).toList();
    }

    List<GroupRight> all() {
        return rights;
    }

    /**
     * @param groups the groups the member is in now
     * @param giver in whose name rights are given, and whose rights these are
     * @param prefix of the rights' ids, different for each giver
     */
    public void apply(String memberId, Collection<String> groups, Actor giver, String prefix) {
        Map<String, GroupRight> wanted = new LinkedHashMap<>();
        rights.stream()
                .filter(right -> groups.stream().anyMatch(right::isBroughtBy))
                .forEach(right -> wanted.putIfAbsent(right.grantId(prefix), right));
        var held = given(memberId, giver);
        held.stream().filter(id -> !wanted.containsKey(id)).forEach(id -> withdraw(memberId, id, giver));
        wanted.forEach((id, right) -> {
            if (!held.contains(id)) {
                give(memberId, id, right, giver);
            }
        });
    }

    private List<String> given(String memberId, Actor giver) {
        return members.grants(memberId).stream()
                .filter(grant -> grant.givenBy().equals(giver.id()))
                .map(GrantItem::id)
                .toList();
    }

    private void give(String memberId, String grantId, GroupRight right, Actor giver) {
        try {
            commands.send(
                    new GiveGrant(memberId, grantId, new GrantTerms(right.role(), right.brandId(), null, null, null)),
                    giver,
                    null);
            Shown.soon(() -> given(memberId, giver).contains(grantId));
        } catch (Refused e) {
            LOG.warn("The group {} cannot bring {} its right: {}", right.group(), memberId, e.code());
        }
    }

    private void withdraw(String memberId, String grantId, Actor giver) {
        try {
            commands.send(new WithdrawGrant(memberId, grantId), giver, null);
            Shown.soon(() -> !given(memberId, giver).contains(grantId));
            GatewayNews.memberChanged(memberId);
        } catch (Refused e) {
            LOG.warn("The right {} of {} cannot be taken back: {}", grantId, memberId, e.code());
        }
    }
}
