package org.parvis.boot;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who works here, as the service learned it from identity's entries: names for pages, and who holds which right. */
public final class MemberDirectory {

    private static final RowMapper<Entry> ENTRY = (row, number) -> new Entry(
            row.getString("member_id"),
            row.getString("name"),
            row.getString("email"),
            row.getString("language"),
            row.getString("zone"));

    private final JdbcClient jdbc;
    private final Clock clock;

    MemberDirectory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One member. */
    public record Entry(String memberId, String name, String email, String language, String zone) {}

    public Optional<Entry> find(String memberId) {
        return jdbc.sql("select * from member_directory where member_id = ?")
                .param(memberId)
                .query(ENTRY)
                .optional();
    }

    /** What people call a member; the id itself for one who is not known (an automation, a network). */
    public String name(@Nullable String memberId) {
        return memberId == null ? "" : find(memberId).map(Entry::name).orElse(memberId);
    }

    /** Names by id, for the ids that are known. */
    public Map<String, String> names(Collection<String> memberIds) {
        return jdbc
                .sql("select * from member_directory where member_id = any(?)")
                .param(memberIds.toArray(String[]::new))
                .query(ENTRY)
                .list()
                .stream()
                .collect(Collectors.toMap(Entry::memberId, Entry::name));
    }

    /** The members who may do something on a brand now, by name. */
    public List<Entry> allowed(Action action, String brandId) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        Map<String, Entry> byId =
                jdbc.sql("""
                        select distinct m.* from member_directory m join member_directory_grant g using (member_id)
                         where g.brand_id in (?, ?) and g.role = any(?) and (g.until is null or g.until > ?)
                         order by m.name limit 1000
                        """).params(brandId, Grant.EVERY_BRAND, roles(action), now).query(ENTRY).list().stream()
                        .collect(Collectors.toMap(
                                Entry::memberId, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        return List.copyOf(byId.values());
    }

    /** That a member may do something on a brand, or on every one. */
    public record Reach(String memberId, String brandId) {}

    /** On which brands these members may do something now. */
    public List<Reach> reach(Action action, Collection<String> memberIds) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        select distinct member_id, brand_id from member_directory_grant
                         where member_id = any(?) and role = any(?) and (until is null or until > ?)
                        """)
                .params(memberIds.toArray(String[]::new), roles(action), now)
                .query(Reach.class)
                .list();
    }

    /** The members who hold a role on a brand now, by name. */
    public List<Entry> holding(Role role, String brandId) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        select distinct m.* from member_directory m join member_directory_grant g using (member_id)
                         where g.brand_id in (?, ?) and g.role = ? and (g.until is null or g.until > ?)
                         order by m.name limit 1000
                        """)
                .params(brandId, Grant.EVERY_BRAND, role.name(), now)
                .query(ENTRY)
                .list();
    }

    private static String[] roles(Action action) {
        return Arrays.stream(Role.values())
                .filter(role -> Rights.of(role).contains(action))
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
