package org.parvis.listening.topic;

import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicAssigned;
import org.parvis.listening.api.TopicDefinition;
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
    void on(TopicDefinition event) {
        jdbc.sql("""
                        insert into topic (topic_id, brand_id, name, subject, query, words, languages, daily_budget, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 1)
                        on conflict (topic_id) do update set name = excluded.name, subject = excluded.subject, query = excluded.query, words = excluded.words,
                          languages = excluded.languages, daily_budget = excluded.daily_budget, version = topic.version + 1, archived = false
                        """)
                .params(Arrays.asList(
                        event.topicId(),
                        event.brandId(),
                        event.name(),
                        event.subject().name(),
                        event.query(),
                        // One that is refused today looks for nothing.
                        TopicQuery.stored(event.query()).map(TopicQuery::words).orElse(0L),
                        event.languages().toArray(String[]::new),
                        event.dailyBudget()))
                .update();
        AfterCommit.run(() -> queries.changed(event.brandId()));
    }

    @EventHandler
    void on(TopicAssigned event) {
        jdbc.sql("update topic set owner_id = ? where topic_id = ?")
                .param(event.ownerId())
                .param(event.topicId())
                .update();
    }

    @EventHandler
    void on(TopicArchived event) {
        jdbc.sql("update topic set archived = true, version = version + 1 where topic_id = ?")
                .param(event.topicId())
                .update();
        AfterCommit.run(() -> queries.changed(event.brandId()));
    }
}
