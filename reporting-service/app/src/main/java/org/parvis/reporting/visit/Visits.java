package org.parvis.reporting.visit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.SignedNote;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The heads that auditors kept here, one for each of their visits. */
@Component
final class Visits {

    private final JdbcClient jdbc;

    Visits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A visit: when, and what the ledger had signed by then. */
    record Visit(Instant at, SignedNote head) {

        public long size() {
            return Checkpoint.parse(head.text()).size();
        }
    }

    Optional<Visit> last(String memberId) {
        return recent(memberId, 1).stream().findFirst();
    }

    List<Visit> recent(String memberId, int limit) {
        return jdbc.sql("select visited_at, note from audit_visit where member_id = ? order by visited_at desc limit ?")
                .param(memberId)
                .param(limit)
                .query((row, number) -> new Visit(row.getTimestamp(1).toInstant(), SignedNote.parse(row.getString(2))))
                .list();
    }

    void keep(String memberId, Instant at, SignedNote head) {
        jdbc.sql("insert into audit_visit (member_id, visited_at, note) values (?, ?, ?) on conflict do nothing")
                .param(memberId)
                .param(Timestamp.from(at))
                .param(head.toString())
                .update();
    }
}
