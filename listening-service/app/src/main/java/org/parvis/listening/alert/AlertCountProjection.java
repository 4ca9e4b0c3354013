package org.parvis.listening.alert;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.TopicMatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what is counted: when each mention was written, about which topics, in which tone, by whom. Rows rather than sums, because a
 * correction changes a sum of the past, people are counted once however often they write, and no two processors fight for one row.
 */
@Component
@ProcessingGroup("listening.alert.counts")
@ReadModel(tables = "alert_count")
class AlertCountProjection {

    private final JdbcClient jdbc;

    /** What came in with the running batch, and how it was read when that is known by then. */
    private final BatchRows<String, Arrived> arrived;

    private record Arrived(MentionCollected said, @Nullable MentionClassified read) {

        Stream<Counted> counted() {
            return Stream.concat(
                            Stream.of(SeriesKey.WHOLE_BRAND),
                            said.topics().stream().map(TopicMatch::topicId))
                    .distinct()
                    .map(topic -> new Counted(said, topic, read));
        }
    }

    private record Counted(
            MentionCollected said, String topicId, @Nullable MentionClassified read) {}

    AlertCountProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.arrived = BatchRows.ofNew(this::write);
    }

    @EventHandler
    void on(MentionCollected e) {
        arrived.set(e.mentionId(), new Arrived(e, null));
    }

    private void write(List<Arrived> all) {
        var rows = all.stream().flatMap(Arrived::counted).toList();
        jdbc.sql("""
                        insert into alert_count (mention_id, topic_id, brand_id, bucket, person_id, collected_at, tone, intent)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::real[], ?::text[])
                        on conflict do nothing
                        """)
                .params(
                        texts(rows, row -> row.said().mentionId()),
                        texts(rows, Counted::topicId),
                        texts(rows, row -> row.said().brandId()),
                        rows.stream()
                                .map(row -> Buckets.of(written(row.said())))
                                .toArray(Long[]::new),
                        texts(rows, row -> row.said().personId()),
                        rows.stream()
                                .map(row -> Timestamp.from(row.said().collectedAt()))
                                .toArray(Timestamp[]::new),
                        rows.stream()
                                .map(row -> row.read() == null
                                        ? 0
                                        : (float) row.read().tone())
                                .toArray(Float[]::new),
                        texts(
                                rows,
                                row -> (row.read() == null
                                                ? Intent.OTHER
                                                : row.read().intent())
                                        .name()))
                .update();
    }

    private static String[] texts(List<Counted> rows, Function<Counted, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** A network whose clock runs ahead does not make anything happen tomorrow. */
    private static Instant written(MentionCollected e) {
        return e.publishedAt().isBefore(e.collectedAt()) ? e.publishedAt() : e.collectedAt();
    }

    @EventHandler
    void on(MentionClassified e) {
        var now = arrived.find(e.mentionId());
        if (now != null) {
            arrived.set(e.mentionId(), new Arrived(now.said(), e));
            return;
        }
        jdbc.sql("update alert_count set tone = ?, intent = ? where mention_id = ? and not corrected")
                .params((float) e.tone(), e.intent().name(), e.mentionId())
                .update();
    }

    @EventHandler
    void on(MentionCorrected e) {
        arrived.write();
        jdbc.sql("""
                        update alert_count set tone = coalesce(?::real, tone), intent = coalesce(?::text, intent), corrected = true
                         where mention_id = ?
                        """)
                .params(Arrays.asList(
                        e.tone(), e.intent() == null ? null : e.intent().name(), e.mentionId()))
                .update();
    }

    @EventHandler
    void on(MentionReadingRestored e) {
        arrived.write();
        jdbc.sql("update alert_count set tone = ?, intent = ?, corrected = ? where mention_id = ?")
                .params((float) e.tone(), e.intent().name(), e.corrected(), e.mentionId())
                .update();
    }
}
