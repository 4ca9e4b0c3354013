package org.parvis.listening.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
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

    AlertCountProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(MentionCollected e) {
        var topics = Stream.concat(
                        Stream.of(SeriesKey.WHOLE_BRAND), e.topics().stream().map(TopicMatch::topicId))
                .distinct()
                .toArray(String[]::new);
        jdbc.sql("""
                        insert into alert_count (mention_id, topic_id, brand_id, bucket, person_id, collected_at)
                        select ?, topic, ?, ?, ?, ? from unnest(?) topic on conflict do nothing
                        """)
                .params(Arrays.asList(
                        e.mentionId(),
                        e.brandId(),
                        Buckets.of(written(e)),
                        e.personId(),
                        e.collectedAt().atOffset(ZoneOffset.UTC),
                        topics))
                .update();
    }

    /** A network whose clock runs ahead does not make anything happen tomorrow. */
    private static Instant written(MentionCollected e) {
        return e.publishedAt().isBefore(e.collectedAt()) ? e.publishedAt() : e.collectedAt();
    }

    @EventHandler
    void on(MentionClassified e) {
        jdbc.sql("update alert_count set tone = ?, intent = ? where mention_id = ? and not corrected")
                .params((float) e.tone(), e.intent().name(), e.mentionId())
                .update();
    }

    @EventHandler
    void on(MentionCorrected e) {
        jdbc.sql("""
                        update alert_count set tone = coalesce(?::real, tone), intent = coalesce(?::text, intent), corrected = true
                         where mention_id = ?
                        """)
                .params(Arrays.asList(
                        e.tone(), e.intent() == null ? null : e.intent().name(), e.mentionId()))
                .update();
    }
}
