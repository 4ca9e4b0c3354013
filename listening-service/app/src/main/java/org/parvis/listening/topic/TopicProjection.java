package org.parvis.listening.topic;

import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicRedefined;
import org.parvis.listening.api.TopicSubject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the topics, and tells the matcher of changes. */
@Component
@ProcessingGroup("listening.topic.list")
@ReadModel(tables = "topic")
class TopicProjection {

    private final JdbcClient jdbc;
    private final StandingQueries queries;

    TopicProjection(JdbcClient jdbc, StandingQueries queries) {
        this.jdbc = jdbc;
        this.queries = queries;
    }

    @EventHandler
    void on(TopicDefined event) {
        write(
                event.topicId(),
                event.brandId(),
                event.name(),
                event.subject(),
                event.query(),
                event.languages(),
                event.dailyBudget());
    }

    @EventHandler
    void on(TopicRedefined event) {
        write(
                event.topicId(),
                event.brandId(),
                event.name(),
                event.subject(),
                event.query(),
                event.languages(),
                event.dailyBudget());
    }

    @EventHandler
    void on(TopicArchived event) {
        jdbc.sql("update topic set archived = true, version = version + 1 where topic_id = ?")
                .param(event.topicId())
                .update();
        AfterCommit.run(() -> queries.changed(event.brandId()));
    }

    private void write(
            String topicId,
            String brandId,
            String name,
            TopicSubject subject,
            String query,
            List<String> languages,
            @Nullable Integer dailyBudget) {
        jdbc.sql("""
                        insert into topic (topic_id, brand_id, name, subject, query, languages, daily_budget, version)
                        values (?, ?, ?, ?, ?, ?, ?, 1)
                        on conflict (topic_id) do update set name = excluded.name, subject = excluded.subject, query = excluded.query,
                          languages = excluded.languages, daily_budget = excluded.daily_budget, version = topic.version + 1, archived = false
                        """)
                .params(Arrays.asList(
                        topicId, brandId, name, subject.name(), query, languages.toArray(String[]::new), dailyBudget))
                .update();
        AfterCommit.run(() -> queries.changed(brandId));
    }
}
