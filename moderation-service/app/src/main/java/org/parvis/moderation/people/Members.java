package org.parvis.moderation.people;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.parvis.privacy.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks about members what moderation wants to know. */
@Component
public class Members {

    private static final int MOST_LEADS = 20;

    private final MemberDirectory directory;
    private final JdbcClient jdbc;

    Members(MemberDirectory directory, JdbcClient jdbc) {
        this.directory = directory;
        this.jdbc = jdbc;
    }

    /** What people call a member; the id of somebody unknown, such as an automation or an erased member. */
    public String nameOf(String memberId) {
        var name = directory.name(memberId);
        return Erased.is(name) ? memberId : name;
    }

    /** The leads of a brand: whoever is called when it has no rota. */
    public List<String> leadsOf(String brandId) {
        return directory.holding(Role.LEAD, brandId).stream()
                .map(MemberDirectory.Entry::memberId)
                .limit(MOST_LEADS)
                .toList();
    }

    /** Whoever could answer a call for a brand, for choosing whom to put on a rota. */
    public List<MemberDirectory.Entry> whoCouldAnswer(String brandId) {
        return directory.allowed(Action.ACKNOWLEDGE, brandId);
    }

    /** Those of some members who could answer a call, each with the brands on which they could; for pages. */
    public Set<MemberDirectory.Reach> answering(Collection<String> memberIds) {
        return Set.copyOf(directory.reach(Action.ACKNOWLEDGE, memberIds));
    }

    /** Who could put rules of a brand in force: whoever may, on the brand as a whole. */
    public List<MemberDirectory.Entry> whoCouldAdopt(String brandId, Instant at) {
        var whole = new HashSet<>(jdbc.sql("""
                        select member_id from member_grant
                        where brand_id in (:brand, :every) and channel_id is null and role = any(:roles)
                          and (until is null or until > :at)
                        """)
                .param("brand", brandId)
                .param("every", Grant.EVERY_BRAND)
                .param(
                        "roles",
                        Arrays.stream(Role.values())
                                .filter(role -> Rights.of(role).contains(Action.ADOPT_POLICY))
                                .map(Role::name)
                                .toArray(String[]::new))
                .param("at", Timestamp.from(at))
                .query(String.class)
                .list());
        return directory.allowed(Action.ADOPT_POLICY, brandId).stream()
                .filter(member -> whole.contains(member.memberId()))
                .toList();
    }

    /**
     * In which roles some members write for channels of a brand, on each of them: more that somebody may do elsewhere says nothing here.
     *
     * @param channels none means the brand as a whole
     */
    public Hands hands(Collection<String> memberIds, String brandId, Collection<String> channels, Instant at) {
        var roles = new ArrayList<@Nullable Role>();
        for (var member : memberIds) {
            if (channels.isEmpty()) {
                roles.add(roleOn(member, brandId, null, at));
            }
            channels.forEach(channel -> roles.add(roleOn(member, brandId, channel, at)));
        }
        return Hands.of(roles);
    }

    /** The role in which a member writes there, the most powerful of several; null when none is known. */
    private @Nullable Role roleOn(String memberId, String brandId, @Nullable String channelId, Instant at) {
        var grants = jdbc.sql("""
                        select grant_id, role, brand_id, country, channel_id, until from member_grant
                        where member_id = ? and brand_id in (?, ?) and (channel_id is null or channel_id = ?)
                        """)
                .params(Arrays.asList(memberId, brandId, Grant.EVERY_BRAND, channelId))
                .query((row, number) -> new Grant(
                        row.getString(1),
                        Role.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        instant(row.getTimestamp(6))))
                .list();
        return new Actor(memberId, Actor.Kind.HUMAN, memberId, Locale.ROOT, ZoneOffset.UTC, Theme.SYSTEM, grants)
                .roleOn(brandId, at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
