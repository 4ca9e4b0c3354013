package org.parvis.crm.relation.book;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.relation.RelationId;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads relations. */
@Component
public final class Relations {

    private static final String VIEW = """
            select r.*, p.name, p.network from relation r join person p using (brand_id, person_id) where""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Relations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<RelationView> find(String relationId) {
        return jdbc.sql(VIEW + " r.relation_id = ?")
                .param(relationId)
                .query(Relations::view)
                .optional();
    }

    /** The relation of a brand with somebody, also one that has ended. */
    public Optional<RelationView> with(String brandId, String personId) {
        return find(RelationId.of(brandId, personId));
    }

    /** Whether somebody is to be left alone now. */
    public boolean isBarred(String brandId, String personId) {
        return with(brandId, personId)
                .map(relation -> relation.barAt(clock.instant()))
                .isPresent();
    }

    /** Whose turn comes first stands first; those with nothing planned come last. */
    Listing<RelationView> list(RelationFilter filter, Brands visible, PageRequest page) {
        var after = MomentAndId.of(page.after(), MomentAndId.BEGINNING);
        var rows = jdbc.sql(VIEW + """
                         (:all or r.brand_id = any(:brands)) and (:brand::text is null or r.brand_id = :brand)
                         and (:stage::text is null or r.stage = :stage) and r.ended = :ended
                         and (:anybodys or r.owner_id is not distinct from :owner)
                         and (not :overdue or r.next_to <= :now)
                         and (r.turn, r.relation_id) > (:afterTime, :afterId)
                         order by r.turn, r.relation_id limit :limit
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("brand", filter.brandId())
                .param("stage", filter.stage() == null ? null : filter.stage().name())
                .param("ended", filter.ended())
                .param("anybodys", filter.whose() == RelationFilter.Whose.ANYBODYS)
                .param("owner", filter.whose() == RelationFilter.Whose.A_MEMBERS ? filter.ownerId() : null)
                .param("overdue", filter.overdue())
                .param("now", Instants.parameter(clock.instant()))
                .param("afterTime", Instants.parameter(after.at()))
                .param("afterId", after.id())
                .param("limit", page.limit() + 1)
                .query(Relations::view)
                .list();
        return Listing.of(rows, page, row -> new MomentAndId(turn(row), row.id()).key());
    }

    /** When it is somebody's turn; at the end of time while nothing is planned, and no more when it has ended. */
    static Instant turn(@Nullable Day planned) {
        return planned == null ? MomentAndId.END.at() : planned.begins();
    }

    private static Instant turn(RelationView view) {
        return turn(view.next() == null ? null : view.next().day());
    }

    /** What a member is to do about theirs by now, the longest due first. */
    public List<RelationView> due(Brands visible, String ownerId, int most) {
        return jdbc.sql(VIEW + """
                         r.owner_id = :owner and not r.ended and r.turn <= :now and (:all or r.brand_id = any(:brands))
                         order by r.turn, r.relation_id limit :most
                        """)
                .param("owner", ownerId)
                .param("now", Instants.parameter(clock.instant()))
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("most", most)
                .query(Relations::view)
                .list();
    }

    /** Those whose owner and second have both left, the longest untouched first. */
    public List<RelationView> nobodys(Brands visible, int most) {
        return jdbc.sql(VIEW + """
                         r.owner_id is null and not r.ended and (:all or r.brand_id = any(:brands))
                         order by r.changed_at, r.relation_id limit :most
                        """)
                .param("all", visible.all())
                .param("brands", visible.array())
                .param("most", most)
                .query(Relations::view)
                .list();
    }

    /** The newest steps first. */
    List<RelationStep> steps(String relationId, int most) {
        return jdbc.sql("select * from relation_step where relation_id = ? order by version desc limit ?")
                .params(relationId, most)
                .query(Relations::step)
                .list();
    }

    /** Somebody outside whom a relation may begin with. */
    record Somebody(String personId, String brandId, String name, String network) {}

    Optional<Somebody> somebody(String personId) {
        return jdbc.sql(
                        "select person_id, brand_id, name, network from person where person_id = ? order by brand_id limit 1")
                .param(personId)
                .query(Somebody.class)
                .optional();
    }

    private static RelationView view(ResultSet row, int number) throws SQLException {
        var next = Day.find(row, "next_date", "next_zone");
        var barred = Day.find(row, "barred_date", "barred_zone");
        return new RelationView(
                row.getString("relation_id"),
                row.getString("brand_id"),
                row.getString("person_id"),
                row.getString("name"),
                row.getString("network"),
                RelationStage.valueOf(row.getString("stage")),
                row.getBoolean("ended"),
                row.getString("reason"),
                row.getString("owner_id"),
                row.getString("backup_id"),
                next == null ? null : new RelationView.Next(next, row.getString("next_about")),
                barred == null ? null : new RelationView.Bar(barred, row.getString("barred_because")),
                Instants.get(row, "begun_at"),
                Instants.get(row, "changed_at"),
                row.getLong("version"));
    }

    private static RelationStep step(ResultSet row, int number) throws SQLException {
        var stage = row.getString("stage");
        return new RelationStep(
                row.getLong("version"),
                Instants.get(row, "happened_at"),
                row.getString("actor_id"),
                RelationStep.Kind.valueOf(row.getString("kind")),
                stage == null ? null : RelationStage.valueOf(stage),
                row.getString("words"),
                Day.find(row, "day", "zone"),
                row.getString("owner_id"),
                row.getString("backup_id"));
    }
}
