package org.parvis.listening.topic;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Weight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said about a brand, as queries see it. What was deleted at its origin is left out. */
@Component
class PastMentions {

    private final JdbcClient jdbc;

    PastMentions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One message; its text is title and text together. */
    record Said(String mentionId, String author, String network, Instant publishedAt, Message message) {}

    /**
     * The next ones, so many at most, the newest first; none when there are no more.
     *
     * @param after the last one that was read; null to begin
     */
    List<Said> next(String brandId, Instant from, @Nullable Said after, int many) {
        return jdbc.sql(Weight.ended("""
                        select * from mention
                         where brand_id = :brand and published_at >= :from and not deleted
                           and (:first or (published_at, mention_id) < (:at, :id))
                         order by published_at desc, mention_id desc limit :many
                        """, "published_at desc, mention_id desc", "text"))
                .param("brand", brandId)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("first", after == null)
                .param("at", (after == null ? from : after.publishedAt()).atOffset(ZoneOffset.UTC))
                .param("id", after == null ? "" : after.mentionId())
                .param("many", many)
                .query((row, n) -> said(row))
                .list();
    }

    /** Those of some that are still there, by id. */
    Map<String, Said> find(String brandId, Collection<String> mentionIds) {
        return jdbc
                .sql("select * from mention where brand_id = ? and mention_id = any(?) and not deleted")
                .params(brandId, mentionIds.toArray(String[]::new))
                .query((row, n) -> said(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Said::mentionId, Function.identity()));
    }

    private static Said said(ResultSet row) throws SQLException {
        var title = row.getString("title");
        var text = row.getString("text");
        return new Said(
                row.getString("mention_id"),
                row.getString("author_name"),
                row.getString("network"),
                row.getTimestamp("published_at").toInstant(),
                new Message(
                        title == null ? text : title + "\n" + text,
                        row.getString("language"),
                        row.getString("author_handle"),
                        row.getString("permalink")));
    }
}
