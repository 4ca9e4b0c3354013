package org.parvis.identity.scim;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.identity.federation.GroupRights;
import org.parvis.identity.member.GrantIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups as the directory keeps them. What being in one brings is the house's own setting, the same as for sign-ins through the company. */
@Component
final class ScimGroups {

    private static final int LONGEST_NAME = 200;

    /** A group is told with all of its members. */
    static final int MOST_MEMBERS = 10_000;

    /** A page of groups ends early where their members are many together; how many groups it has it says. */
    static final int MOST_ON_A_PAGE = 5_000;

    private final JdbcClient jdbc;
    private final ScimUsers users;
    private final GroupRights rights;

    ScimGroups(JdbcClient jdbc, ScimUsers users, GroupRights rights) {
        this.jdbc = jdbc;
        this.users = users;
        this.rights = rights;
    }

    /** A group with its members. */
    record Item(String id, String name, @Nullable String externalId, List<String> members) {}

    /** A page of what was found, and how much there is. */
    record Found(List<Item> items, int total) {}

    Found find(@Nullable ScimFilter filter, int skip, int count) {
        var where = filter == null
                ? ""
                : switch (filter.attribute()) {
                    case "displayName" -> " where lower(display_name) = lower(:value)";
                    case "externalId" -> " where external_id = :value";
                    default -> " where group_id = :value";
                };
        var value = filter == null ? "" : filter.value();
        var total = jdbc.sql("select count(*) from scim_group" + where)
                .param("value", value)
                .query(Integer.class)
                .single();
        var ids = jdbc.sql("""
                        select group_id from (
                          select group_id, coalesce(sum(members) over (order by group_id rows between unbounded preceding and 1 preceding), 0)
                            as before
                            from (select group_id, (select count(*) from scim_group_member m where m.group_id = g.group_id) as members
                                    from scim_group g %s order by group_id offset :skip limit :count) g) g
                         where before < :most order by group_id
                        """.formatted(where))
                .param("most", MOST_ON_A_PAGE)
                .param("value", value)
                .param("skip", skip)
                .param("count", count)
                .query(String.class)
                .list();
        return new Found(ids.stream().map(this::one).toList(), total);
    }

    Item one(String id) {
        return maybe(id).orElseThrow(() -> ScimError.notFound(id));
    }

    private Optional<Item> maybe(String id) {
        return jdbc.sql("select group_id, display_name, external_id from scim_group where group_id = ?")
                .param(id)
                .query((row, number) -> new Item(row.getString(1), row.getString(2), row.getString(3), members(id)))
                .optional();
    }

    private List<String> members(String id) {
        return jdbc.sql("select member_id from scim_group_member where group_id = ? order by member_id")
                .param(id)
                .query(String.class)
                .list();
    }

    Item create(String name, @Nullable String externalId, Set<String> members) {
        requireFree(name, "");
        requireKnown(members);
        var id = Ids.next();
        jdbc.sql("insert into scim_group (group_id, display_name, external_id) values (?, ?, ?)")
                .param(id)
                .param(name)
                .param(externalId)
                .update();
        become(id, members);
        return one(id);
    }

    Item change(String id, String name, @Nullable String externalId, Set<String> members) {
        var before = one(id);
        requireFree(name, id);
        requireKnown(members);
        jdbc.sql("update scim_group set display_name = ?, external_id = ? where group_id = ?")
                .param(name)
                .param(externalId)
                .param(id)
                .update();
        become(id, members);
        if (!before.name().equals(name)) {
            members.forEach(this::giveAndTake);
        }
        return one(id);
    }

    void remove(String id) {
        var before = one(id);
        jdbc.sql("delete from scim_group where group_id = ?").param(id).update();
        before.members().forEach(this::giveAndTake);
    }

    private void become(String id, Set<String> wanted) {
        var held = new TreeSet<>(members(id));
        for (var member : wanted) {
            if (!held.remove(member)) {
                jdbc.sql("insert into scim_group_member (group_id, member_id) values (?, ?)")
                        .params(id, member)
                        .update();
                giveAndTake(member);
            }
        }
        for (var gone : held) {
            jdbc.sql("delete from scim_group_member where group_id = ? and member_id = ?")
                    .params(id, gone)
                    .update();
            giveAndTake(gone);
        }
    }

    /** Rights follow groups: given at once, taken back at once, and never touching what was given by hand. */
    void giveAndTake(String memberId) {
        var groups = jdbc.sql(
                        "select display_name from scim_group join scim_group_member using (group_id) where member_id = ?")
                .param(memberId)
                .query(String.class)
                .list();
        rights.apply(memberId, groups, ScimUsers.DIRECTORY, GrantIds.DIRECTORY);
    }

    /** Before anything is written: a group is made or changed whole, or not at all. */
    private void requireKnown(Set<String> members) {
        if (members.size() > MOST_MEMBERS) {
            throw ScimError.invalid("A group has " + MOST_MEMBERS + " members at most: divide it into several");
        }
        members.forEach(users::one);
    }

    private void requireFree(String name, String but) {
        if (name.length() > LONGEST_NAME) {
            throw ScimError.invalid("displayName is too long");
        }
        var taken = jdbc.sql(
                        "select exists (select from scim_group where lower(display_name) = lower(?) and group_id <> ?)")
                .params(name, but)
                .query(Boolean.class)
                .single();
        if (taken) {
            throw new ScimError(409, "uniqueness", "A group is called " + name + " already");
        }
    }
}
