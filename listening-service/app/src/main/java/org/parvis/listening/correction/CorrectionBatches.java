package org.parvis.listening.correction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.mention.Correction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The batches as the read model has them. */
@Component
class CorrectionBatches {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;

    CorrectionBatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far it is. */
    enum State {
        RUNNING,
        DONE,
        /** It is being taken back. */
        UNDOING,
        UNDONE
    }

    /**
     * One batch.
     *
     * @param messages of how many it says something
     * @param leftOut of how many of them there was nothing to say any more
     * @param kept of how many, when it was taken back, somebody had said something since
     */
    record Item(
            String id,
            String brand,
            Correction correction,
            State state,
            int messages,
            int settled,
            int deleted,
            int alreadySo,
            int elsewhere,
            int corrected,
            int leftOut,
            int restored,
            int kept,
            Instant begunAt,
            String begunBy,
            @Nullable Instant doneAt,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {

        public boolean isMoving() {
            return state == State.RUNNING || state == State.UNDOING;
        }

        /** Until when it can be taken back; null when it was, or nobody knows yet. */
        public @Nullable Instant undoableUntil() {
            return state == State.DONE && doneAt != null ? doneAt.plus(CorrectionBatch.UNDOABLE) : null;
        }
    }

    Optional<Item> find(String batchId) {
        return jdbc.sql("select * from correction_batch where batch_id = ?")
                .param(batchId)
                .query((row, n) -> item(row))
                .optional();
    }

    /** How many are not done yet, or not yet taken back; those of a member are what they began and what they take back. */
    record Moving(long ofBrand, long ofMember) {}

    Moving moving(String brandId, String memberId) {
        return jdbc.sql("""
                        select count(*), count(*) filter (where :member in (begun_by, undone_by)) from correction_batch
                         where brand_id = :brand and state in ('RUNNING', 'UNDOING')
                        """)
                .param("member", memberId)
                .param("brand", brandId)
                .query((row, n) -> new Moving(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** The newest of these brands. */
    List<Item> newest(Brands brands) {
        return jdbc.sql("""
                        select * from correction_batch where :all or brand_id = any(:brands)
                         order by begun_at desc, batch_id desc limit :shown
                        """)
                .param("all", brands.all())
                .param("brands", brands.array())
                .param("shown", SHOWN)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        var tone = row.getString("tone");
        var intent = row.getString("intent");
        return new Item(
                row.getString("batch_id"),
                row.getString("brand_id"),
                new Correction(
                        tone == null ? null : Leaning.valueOf(tone), intent == null ? null : Intent.valueOf(intent)),
                State.valueOf(row.getString("state")),
                row.getInt("messages"),
                row.getInt("settled"),
                row.getInt("deleted"),
                row.getInt("already_so"),
                row.getInt("elsewhere"),
                row.getInt("corrected"),
                row.getInt("left_out"),
                row.getInt("restored"),
                row.getInt("kept"),
                row.getTimestamp("begun_at").toInstant(),
                row.getString("begun_by"),
                instant(row, "done_at"),
                instant(row, "undone_at"),
                row.getString("undone_by"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
