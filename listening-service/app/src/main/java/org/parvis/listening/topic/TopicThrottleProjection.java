package org.parvis.listening.topic;

import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.TopicThrottleEnded;
import org.parvis.listening.api.TopicThrottled;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps when topics left messages out. */
@Component
@ProcessingGroup("listening.topic.throttles")
@ReadModel(tables = "topic_throttle")
class TopicThrottleProjection {

    private final JdbcClient jdbc;

    TopicThrottleProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(TopicThrottled e) {
        jdbc.sql("""
                        insert into topic_throttle (topic_id, brand_id, throttled_from, throttled_until, budget) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(
                        e.topicId(),
                        e.brandId(),
                        e.from().atOffset(ZoneOffset.UTC),
                        e.until().atOffset(ZoneOffset.UTC),
                        e.budget())
                .update();
    }

    @EventHandler
    void on(TopicThrottleEnded e) {
        jdbc.sql("update topic_throttle set throttled_to = ?, left_out = ? where topic_id = ? and throttled_from = ?")
                .params(
                        e.to().atOffset(ZoneOffset.UTC),
                        e.leftOut(),
                        e.topicId(),
                        e.from().atOffset(ZoneOffset.UTC))
                .update();
    }
}
