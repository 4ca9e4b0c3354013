package org.parvis.crm.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.crm.settings.Settings;
import org.parvis.crm.sql.Instants;
import org.parvis.crm.thread.Excerpt;
import org.parvis.crm.thread.LastMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what waits for a member. */
@Component
class DueToday {

    static final Duration SOON = Duration.ofHours(2);

    private static final int ROWS = 6;

    private static final String STARTED = "c.waiting_since + make_interval(secs => c.paused_seconds)";

    private static final String DUE =
            STARTED + " + make_interval(mins => coalesce(s.target_minutes, " + Settings.USUAL_TARGET_MINUTES + "))";

    private static final String WAITS = """
              from conversation c left join brand_settings s using (brand_id)
             where c.state = 'OPEN' and c.waiting_since is not null
               and ((c.assignee = :member and (:readsAll or c.brand_id = any(:reads)))
                 or (c.assignee is null and (:worksAll or c.brand_id = any(:works))))""";

    private static final String UNDECIDED = """
              from suggestion s join product_line l using (product_line_id)
             where l.managers @> array[:member]::text[] and s.decision is null
               and (:all or s.brand_id = any(:brands))""";

    private final JdbcClient jdbc;
    private final Clock clock;

    DueToday(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody who waits for an answer: from this member, or from nobody yet where this member takes conversations. */
    record Deadline(
            String conversationId,
            String personName,
            String excerpt,
            String network,
            @Nullable String intent,
            Instant startedAt,
            Instant dueAt) {}

    /** Due soon or late already, the most urgent first. */
    List<Deadline> deadlines(Brands reads, Brands works, String memberId) {
        return jdbc.sql("""
                        select d.*, p.name, m.title, m.text, m.intent
                          from (select c.*, %s as started_at, %s as due_at %s) d
                          join person p using (brand_id, person_id)
                          %s
                         where d.due_at < :until order by d.due_at, d.conversation_id limit %d
                        """.formatted(STARTED, DUE, WAITS, LastMessage.join("d"), ROWS))
                .param("readsAll", reads.all())
                .param("reads", reads.array())
                .param("worksAll", works.all())
                .param("works", works.array())
                .param("member", memberId)
                .param("until", Instants.parameter(clock.instant().plus(SOON)))
                .query((row, number) -> new Deadline(
                        row.getString("conversation_id"),
                        row.getString("name"),
                        Excerpt.of(row.getString("title"), row.getString("text")),
                        row.getString("network"),
                        row.getString("intent"),
                        Instants.get(row, "started_at"),
                        Instants.get(row, "due_at")))
                .list();
    }

    /** How many wait for this member or for nobody, and how many of them too long already. */
    record Waiting(long waiting, long late) {}

    Waiting waiting(Brands reads, Brands works, String memberId) {
        return jdbc.sql("select count(*), count(*) filter (where " + DUE + " < :now) " + WAITS)
                .param("readsAll", reads.all())
                .param("reads", reads.array())
                .param("worksAll", works.all())
                .param("works", works.array())
                .param("member", memberId)
                .param("now", Instants.parameter(clock.instant()))
                .query((row, number) -> new Waiting(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** A suggestion this member has to decide; {@code recent} counts its evidence of the last week. */
    record Undecided(String id, String summary, String productLine, int evidence, int recent) {}

    /** In the member's own lines, what weighs most first; a line may still name somebody who has left its brand. */
    List<Undecided> undecided(Brands decides, String memberId) {
        return jdbc.sql("""
                        select s.suggestion_id, s.summary, l.name,
                          (select count(*) from suggestion_evidence e where e.suggestion_id = s.suggestion_id) as evidence,
                          (select count(*) from suggestion_evidence e where e.suggestion_id = s.suggestion_id and e.added_at > :week)
                            as recent
                        %s
                         order by evidence desc, s.raised_at desc limit %d
                        """.formatted(UNDECIDED, ROWS))
                .param("member", memberId)
                .param("all", decides.all())
                .param("brands", decides.array())
                .param("week", Instants.parameter(clock.instant().minus(Duration.ofDays(7))))
                .query((row, number) -> new Undecided(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5)))
                .list();
    }

    long undecidedCount(Brands decides, String memberId) {
        return jdbc.sql("select count(*) " + UNDECIDED)
                .param("member", memberId)
                .param("all", decides.all())
                .param("brands", decides.array())
                .query(Long.class)
                .single();
    }
}
