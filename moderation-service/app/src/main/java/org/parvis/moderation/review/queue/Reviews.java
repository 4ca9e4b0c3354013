package org.parvis.moderation.review.queue;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.Reviewed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads reviews. */
@Component
public class Reviews {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Reviews(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What a list shows.
     *
     * @param brandId empty for every brand of the scope
     * @param of null for everybody's; otherwise drafts of this member only, or of everybody else only
     */
    public record Filter(
            List<ReviewState> states,
            String brandId,
            @Nullable String of,
            boolean othersOnly) {

        public Filter {
            states = List.copyOf(states);
        }
    }

    /** The key of a place in a list: the moment it is ordered by, and the id. */
    private static String key(ReviewRow row) {
        var at = row.state().isDecided() && row.decidedAt() != null ? row.decidedAt() : row.openedAt();
        return new MomentAndId(at, row.reviewId()).key();
    }

    public Optional<ReviewRow> find(String reviewId) {
        return jdbc.sql("select * from review where review_id = ?")
                .param(reviewId)
                .query(this::read)
                .optional();
    }

    /** What waits, the longest waiting first. */
    public Listing<ReviewRow> waiting(Scope scope, Filter filter, PageRequest page) {
        return page(
                scope,
                filter,
                "and (opened_at, review_id) > (:at, :id)",
                "opened_at, review_id",
                MomentAndId.of(page.after(), MomentAndId.BEGINNING),
                page);
    }

    /** What was decided, the latest first. */
    public Listing<ReviewRow> decided(Scope scope, Filter filter, PageRequest page) {
        return page(
                scope,
                filter,
                "and decided_at is not null and (decided_at, review_id) < (:at, :id)",
                "decided_at desc, review_id desc",
                MomentAndId.of(page.after(), MomentAndId.END),
                page);
    }

    private Listing<ReviewRow> page(
            Scope scope, Filter filter, String beyond, String order, MomentAndId place, PageRequest page) {
        var rows = "select * from review where " + CONDITION + beyond + " order by " + order + " limit :limit";
        var query = bind(
                        scope,
                        filter,
                        Weight.ended(rows, order, "body", "decided_body", "note", "refusal", "reasons", "editors"))
                .param("at", Timestamp.from(place.at()))
                .param("id", place.id())
                .param("limit", page.limit() + 1);
        return Weight.page(query, this::read, page.limit(), Reviews::key);
    }

    public long count(Scope scope, Filter filter) {
        return bind(scope, filter, "select count(*) from review where " + CONDITION)
                .query(Long.class)
                .single();
    }

    private static final String CONDITION = Scope.BRAND_AND_CHANNEL + """
             and state = any(:states) and (:brand = '' or brand_id = :brand)
             and (:of = '' or (author_id = :of or :of = any(editors)) <> :others)
            """;

    private JdbcClient.StatementSpec bind(Scope scope, Filter filter, String sql) {
        return scope.bind(jdbc.sql(sql))
                .param("states", names(filter))
                .param("brand", filter.brandId())
                .param("of", filter.of() == null ? "" : filter.of())
                .param("others", filter.othersOnly());
    }

    private static String[] names(Filter filter) {
        return filter.states().stream().map(Enum::name).toArray(String[]::new);
    }

    /** Who was shown a draft, in order. */
    public List<Seen> seenBy(String reviewId) {
        return jdbc.sql("""
                        select member_id, view_hash, seen_messages, seen_at from review_seen
                        where review_id = ? order by seen_at limit 200
                        """)
                .param(reviewId)
                .query((row, number) -> new Seen(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** The latest earlier version of a draft that this member was shown, to say what changed since. */
    public Optional<ReviewRow> lastSeenBefore(ReviewRow current, String memberId) {
        return jdbc.sql("""
                        select r.* from review r
                        where r.reviewed = ? and r.reviewed_id = ? and r.revision < ?
                          and exists (select from review_seen s where s.review_id = r.review_id and s.member_id = ?)
                        order by r.revision desc limit 1
                        """)
                .params(current.reviewed().name(), current.reviewedId(), current.revision(), memberId)
                .query(this::read)
                .optional();
    }

    private ReviewRow read(ResultSet row, int number) throws SQLException {
        return new ReviewRow(
                row.getString("review_id"),
                row.getString("brand_id"),
                Reviewed.valueOf(row.getString("reviewed")),
                row.getString("reviewed_id"),
                row.getString("conversation_id"),
                row.getString("mention_id"),
                row.getString("channel_id"),
                row.getString("person_id"),
                row.getString("body"),
                row.getString("content_hash"),
                row.getInt("revision"),
                row.getString("author_id"),
                texts(row.getArray("editors")),
                row.getInt("policy_version"),
                List.of(json.readValue(row.getString("reasons"), ApprovalReason[].class)),
                ReviewState.valueOf(row.getString("state")),
                row.getTimestamp("opened_at").toInstant(),
                instant(row.getTimestamp("decided_at")),
                row.getString("decided_by"),
                row.getString("decided_body"),
                row.getString("note"),
                row.getString("guideline_id"),
                row.getObject("guideline_version", Integer.class),
                row.getString("refusal"),
                row.getLong("version"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
