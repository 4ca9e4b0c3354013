package org.parvis.crm.suggestion.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.ReplyState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads suggestions and their evidence. */
@Component
class Suggestions {

    private static final int WEEKS = 10;

    /** In signs: of hundreds of messages the beginnings; each stands whole in its conversation. */
    private static final int LONGEST_EVIDENCE = 2_000;

    private static final String STAGE = """
            case when s.shipped_at is not null then 'SHIPPED' when s.decision is null then 'UNDECIDED' else s.decision end""";

    private static final String VIEW = """
            select s.*, %s as stage, coalesce(l.name, s.product_line_id) as line_name, e.*
              from suggestion s
              left join product_line l using (product_line_id)
              cross join lateral (
                select count(*) as evidence, count(distinct person_id) as authors,
                  count(distinct person_id) filter (where reply_id is not null and told_at is null) as drafted,
                  count(distinct person_id) filter (where not_reached_code is not null) as not_reached,
                  count(distinct person_id) filter (where told_at is not null) as told
                  from suggestion_evidence where suggestion_id = s.suggestion_id) e
             where""".formatted(STAGE);

    private static final String LINKED = "select s.suggestion_id, s.brand_id, s.product_line_id, s.summary, " + STAGE
            + " as stage from suggestion s";

    private final JdbcClient jdbc;
    private final Clock clock;

    Suggestions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<SuggestionView> find(String suggestionId) {
        return withRhythm(jdbc.sql(VIEW + " s.suggestion_id = ?")
                        .param(suggestionId)
                        .query(Suggestions::view)
                        .list())
                .stream()
                .findFirst();
    }

    /** The newest first. */
    Listing<SuggestionView> list(
            Scope scope, @Nullable String brandId, Collection<String> lines, @Nullable Stage stage, PageRequest page) {
        var parameters = parameters(scope, brandId, lines);
        parameters.put("stage", stage == null ? null : stage.name());
        parameters.put("limit", page.limit() + 1);
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        parameters.put("afterTime", Instants.parameter(after.at()));
        parameters.put("afterId", after.id());
        var rows = jdbc.sql(VIEW + where() + " and (:stage::text is null or " + STAGE + " = :stage)"
                        + " and (s.raised_at, s.suggestion_id) < (:afterTime, :afterId)"
                        + " order by s.raised_at desc, s.suggestion_id desc limit :limit")
                .params(parameters)
                .query(Suggestions::view)
                .list();
        var listing = Listing.of(rows, page, row -> new MomentAndId(row.raisedAt(), row.id()).key());
        return new Listing<>(withRhythm(listing.items()), listing.next());
    }

    /** One column of the board: what weighs most comes first. */
    List<SuggestionView> column(Scope scope, Collection<String> lines, Stage stage, Instant since, int limit) {
        var parameters = parameters(scope, null, lines);
        parameters.put("stage", stage.name());
        parameters.put("since", Instants.parameter(since));
        parameters.put("limit", limit);
        return withRhythm(jdbc.sql(VIEW + where() + " and " + STAGE + " = :stage and s.raised_at >= :since"
                        + " order by e.evidence desc, s.raised_at desc, s.suggestion_id limit :limit")
                .params(parameters)
                .query(Suggestions::view)
                .list());
    }

    Map<Stage, Integer> counts(Scope scope, Collection<String> lines, Instant since) {
        var parameters = parameters(scope, null, lines);
        parameters.put("since", Instants.parameter(since));
        var counts = new HashMap<Stage, Integer>();
        jdbc.sql("select " + STAGE + " as stage, count(*) from suggestion s where" + where()
                        + " and s.raised_at >= :since group by 1")
                .params(parameters)
                .query(row -> {
                    counts.put(Stage.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    static String where() {
        return " " + Scope.SQL + " and (:brand::text is null or s.brand_id = :brand)"
                + " and (:anyLine or s.product_line_id = any(:onlyLines))";
    }

    static Map<String, @Nullable Object> parameters(Scope scope, @Nullable String brandId, Collection<String> lines) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("all", scope.brands().all());
        parameters.put("brands", scope.brands().array());
        parameters.put("lines", scope.linesArray());
        parameters.put("brand", brandId);
        parameters.put("anyLine", lines.isEmpty());
        parameters.put("onlyLines", lines.toArray(String[]::new));
        return parameters;
    }

    /** Evidence with the beginning of what was said, the newest first. */
    List<EvidenceView> evidence(String suggestionId, int limit) {
        return jdbc.sql("""
                        select e.*, m.said_at, left(m.text, :longest) as text, char_length(m.text) > :longest as cut, m.permalink, m.network, p.name, p.handle, r.reply_state,
                          r.permalink as reply_permalink
                          from suggestion_evidence e
                          join thread_item m on m.kind = 'MESSAGE' and m.item_id = e.mention_id
                          join person p on p.brand_id = e.brand_id and p.person_id = e.person_id
                          left join thread_item r on r.kind = 'REPLY' and r.item_id = e.reply_id
                         where e.suggestion_id = :suggestion order by m.said_at desc, e.mention_id limit :limit
                        """)
                .param("suggestion", suggestionId)
                .param("longest", LONGEST_EVIDENCE)
                .param("limit", limit)
                .query(Suggestions::evidenceView)
                .list();
    }

    /** A suggestion somebody in this conversation made. */
    record Linked(String id, String brandId, String productLineId, String summary, Stage stage) {

        static Linked of(ResultSet row, int number) throws SQLException {
            return new Linked(
                    row.getString("suggestion_id"),
                    row.getString("brand_id"),
                    row.getString("product_line_id"),
                    row.getString("summary"),
                    Stage.valueOf(row.getString("stage")));
        }
    }

    List<Linked> of(String conversationId, Scope scope) {
        var parameters = parameters(scope, null, List.of());
        parameters.put("conversation", conversationId);
        return jdbc.sql(LINKED + " where" + where() + """
                         and s.suggestion_id in (select suggestion_id from suggestion_evidence where conversation_id = :conversation)
                         order by s.raised_at desc limit 20
                        """)
                .params(parameters)
                .query(Linked::of)
                .list();
    }

    /** Summaries that a new one may repeat: open ones and recent ones of the brand. */
    List<Linked> candidates(String brandId, @Nullable String productLineId, int limit) {
        return jdbc.sql(LINKED + """
                         where s.brand_id = :brand and (:line::text is null or s.product_line_id = :line)
                         order by s.raised_at desc limit :limit
                        """)
                .param("brand", brandId)
                .param("line", productLineId)
                .param("limit", limit)
                .query(Linked::of)
                .list();
    }

    private List<SuggestionView> withRhythm(List<SuggestionView> views) {
        if (views.isEmpty()) {
            return views;
        }
        var start = clock.instant().minus(Duration.ofDays(7L * WEEKS));
        var rhythms = new HashMap<String, Integer[]>();
        jdbc.sql("""
                select e.suggestion_id, extract(epoch from m.said_at - :start)::bigint / 604800 as week, count(*)
                  from suggestion_evidence e join thread_item m on m.kind = 'MESSAGE' and m.item_id = e.mention_id
                 where e.suggestion_id = any(:ids) and m.said_at >= :start group by 1, 2
                """)
                .param("start", Instants.parameter(start))
                .param("ids", views.stream().map(SuggestionView::id).toArray(String[]::new))
                .query(row -> {
                    var weeks = rhythms.computeIfAbsent(row.getString(1), id -> noWeeks());
                    weeks[Math.clamp(row.getInt(2), 0, WEEKS - 1)] += row.getInt(3);
                });
        return views.stream()
                .map(view -> view.withRhythm(List.of(rhythms.getOrDefault(view.id(), noWeeks()))))
                .toList();
    }

    private static Integer[] noWeeks() {
        var weeks = new Integer[WEEKS];
        Arrays.fill(weeks, 0);
        return weeks;
    }

    private static SuggestionView view(ResultSet row, int number) throws SQLException {
        return new SuggestionView(
                row.getString("suggestion_id"),
                row.getString("brand_id"),
                row.getString("product_line_id"),
                row.getString("line_name"),
                row.getString("summary"),
                Stage.valueOf(row.getString("stage")),
                row.getString("decision"),
                row.getString("reason"),
                row.getString("decided_by"),
                Instants.find(row, "decided_at"),
                Instants.find(row, "shipped_at"),
                row.getString("ship_note"),
                row.getString("raised_by"),
                Instants.get(row, "raised_at"),
                Instants.get(row, "first_mention_at"),
                row.getInt("evidence"),
                row.getInt("authors"),
                row.getInt("drafted"),
                row.getInt("not_reached"),
                row.getInt("told"),
                row.getLong("version"),
                List.of());
    }

    private static EvidenceView evidenceView(ResultSet row, int number) throws SQLException {
        var state = row.getString("reply_state");
        var isCut = row.getBoolean("cut");
        return new EvidenceView(
                row.getString("mention_id"),
                row.getString("conversation_id"),
                row.getString("person_id"),
                row.getString("name"),
                row.getString("handle"),
                row.getString("network"),
                Instants.get(row, "said_at"),
                row.getString("text") + (isCut ? "…" : ""),
                isCut,
                row.getString("permalink"),
                row.getString("added_by"),
                Instants.get(row, "added_at"),
                row.getString("reply_id"),
                state == null ? null : ReplyState.valueOf(state),
                row.getString("reply_permalink"),
                row.getString("not_reached_code"),
                Instants.find(row, "told_at"));
    }
}
