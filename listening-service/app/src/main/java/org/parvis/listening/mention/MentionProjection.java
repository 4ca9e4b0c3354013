package org.parvis.listening.mention;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.TopicMatch;
import org.parvis.privacy.Erased;
import org.parvis.privacy.WordsApart;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.JdbcTemplate;
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

    /** What came in with the running batch, and how it was read when that is known by then. */
    private final BatchRows<String, Arrived> arrived;

    private record Arrived(MentionCollected said, @Nullable MentionClassified read) {}

    MentionProjection(JdbcClient jdbc, JdbcTemplate template, Live live) {
        this.jdbc = jdbc;
        this.live = live;
        this.arrived = BatchRows.ofNew(all -> write(template, all));
    }

    @EventHandler
    void on(MentionCollected e) {
        arrived.set(e.mentionId(), new Arrived(e, null));
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionClassified e) {
        var now = arrived.find(e.mentionId());
        if (now == null) {
            read(e);
        } else {
            arrived.set(e.mentionId(), new Arrived(now.said(), e));
        }
    }

    private static void write(JdbcTemplate jdbc, List<Arrived> all) {
        jdbc.batchUpdate("""
                        insert into mention (mention_id, brand_id, source_id, network, thread_id, person_id, author_name, author_handle,
                          permalink, title, text, topics, topic_terms, published_at, collected_at, language, tone, intent, abusive, unsure,
                          reasons, read_language, read_tone, read_intent, read_unsure, read_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """, all, all.size(), MentionProjection::bind);
    }

    private static void bind(PreparedStatement row, Arrived arrived) throws SQLException {
        var e = arrived.said();
        var read = arrived.read();
        row.setString(1, e.mentionId());
        row.setString(2, e.brandId());
        row.setString(3, e.sourceId());
        row.setString(4, e.network());
        row.setString(5, e.threadId());
        row.setString(6, e.personId());
        row.setString(7, e.authorName());
        row.setString(8, e.authorHandle());
        row.setString(9, e.permalink());
        row.setString(10, e.title());
        row.setString(11, e.text());
        row.setArray(
                12,
                row.getConnection()
                        .createArrayOf(
                                "text",
                                e.topics().stream().map(TopicMatch::topicId).toArray()));
        row.setString(13, JSON.writeValueAsString(e.matched()));
        row.setObject(14, e.publishedAt().atOffset(ZoneOffset.UTC));
        row.setObject(15, e.collectedAt().atOffset(ZoneOffset.UTC));
        row.setString(16, read == null ? "und" : read.language());
        row.setDouble(17, read == null ? 0 : read.tone());
        row.setString(18, (read == null ? Intent.OTHER : read.intent()).name());
        row.setBoolean(19, read != null && read.abusive());
        row.setBoolean(20, read != null && read.unsure());
        row.setString(
                21, read == null ? "[]" : JSON.writeValueAsString(Erased.is(e.text()) ? forgotten(read) : read.why()));
        row.setString(22, read == null ? null : read.language());
        row.setObject(23, read == null ? null : read.tone(), Types.DOUBLE);
        row.setString(24, read == null ? null : read.intent().name());
        row.setObject(25, read == null ? null : read.unsure(), Types.BOOLEAN);
        row.setString(26, read == null ? null : read.classifierVersion());
    }

    /** What came in with a batch before. */
    private void read(MentionClassified e) {
        jdbc.sql("""
                        update mention set language = :language, tone = :tone, intent = :intent, abusive = :abusive, unsure = :unsure,
                          reasons = case when text = :erased then :forgotten::jsonb else :reasons::jsonb end, read_language = :language, read_tone = :tone, read_intent = :intent,
                          read_unsure = :unsure, read_version = :version
                         where mention_id = :mention and not corrected
                        """)
                .param("language", e.language())
                .param("tone", e.tone())
                .param("intent", e.intent().name())
                .param("abusive", e.abusive())
                .param("version", e.classifierVersion())
                .param("unsure", e.unsure())
                .param("reasons", JSON.writeValueAsString(e.why()))
                .param("erased", Erased.TEXT)
                .param("forgotten", JSON.writeValueAsString(forgotten(e)))
                .param("mention", e.mentionId())
                .update();
    }

    /** An entry of before has the words in clear, and does not know whose they are. */
    private static List<ClassificationReason> forgotten(MentionClassified e) {
        return e.reasons().stream()
                .map(reason -> new ClassificationReason(reason.code(), WordsApart.erased(reason.terms())))
                .toList();
    }

    @EventHandler
    void on(MentionReadingConfirmed e) {
        arrived.write();
        jdbc.sql("update mention set settled = true, unsure = false where mention_id = ?")
                .param(e.mentionId())
                .update();
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionCorrected e) {
        arrived.write();
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
    void on(MentionReadingRestored e) {
        jdbc.sql("""
                        update mention set language = ?, tone = ?, intent = ?, corrected = ?, settled = ?, unsure = ? where mention_id = ?
                        """)
                .params(
                        e.language(),
                        e.tone(),
                        e.intent().name(),
                        e.corrected(),
                        e.settled(),
                        e.unsure(),
                        e.mentionId())
                .update();
        AfterCommit.run(() -> live.changed("mentions", e.brandId(), e.mentionId()));
    }

    @EventHandler
    void on(MentionEditedAtOrigin e) {
        arrived.write();
        jdbc.sql("update mention set title = ?, text = ? where mention_id = ?")
                .params(Arrays.asList(e.title(), e.text(), e.mentionId()))
                .update();
    }

    @EventHandler
    void on(MentionDeletedAtOrigin e) {
        arrived.write();
        jdbc.sql("update mention set deleted = true where mention_id = ?")
                .param(e.mentionId())
                .update();
    }
}
