package org.parvis.moderation.integration;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the words of collected messages. */
@Component
@ProcessingGroup("moderation.thread.mentions")
@ReadModel(tables = "mention")
class MentionsProjection {

    private record Row(
            String id,
            String brandId,
            String personId,
            String author,
            String handle,
            @Nullable String title,
            String text,
            String permalink,
            Instant publishedAt,
            boolean deleted) {}

    private final JdbcClient jdbc;
    private final BatchRows<String, Row> rows;

    MentionsProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = BatchRows.of(this::load, this::write);
    }

    @EventHandler
    void on(MentionCollected event) {
        rows.set(
                event.mentionId(),
                new Row(
                        event.mentionId(),
                        event.brandId(),
                        event.personId(),
                        event.authorName(),
                        event.authorHandle(),
                        event.title(),
                        event.text(),
                        event.permalink(),
                        event.publishedAt(),
                        false));
    }

    @EventHandler
    void on(MentionEditedAtOrigin event) {
        rows.change(
                event.mentionId(),
                row -> new Row(
                        row.id,
                        row.brandId,
                        row.personId,
                        row.author,
                        row.handle,
                        event.title(),
                        event.text(),
                        row.permalink,
                        row.publishedAt,
                        row.deleted));
    }

    @EventHandler
    void on(MentionDeletedAtOrigin event) {
        rows.change(
                event.mentionId(),
                row -> new Row(
                        row.id,
                        row.brandId,
                        row.personId,
                        row.author,
                        row.handle,
                        row.title,
                        row.text,
                        row.permalink,
                        row.publishedAt,
                        true));
    }

    private @Nullable Row load(String id) {
        return jdbc.sql("""
                        select mention_id, brand_id, person_id, author_name, author_handle, title, body, permalink, published_at,
                          deleted
                        from mention where mention_id = ?
                        """)
                .param(id)
                .query((row, number) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getTimestamp(9).toInstant(),
                        row.getBoolean(10)))
                .optional()
                .orElse(null);
    }

    private void write(List<Row> changed) {
        jdbc.sql("""
                        insert into mention
                          (mention_id, brand_id, person_id, author_name, author_handle, title, body, permalink, published_at, deleted)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::timestamptz[], ?::boolean[])
                        on conflict (mention_id) do update set author_name = excluded.author_name,
                          author_handle = excluded.author_handle, title = excluded.title, body = excluded.body,
                          permalink = excluded.permalink, published_at = excluded.published_at, deleted = excluded.deleted
                        """)
                .params(
                        texts(changed, Row::id),
                        texts(changed, Row::brandId),
                        texts(changed, Row::personId),
                        texts(changed, Row::author),
                        texts(changed, Row::handle),
                        texts(changed, Row::title),
                        texts(changed, Row::text),
                        texts(changed, Row::permalink),
                        changed.stream()
                                .map(row -> Timestamp.from(row.publishedAt))
                                .toArray(Timestamp[]::new),
                        changed.stream().map(Row::deleted).toArray(Boolean[]::new))
                .update();
    }

    private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> column) {
        var texts = new @Nullable String[rows.size()];
        for (var i = 0; i < texts.length; i++) {
            texts[i] = column.apply(rows.get(i));
        }
        return texts;
    }
}
