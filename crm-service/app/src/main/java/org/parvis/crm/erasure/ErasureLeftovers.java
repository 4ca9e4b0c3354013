package org.parvis.crm.erasure;

import java.time.Clock;
import org.parvis.crm.sql.Instants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the database keeps by itself after everybody has forgotten: the row of the key before it was emptied, and the segments of its log. On
 * a database of its own the product clears both at once; elsewhere its administrator does, in the course of their own maintenance.
 */
@Component
class ErasureLeftovers {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureLeftovers.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    ErasureLeftovers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void finished(String erasureId) {
        jdbc.sql("insert into erasure_leftover (erasure_id) values (?) on conflict do nothing")
                .param(erasureId)
                .update();
    }

    void clear() {
        var open = jdbc.sql("select erasure_id from erasure_leftover where cleared_at is null")
                .query(String.class)
                .list();
        if (open.isEmpty()) {
            return;
        }
        for (var statement : new String[] {
            "vacuum (full) privacy.subject_key",
            "vacuum (full) privacy.subject_alias",
            "select pg_switch_wal()",
            "checkpoint"
        }) {
            try {
                run(statement);
            } catch (RuntimeException e) {
                LOG.info("Left to the administrator of the database after an erasure: {}", statement);
            }
        }
        jdbc.sql("update erasure_leftover set cleared_at = ? where erasure_id = any(?)")
                .params(Instants.parameter(clock.instant()), open.toArray(String[]::new))
                .update();
    }

    private void run(String statement) {
        if (statement.startsWith("select")) {
            jdbc.sql(statement).query((row, number) -> true).list();
        } else {
            jdbc.sql(statement).update();
        }
    }
}
