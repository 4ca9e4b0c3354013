package org.parvis.identity.scim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Conflict;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.form.Fields;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.member.MemberProfile;
import org.parvis.identity.rights.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Members as the directory sees them, and what it does to them. */
@Component
final class ScimUsers {

    static final Actor DIRECTORY = Actor.automation("identity.scim");

    private static final String COLUMNS = """
            select m.member_id, m.name, m.email, m.house_language, m.house_zone, m.registered_at, m.left_at,
                   coalesce(s.user_name, m.email) as user_name, s.external_id
              from member m left join scim_user s using (member_id)
            """;
    private static final int LONGEST_ID = 60;

    private final JdbcClient jdbc;
    private final MemberDesk desk;

    ScimUsers(JdbcClient jdbc, MemberDesk desk) {
        this.jdbc = jdbc;
        this.desk = desk;
    }

    /** A member. */
    record Item(
            String id,
            String userName,
            @Nullable String externalId,
            String name,
            String email,
            String language,
            String zone,
            boolean active,
            Instant registeredAt) {

        ScimUser described() {
            return new ScimUser(userName, externalId, name, email, language, zone, active);
        }
    }

    /** A page of what was found, and how much there is. */
    record Found(List<Item> items, int total) {}

    Found find(@Nullable ScimFilter filter, int skip, int count) {
        var where = filter == null
                ? ""
                : switch (filter.attribute()) {
                    case "userName" -> " where lower(coalesce(s.user_name, m.email)) = lower(:value)";
                    case "externalId" -> " where s.external_id = :value";
                    default -> " where m.member_id = :value";
                };
        var value = filter == null ? "" : filter.value();
        var total = jdbc.sql("select count(*) from member m left join scim_user s using (member_id)" + where)
                .param("value", value)
                .query(Integer.class)
                .single();
        var items = jdbc.sql(COLUMNS + where + " order by m.member_id offset :skip limit :count")
                .param("value", value)
                .param("skip", skip)
                .param("count", count)
                .query(ScimUsers::item)
                .list();
        return new Found(items, total);
    }

    Item one(String id) {
        return maybe(id).orElseThrow(() -> ScimError.notFound(id));
    }

    private Optional<Item> maybe(String id) {
        return jdbc.sql(COLUMNS + " where m.member_id = ?")
                .param(id)
                .query(ScimUsers::item)
                .optional();
    }

    Item create(ScimUser sent) {
        var userName = sent.userName();
        if (userName == null) {
            throw ScimError.invalid("userName is missing");
        }
        var known = find(new ScimFilter("userName", userName), 0, 1);
        if (known.total() > 0) {
            throw new ScimError(409, "uniqueness", "Somebody is called " + userName + " already");
        }
        var described = sent.orElse(new ScimUser(null, null, userName, userName, "en", houseZone(), true));
        var id = freeId(userName);
        saying(() -> desk.register(id, profile(described), null, DIRECTORY, null));
        remember(id, described);
        if (Boolean.FALSE.equals(described.active())) {
            saying(() -> desk.letGo(id, DIRECTORY, null));
        }
        return one(id);
    }

    /** What is not said stays as it is. */
    Item change(String id, ScimUser sent) {
        var before = one(id);
        var described = sent.orElse(before.described());
        var profile = profile(described);
        if (!profile.equals(profile(before.described()))) {
            saying(() -> desk.change(id, profile, DIRECTORY));
        }
        remember(id, described);
        if (before.active() && Boolean.FALSE.equals(described.active())) {
            saying(() -> desk.letGo(id, DIRECTORY, null));
        } else if (!before.active() && Boolean.TRUE.equals(described.active())) {
            saying(() -> desk.takeBack(id, DIRECTORY, null));
        }
        return one(id);
    }

    /** The record stays, because what they did does; they themselves are out. */
    void remove(String id) {
        one(id);
        saying(() -> desk.letGo(id, DIRECTORY, null));
    }

    private void remember(String id, ScimUser user) {
        var taken = jdbc.sql(
                        "select exists (select from scim_user where lower(user_name) = lower(?) and member_id <> ?)")
                .param(user.userName())
                .param(id)
                .query(Boolean.class)
                .single();
        if (taken) {
            throw new ScimError(409, "uniqueness", "Somebody is called " + user.userName() + " already");
        }
        jdbc.sql("""
                        insert into scim_user (member_id, user_name, external_id) values (?, ?, ?)
                        on conflict (member_id) do update set user_name = excluded.user_name, external_id = excluded.external_id
                        """).param(id).param(user.userName()).param(user.externalId()).update();
    }

    private static void saying(Runnable act) {
        try {
            act.run();
        } catch (Conflict e) {
            throw new ScimError(409, "uniqueness", e.code());
        } catch (Refused e) {
            throw new ScimError(409, null, e.code());
        }
    }

    private static MemberProfile profile(ScimUser user) {
        try {
            return new MemberProfile(
                    Fields.name("displayName", user.name()),
                    Fields.email("emails", user.email()),
                    language(user.language()),
                    zone(user.zone()));
        } catch (InvalidInput e) {
            throw ScimError.invalid(e.field() + ": " + e.code());
        }
    }

    private static String language(@Nullable String given) {
        return Objects.requireNonNullElse(given, "en").toLowerCase(Locale.ROOT).startsWith("fr") ? "fr" : "en";
    }

    private static String zone(@Nullable String given) {
        return given != null && ZoneId.getAvailableZoneIds().contains(given) ? given : houseZone();
    }

    private static String houseZone() {
        return ZoneId.systemDefault().getId();
    }

    private String freeId(String userName) {
        var plain = userName.toLowerCase(Locale.ROOT)
                .replaceFirst("@.*", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var base = plain.length() > LONGEST_ID ? plain.substring(0, LONGEST_ID) : plain;
        return base.isEmpty() || maybe(base).isPresent() ? Ids.next() : base;
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getString("member_id"),
                row.getString("user_name"),
                row.getString("external_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("house_language"),
                row.getString("house_zone"),
                row.getObject("left_at", OffsetDateTime.class) == null,
                row.getObject("registered_at", OffsetDateTime.class).toInstant());
    }
}
