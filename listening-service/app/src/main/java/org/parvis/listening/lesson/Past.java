package org.parvis.listening.lesson;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.Intent;
import org.parvis.listening.classification.Classification;
import org.parvis.listening.classification.Teacher;
import org.parvis.privacy.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages of the past: those that people settled, to learn from, and the latest, to try on. */
@Component
class Past {

    private static final Duration TRIED_ON = Duration.ofDays(30);
    private static final int MOST_SETTLED = 2_000;
    private static final int MOST_TRIED = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Past(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A message as it stands. */
    record Message(String mentionId, @Nullable String title, String text, String language, double tone, Intent intent) {

        String whole() {
            return title == null ? text : title + "\n" + text;
        }
    }

    /** What people looked at and corrected or found right, the newest last. */
    List<Teacher.Taught> settled(String brandId) {
        return jdbc
                .sql("""
                        select mention_id, title, text, language, tone, intent from mention
                         where brand_id = :brand and settled and not deleted order by collected_at desc, mention_id limit :most
                        """)
                .param("brand", brandId)
                .param("most", MOST_SETTLED)
                .query((row, n) -> message(row))
                .list()
                .reversed()
                .stream()
                .filter(message -> !Erased.is(message.text()))
                .map(message -> new Teacher.Taught(
                        message.whole(), message.language(), Classification.leaning(message.tone()), message.intent()))
                .toList();
    }

    /** The newest of the last thirty days, as they were read by whichever reading. */
    List<Message> latest(String brandId) {
        return jdbc
                .sql("""
                        select mention_id, title, text, language, tone, intent from mention
                         where brand_id = :brand and not deleted and published_at >= :from
                         order by published_at desc, mention_id limit :most
                        """)
                .param("brand", brandId)
                .param("from", clock.instant().minus(TRIED_ON).atOffset(ZoneOffset.UTC))
                .param("most", MOST_TRIED)
                .query((row, n) -> message(row))
                .list()
                .stream()
                .filter(message -> !Erased.is(message.text()))
                .toList();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("mention_id"),
                row.getString("title"),
                row.getString("text"),
                row.getString("language"),
                row.getDouble("tone"),
                Intent.valueOf(row.getString("intent")));
    }
}
