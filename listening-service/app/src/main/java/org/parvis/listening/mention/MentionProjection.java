package org.parvis.listening.mention;

import java.time.ZoneOffset;
import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.TopicMatch;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the mentions as people read them. */
@Component
@ProcessingGroup("listening.mention.room")
@ReadModel(tables = "mention")
class MentionProjection {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Live live;

    MentionProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(MentionCollected e) {
        jdbc.sql("""
                        insert into mention (mention_id, brand_id, source_id, network, thread_id, person_id, author_name, author_handle,
                          permalink, title, text, topics, topic_terms, published_at, collected_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                .params(Arrays.asList(
                        e.mentionId(),
                        e.brandId(),
                        e.sourceId(),
                        e.network(),
                        e.threadId(),
                        e.personId(),
                        e.authorName(),
                        e.authorHandle(),
                        e.permalink(),
                        e.title(),
                        e.text(),
                        e.topics().stream().map(TopicMatch::topicId).toArray(String[]::new),
                        JSON.writeValueAsString(e.topics()),
                        e.publishedAt().atOffset(ZoneOffset.UTC),
                        e.collectedAt().atOffset(ZoneOffset.UTC)))
                .update();
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionClassified e) {
        jdbc.sql("""
                        update mention set language = :language, tone = :tone, intent = :intent, abusive = :abusive, unsure = :unsure,
                          reasons = :reasons::jsonb, read_language = :language, read_tone = :tone, read_intent = :intent,
                          read_unsure = :unsure, read_version = :version
                         where mention_id = :mention and not corrected
                        """)
                .param("language", e.language())
                .param("tone", e.tone())
                .param("intent", e.intent().name())
                .param("abusive", e.abusive())
                .param("version", e.classifierVersion())
                .param("unsure", e.unsure())
                .param("reasons", JSON.writeValueAsString(e.reasons()))
                .param("mention", e.mentionId())
                .update();
    }

    @EventHandler
    void on(MentionReadingConfirmed e) {
        jdbc.sql("update mention set settled = true, unsure = false where mention_id = ?")
                .param(e.mentionId())
                .update();
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionCorrected e) {
        jdbc.sql("""
                        update mention set language = coalesce(?, language), tone = coalesce(?, tone), intent = coalesce(?, intent),
                          corrected = true, settled = true, unsure = false where mention_id = ?
                        """)
                .params(Arrays.asList(
                        e.language(),
                        e.tone(),
                        e.intent() == null ? null : e.intent().name(),
                        e.mentionId()))
                .update();
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionEditedAtOrigin e) {
        jdbc.sql("update mention set title = ?, text = ? where mention_id = ?")
                .params(Arrays.asList(e.title(), e.text(), e.mentionId()))
                .update();
    }

    @EventHandler
    void on(MentionDeletedAtOrigin e) {
        jdbc.sql("update mention set deleted = true where mention_id = ?")
                .param(e.mentionId())
                .update();
    }
}
