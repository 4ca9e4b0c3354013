package org.parvis.listening.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Weight;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.web.view.Option;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The topics as the read model has them. */
@Component
public class Topics {

    /** Signs of a query that a list shows. */
    private static final int BEGINNING = 300;

    /** Whoever lost the right to read what a topic finds is its owner still, and looks after it again when the right comes back. */
    private static final String UNOWNED = """
            (owner_id is null or not exists (select from unnest(:readers::text[], :readable::text[]) r(member_id, brand_id)
               where r.member_id = topic.owner_id and r.brand_id in (topic.brand_id, :every)))""";

    private final JdbcClient jdbc;
    private final MemberDirectory members;

    Topics(JdbcClient jdbc, MemberDirectory members) {
        this.jdbc = jdbc;
        this.members = members;
    }

    /** One topic; {@code version} counts its changes from 1, without a {@code dailyBudget} it takes all, and no {@code owner} looks after it when whoever did left. */
    public record Item(
            String topicId,
            String brandId,
            String name,
            String subject,
            String query,
            List<String> languages,
            @Nullable Integer dailyBudget,
            @Nullable String owner,
            long version) {}

    /** By name, with how their queries begin: all of them whole are more than a service can hold. */
    public List<Item> all(Brands brands) {
        return jdbc.sql(
                        "select topic_id, brand_id, name, subject, left(query, " + BEGINNING + ") as query, languages,"
                                + " daily_budget, owner_id, version from topic"
                                + " where not archived and (:all or brand_id = any(:brands)) order by name, topic_id limit 1000")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query((row, n) -> item(row))
                .list();
    }

    /** By id, with their whole queries; a page ends early where these are long. */
    Listing<Item> page(Brands brands, PageRequest page) {
        var query = jdbc.sql(Weight.ended(
                        "select * from topic where not archived and (:all or brand_id = any(:brands)) and topic_id > :after"
                                + " order by topic_id limit :limit",
                        "topic_id",
                        "query"))
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("after", Objects.requireNonNullElse(page.after(), ""))
                .param("limit", page.limit() + 1);
        return Weight.page(query, (row, n) -> item(row), page.limit(), Item::topicId);
    }

    /** The topics of these brands that leave messages out now, because the budget of their day is used up. */
    Set<String> throttled(Brands brands) {
        return jdbc.sql(
                        "select topic_id from topic_throttle where throttled_to is null and (:all or brand_id = any(:brands))")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query(String.class)
                .set();
    }

    /** A topic with what its owner, or somebody who could become that, has to see to. */
    public record Trouble(String topicId, String name, boolean unowned) {}

    /** The topics of a member that leave messages out now, and of the brands whose topics they manage those that nobody looks after. */
    public List<Trouble> troubled(String memberId, Brands read, Brands managed) {
        return unowned("""
                        select topic_id, name, UNOWNED as unowned from topic
                         where not archived and (
                             owner_id = :member and (:readAll or brand_id = any(:read))
                               and exists (select from topic_throttle t where t.topic_id = topic.topic_id and t.throttled_to is null)
                             or UNOWNED and (:managedAll or brand_id = any(:managed)))
                         order by name, topic_id limit 100
                        """)
                .param("member", memberId)
                .param("readAll", read.all())
                .param("read", read.array())
                .param("managedAll", managed.all())
                .param("managed", managed.array())
                .query((row, n) ->
                        new Trouble(row.getString("topic_id"), row.getString("name"), row.getBoolean("unowned")))
                .list();
    }

    /** Of these topics those that nobody looks after: without an owner, or with one who may not read what they find. */
    Set<String> unowned(Collection<Item> of) {
        return unowned("select topic_id from topic where topic_id = any(:topics) and UNOWNED")
                .param("topics", of.stream().map(Item::topicId).toArray(String[]::new))
                .query(String.class)
                .set();
    }

    private JdbcClient.StatementSpec unowned(String sql) {
        var owners = jdbc.sql("select distinct owner_id from topic where owner_id is not null")
                .query(String.class)
                .list();
        var readers = members.reach(Action.READ_MENTIONS, owners);
        return jdbc.sql(sql.replace("UNOWNED", UNOWNED))
                .param("every", Grant.EVERY_BRAND)
                .param(
                        "readers",
                        readers.stream().map(MemberDirectory.Reach::memberId).toArray(String[]::new))
                .param(
                        "readable",
                        readers.stream().map(MemberDirectory.Reach::brandId).toArray(String[]::new));
    }

    /** What these topics are called, archived ones too. */
    public Map<String, String> names(Collection<String> topicIds) {
        return jdbc
                .sql("select topic_id, name from topic where topic_id = any(?)")
                .param(topicIds.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("topic_id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether a topic of this brand collects. */
    public boolean isOfBrand(String topicId, String brandId) {
        return find(topicId).filter(topic -> topic.brandId().equals(brandId)).isPresent();
    }

    /** The topics of these brands, to choose one. */
    public List<Option> options(Brands brands) {
        return jdbc.sql(
                        "select topic_id, name from topic where not archived and (:all or brand_id = any(:brands)) order by name, topic_id limit 1000")
                .param("all", brands.all())
                .param("brands", brands.array())
                .query((row, n) -> new Option(row.getString("topic_id"), row.getString("name")))
                .list();
    }

    /** Whose topic it is, archived ones too. */
    public Optional<String> brandOf(String topicId) {
        return find(topicId).map(Item::brandId);
    }

    boolean collects(String topicId) {
        return jdbc.sql("select exists (select from topic where topic_id = ? and not archived)")
                .param(topicId)
                .query(Boolean.class)
                .single();
    }

    Optional<Item> find(String topicId) {
        return jdbc.sql("select * from topic where topic_id = ?")
                .param(topicId)
                .query((row, n) -> item(row))
                .optional();
    }

    /** Every topic of a brand that collects; the matcher is made of them. */
    List<Item> ofBrand(String brandId) {
        return jdbc.sql("select * from topic where not archived and brand_id = ?")
                .param(brandId)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("topic_id"),
                row.getString("brand_id"),
                row.getString("name"),
                row.getString("subject"),
                row.getString("query"),
                List.of((String[]) row.getArray("languages").getArray()),
                row.getObject("daily_budget", Integer.class),
                row.getString("owner_id"),
                row.getLong("version"));
    }
}
