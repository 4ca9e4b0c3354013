package org.parvis.listening.topic;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps every version of every topic. */
@Component
@ProcessingGroup("listening.topic.versions")
@ReadModel(tables = "topic_version")
class TopicVersionProjection {

    private final JdbcClient jdbc;

    TopicVersionProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(TopicDefinition e, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor, @Timestamp Instant at) {
        var sample = e.sample();
        jdbc.sql("""
                        insert into topic_version (topic_id, brand_id, version, name, subject, query, languages, sample_looked, sample_found,
                          sample_right, sample_judged, daily_budget, changed_at, changed_by)
                        values (?, ?, (select coalesce(max(version), 0) + 1 from topic_version where topic_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        e.topicId(),
                        e.brandId(),
                        e.topicId(),
                        e.name(),
                        e.subject().name(),
                        e.query(),
                        e.languages().toArray(String[]::new),
                        sample == null ? null : sample.looked(),
                        sample == null ? null : sample.found(),
                        sample == null ? null : sample.right(),
                        sample == null ? null : sample.judged(),
                        e.dailyBudget(),
                        at.atOffset(ZoneOffset.UTC),
                        Objects.requireNonNullElse(actor, "")))
                .update();
    }

    /** What it asked for last, no longer asked. */
    @EventHandler
    void on(TopicArchived e, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into topic_version (topic_id, brand_id, version, name, subject, query, languages, daily_budget, archived, changed_at,
                          changed_by)
                        select topic_id, brand_id, version + 1, name, subject, query, languages, daily_budget, true, ?, ? from topic_version
                         where topic_id = ? order by version desc limit 1
                        """)
                .params(at.atOffset(ZoneOffset.UTC), Objects.requireNonNullElse(actor, ""), e.topicId())
                .update();
    }
}
