package org.parvis.identity.member.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Weight;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads members and their rights. */
@Component
public final class MemberItems {

    private static final String BETWEEN = "\n";
    private static final String MEMBER = """
            select member_id, name, email, language, theme, zone, registered_at, password_changed_at, left_at from member
            """;

    /** With their rights, which weigh more than they do. */
    private static final String LISTED = """
            select m.*, (select string_agg(g::text, '') from member_grant g where g.member_id = m.member_id) as grants from member m
            """;

    private final JdbcClient jdbc;

    MemberItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<MemberItem> find(String memberId) {
        return jdbc.sql(MEMBER + " where member_id = ?")
                .param(memberId)
                .query(MemberItems::member)
                .optional();
    }

    /**
     * The members somebody may see: colleagues on their brands, and themselves; by name.
     *
     * @param self who asks
     * @param text part of a name, address or id; null for all
     * @param brandId only members with a right on this brand; null for all
     */
    Listing<MemberItem> visible(
            String self, Brands visible, @Nullable String text, @Nullable String brandId, PageRequest page) {
        var after = page.after() == null ? null : page.after().split(BETWEEN, -1);
        if (after != null && after.length != 2) {
            throw new InvalidInput("after", "cursor");
        }
        var query = jdbc.sql(Weight.ended(LISTED + """
                         where (:all or member_id = :self or exists (
                               select from member_grant g
                                where g.member_id = m.member_id
                                  and (g.brand_id = any(:brands) or (g.brand_id = '*' and cardinality(:brands) > 0))))
                           and (:brand::text is null or exists (
                               select from member_grant g where g.member_id = m.member_id and g.brand_id in (:brand, '*')))
                           and (:text::text is null or strpos(lower(name), :text) > 0 or strpos(lower(email), :text) > 0
                               or strpos(member_id, :text) > 0)
                           and (:name::text is null or (lower(name), member_id) > (:name, :id))
                         order by lower(name), member_id limit :limit
                        """, "lower(name), member_id", "grants"))
                .param("self", self)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("brand", brandId)
                .param(
                        "text",
                        text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT))
                .param("name", after == null ? null : after[0])
                .param("id", after == null ? null : after[1])
                .param("limit", page.limit() + 1);
        return Weight.page(
                query, MemberItems::member, page.limit(), m -> m.name().toLowerCase(Locale.ROOT) + BETWEEN + m.id());
    }

    /** Whether somebody with rights on these brands may see this member: a colleague there, or one who works for the whole house. */
    public boolean isVisible(String memberId, Brands visible) {
        return visible.all()
                || (!visible.ids().isEmpty()
                        && grants(memberId).stream()
                                .anyMatch(g ->
                                        visible.contains(g.brand()) || g.brand().equals(Grant.EVERY_BRAND)));
    }

    /** A member's rights, ended ones too, in the order they were given. */
    public List<GrantItem> grants(String memberId) {
        return grantsOf(List.of(memberId)).getOrDefault(memberId, List.of());
    }

    /** Of somebody's rights those that the reader may know of. */
    public static List<GrantItem> inSight(List<GrantItem> grants, String memberId, Actor reader, Brands sight) {
        return grants.stream()
                .filter(grant -> isInSight(grant.brand(), memberId, reader, sight))
                .toList();
    }

    /** Whether the reader may know of a right on this brand: where they see who works, on the whole house, and of all their own. */
    public static boolean isInSight(String brandId, String memberId, Actor reader, Brands sight) {
        return memberId.equals(reader.id()) || sight.contains(brandId) || brandId.equals(Grant.EVERY_BRAND);
    }

    Map<String, List<GrantItem>> grantsOf(Collection<String> memberIds) {
        record Held(String memberId, GrantItem grant) {}
        return jdbc
                .sql("select * from member_grant where member_id = any(?) order by given_at, grant_id")
                .param(memberIds.toArray(String[]::new))
                .query((row, number) -> new Held(row.getString("member_id"), grant(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Held::memberId, Collectors.mapping(Held::grant, Collectors.toList())));
    }

    private static MemberItem member(ResultSet row, int number) throws SQLException {
        return new MemberItem(
                row.getString("member_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("language"),
                Theme.valueOf(row.getString("theme")),
                row.getString("zone"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                instant(row, "password_changed_at"),
                instant(row, "left_at"));
    }

    private static GrantItem grant(ResultSet row) throws SQLException {
        return new GrantItem(
                row.getString("grant_id"),
                Role.valueOf(row.getString("role")),
                row.getString("brand_id"),
                row.getString("country"),
                row.getString("channel_id"),
                instant(row, "until"),
                row.getString("given_by"),
                row.getObject("given_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
