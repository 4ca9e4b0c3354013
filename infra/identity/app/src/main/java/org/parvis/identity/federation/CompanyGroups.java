package org.parvis.identity.federation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.identity.house.Shown;
import org.parvis.identity.member.GiveGrant;
import org.parvis.identity.member.GrantTerms;
import org.parvis.identity.member.WithdrawGrant;
import org.parvis.identity.member.list.GrantItem;
import org.parvis.identity.member.list.MemberItems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Gives at each sign-in what somebody's groups bring, and takes back what they bring no longer. What was given by hand is not touched: ours
 * are those that the federation gave.
 */
@Component
final class CompanyGroups {

    private static final Logger LOG = LoggerFactory.getLogger(CompanyGroups.class);

    private final Commands commands;
    private final MemberItems members;
    private final CompanySettings settings;
    private final List<GroupRight> rights;

    CompanyGroups(Commands commands, MemberItems members, CompanySettings settings) {
        this.commands = commands;
        this.members = members;
        this.settings = settings;
        this.rights = settings.groups().stream().map(GroupRight::of).toList();
    }

    List<GroupRight> rights() {
        return rights;
    }

    void apply(String memberId, Jwt token) {
        var groups = groups(token.getClaims(), settings.groupsClaim());
        Map<String, GroupRight> wanted = new LinkedHashMap<>();
        rights.stream()
                .filter(right -> groups.stream().anyMatch(right::isBroughtBy))
                .forEach(right -> wanted.putIfAbsent(right.grantId(), right));
        var held = ours(memberId);
        held.stream().filter(id -> !wanted.containsKey(id)).forEach(id -> withdraw(memberId, id));
        wanted.forEach((id, right) -> {
            if (!held.contains(id)) {
                give(memberId, id, right);
            }
        });
    }

    private List<String> ours(String memberId) {
        return members.grants(memberId).stream()
                .filter(grant -> grant.givenBy().equals(CompanyMembers.FEDERATION.id()))
                .map(GrantItem::id)
                .toList();
    }

    private void give(String memberId, String grantId, GroupRight right) {
        try {
            commands.send(
                    new GiveGrant(memberId, grantId, new GrantTerms(right.role(), right.brandId(), null, null, null)),
                    CompanyMembers.FEDERATION,
                    null);
            Shown.soon(() -> ours(memberId).contains(grantId));
        } catch (Refused e) {
            LOG.warn("The group {} cannot bring {} its right: {}", right.group(), memberId, e.code());
        }
    }

    private void withdraw(String memberId, String grantId) {
        try {
            commands.send(new WithdrawGrant(memberId, grantId), CompanyMembers.FEDERATION, null);
            Shown.soon(() -> !ours(memberId).contains(grantId));
        } catch (Refused e) {
            LOG.warn("The right {} of {} cannot be taken back: {}", grantId, memberId, e.code());
        }
    }

    /** Dots lead into objects: {@code realm_access.roles}. */
    static Collection<String> groups(Map<String, Object> claims, String path) {
        Object value = claims;
        for (var part : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return strings(value);
    }

    private static Collection<String> strings(@Nullable Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : List.of();
    }
}
