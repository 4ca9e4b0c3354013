package org.parvis.identity.scim;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.identity.federation.GroupRights;
import org.parvis.identity.member.GrantIds;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Groups as the directory keeps them. What being in one brings is the house's own setting, the same as for sign-ins through the company. */
@Component
final class ScimGroups {

    private static final int LONGEST_NAME = 200;

    /** A group is told with all of its members. */
    static final int MOST_MEMBERS = 10_000;

    /** A page of groups ends early where their members are many together; how many groups it has it says. */
    static final int MOST_ON_A_PAGE = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ScimUsers users;
    private final GroupRights rights;

    ScimGroups(JdbcClient jdbc, TransactionTemplate transactions, ScimUsers users, GroupRights rights) {
        this.jdbc = jdbc;
        this.transactions = transactions;
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

    /**
     * What a group is to be.
     *
     * @param named of whom the change speaks: a directory says once more what was broken off, and then their rights follow, too
     */
    record Wanted(String name, @Nullable String externalId, Set<String> members, Set<String> named) {}

    Item create(String name, @Nullable String externalId, Set<String> members) {
        var id = Ids.next();
        become(() -> {
            requireFree(name, "");
            requireKnown(members);
            jdbc.sql("insert into scim_group (group_id, display_name, external_id) values (?, ?, ?)")
                    .param(id)
                    .param(name)
                    .param(externalId)
                    .update();
            return hold(id, members);
        });
        return one(id);
    }

    /** Changes of one group happen one after the other: each is made of what the one before left. */
    Item change(String id, Function<Item, Wanted> change) {
        become(() -> {
            var before = locked(id);
            var wanted = change.apply(before);
            requireFree(wanted.name(), id);
            requireKnown(wanted.members());
            jdbc.sql("update scim_group set display_name = ?, external_id = ? where group_id = ?")
                    .param(wanted.name())
                    .param(wanted.externalId())
                    .param(id)
                    .update();
            var touched = hold(id, wanted.members());
            touched.addAll(wanted.named());
            if (!before.name().equals(wanted.name())) {
                touched.addAll(wanted.members());
            }
            return touched;
        });
        return one(id);
    }

    void remove(String id) {
        become(() -> {
            var before = locked(id);
            jdbc.sql("delete from scim_group where group_id = ?").param(id).update();
            return Set.copyOf(before.members());
        });
    }

    /** @param change tells whose rights may be others then */
    private void become(Supplier<Set<String>> change) {
        Set<String> touched;
        try {
            touched = Objects.requireNonNull(transactions.execute(status -> change.get()));
        } catch (DuplicateKeyException e) {
            // Two of one name at the same moment: the name was free when each of them was asked for.
            throw new ScimError(409, "uniqueness", "A group of this name or id of yours was made just now");
        }
        touched.forEach(this::giveAndTake);
    }

    private Item locked(String id) {
        jdbc.sql("select group_id from scim_group where group_id = ? for update")
                .param(id)
                .query(String.class)
                .optional();
        return one(id);
    }

    /** @return who came and who went */
    private Set<String> hold(String id, Set<String> wanted) {
        Set<String> before = new TreeSet<>(members(id));
        Set<String> touched = new TreeSet<>();
        for (var member : wanted) {
            if (!before.remove(member)) {
                jdbc.sql("insert into scim_group_member (group_id, member_id) values (?, ?)")
                        .params(id, member)
                        .update();
                touched.add(member);
            }
        }
        for (var gone : before) {
            jdbc.sql("delete from scim_group_member where group_id = ? and member_id = ?")
                    .params(id, gone)
                    .update();
            touched.add(gone);
        }
        return touched;
    }

    /**
     * Rights follow groups: given at once, taken back at once, and never touching what was given by hand. Where somebody's groups became
     * others meanwhile it is done again, so that whoever is done last has done it by what is.
     */
    void giveAndTake(String memberId) {
        for (var groups = of(memberId); ; ) {
            rights.apply(memberId, groups, ScimUsers.DIRECTORY, GrantIds.DIRECTORY);
            var now = of(memberId);
            if (now.equals(groups)) {
                return;
            }
            groups = now;
        }
    }

    private Set<String> of(String memberId) {
        return jdbc.sql(
                        "select display_name from scim_group join scim_group_member using (group_id) where member_id = ?")
                .param(memberId)
                .query(String.class)
                .set();
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
