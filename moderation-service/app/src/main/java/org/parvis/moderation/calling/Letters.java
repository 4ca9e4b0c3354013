package org.parvis.moderation.calling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.FairShares;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps letters. Every change names the state it expects, so two workers never both send one. */
@Component
class Letters {

    private static final int LONGEST_PROBLEM = 300;

    private final JdbcClient jdbc;

    Letters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the letter was written before. */
    boolean write(String letterId, String escalationId, String brandId, int step, String memberId, Instant at) {
        return jdbc.sql("""
                        insert into letter (letter_id, escalation_id, brand_id, step, member_id, state, tries, queued_at,
                          not_before)
                        values (?, ?, ?, ?, ?, 'QUEUED', 0, ?, ?) on conflict do nothing
                        """)
                        .params(letterId, escalationId, brandId, step, memberId, Timestamp.from(at), Timestamp.from(at))
                        .update()
                == 1;
    }

    void rememberRota(String escalationId, String brandId, String rotaId) {
        jdbc.sql("insert into webhook_rota (escalation_id, brand_id, rota_id) values (?, ?, ?) on conflict do nothing")
                .params(escalationId, brandId, rotaId)
                .update();
    }

    Optional<String> rotaOf(String escalationId) {
        return jdbc.sql("select rota_id from webhook_rota where escalation_id = ?")
                .param(escalationId)
                .query(String.class)
                .optional();
    }

    Optional<Letter> find(String letterId) {
        return jdbc.sql("select * from letter where letter_id = ?")
                .param(letterId)
                .query(Letters::read)
                .optional();
    }

    /** Records the attempt before a byte leaves; false when somebody else has it or it was attempted before. */
    boolean attempt(String letterId, Instant at) {
        return jdbc.sql("""
                        update letter set state = 'ATTEMPTED', tries = tries + 1, attempted_at = ?
                        where letter_id = ? and state = 'QUEUED'
                        """).params(Timestamp.from(at), letterId).update() == 1;
    }

    void finish(String letterId, LetterState state, @Nullable String problem, Instant at) {
        jdbc.sql("""
                        update letter set state = ?, problem = ?, finished_at = ?
                        where letter_id = ? and state in ('QUEUED', 'ATTEMPTED')
                        """)
                .param(state.name())
                .param(problem == null ? null : cut(problem))
                .param(Timestamp.from(at))
                .param(letterId)
                .update();
    }

    /** It is certain that nothing left, so it may be tried again. */
    void putBack(String letterId, String problem, Instant notBefore) {
        jdbc.sql("""
                        update letter set state = 'QUEUED', problem = ?, not_before = ?
                        where letter_id = ? and state = 'ATTEMPTED'
                        """).params(cut(problem), Timestamp.from(notBefore), letterId).update();
    }

    /** What should go out to members now: one of each brand in turn, the longest waiting first. */
    List<Letter> waiting(Instant now, int limit) {
        return jdbc.sql("""
                        select * from letter where state = 'QUEUED' and not_before <= ? and member_id <> ?
                        order by row_number() over (partition by brand_id order by not_before, letter_id), not_before, letter_id
                        limit ?
                        """)
                .params(Timestamp.from(now), Letter.WEBHOOK, limit)
                .query(Letters::read)
                .list();
    }

    /** A letter for the webhook of a rota. */
    record ForRota(Letter letter, String rotaId) {}

    /** Which program should be told now, the longest waiting first, those left out that have their share. */
    Optional<ForRota> nextForWebhook(Instant now, FairShares.Full full) {
        return jdbc.sql("""
                        select letter.*, webhook_rota.rota_id from letter join webhook_rota using (escalation_id)
                        where state = 'QUEUED' and not_before <= ? and member_id = ?
                          and letter.brand_id <> all(?) and webhook_rota.rota_id <> all(?)
                        order by not_before, letter_id limit 1
                        """)
                .param(Timestamp.from(now))
                .param(Letter.WEBHOOK)
                .param(full.brands().toArray(String[]::new))
                .param(full.addresses().toArray(String[]::new))
                .query((row, number) -> new ForRota(read(row, number), row.getString("rota_id")))
                .optional();
    }

    /** A worker that died while it handed a letter over left nobody who knows whether it went out. */
    int giveUpOn(Instant attemptedBefore, Instant now) {
        return jdbc.sql("""
                        update letter set state = 'UNKNOWN', finished_at = ?
                        where state = 'ATTEMPTED' and attempted_at < ?
                        """)
                .params(Timestamp.from(now), Timestamp.from(attemptedBefore))
                .update();
    }

    /** The latest first. */
    List<Letter> recent(Scope scope, MomentAndId after, int limit) {
        return scope.bind(jdbc.sql("""
                        select * from letter where %s and (queued_at, letter_id) < (:at, :id)
                        order by queued_at desc, letter_id desc limit :limit
                        """.formatted(Scope.BRAND)))
                .param("at", Timestamp.from(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query(Letters::read)
                .list();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM);
    }

    private static Letter read(ResultSet row, int number) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        return new Letter(
                row.getString("letter_id"),
                row.getString("escalation_id"),
                row.getString("brand_id"),
                row.getInt("step"),
                row.getString("member_id"),
                LetterState.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getTimestamp("queued_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("problem"));
    }
}
