package org.parvis.boot;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Asks the database what somebody waits for, and no longer than they wait: a question that takes longer is ended in the database too, and
 * answered in words. For lists that people filter as they like.
 */
public final class Questions {

    private final JdbcClient jdbc;

    /** @param longest in whole seconds, one at least; shorter than the gateway waits */
    Questions(DataSource dataSource, Duration longest) {
        var template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(Math.toIntExact(Math.max(1, longest.toSeconds())));
        jdbc = JdbcClient.create(template);
    }

    /** What comes of it may be a {@link org.springframework.dao.QueryTimeoutException}. */
    public StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }
}
