package org.parvis.listening.correction;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchDone;
import org.parvis.listening.api.CorrectionBatchUndoBegun;
import org.parvis.listening.api.CorrectionBatchUndone;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingRestored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what each batch says and how far it is. */
@Component
@ProcessingGroup("listening.correction.batches")
@ReadModel(tables = "correction_batch")
class CorrectionBatchProjection {

    private final JdbcClient jdbc;

    /** What came with the running batch of entries. */
    private final BatchRows<String, Progress> progress;

    private record Progress(String batchId, int corrected, int restored) {}

    CorrectionBatchProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.progress = BatchRows.ofNew(this::add);
    }

    @EventHandler
    void on(
            CorrectionBatchBegun e,
            @org.axonframework.eventhandling.Timestamp Instant at,
            @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        jdbc.sql("""
                        insert into correction_batch (batch_id, brand_id, tone, intent, messages, settled, deleted, already_so, elsewhere, state,
                          begun_at, begun_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?) on conflict do nothing
                        """)
                .param(e.batchId())
                .param(e.brandId())
                .param(e.tone() == null ? null : e.tone().name())
                .param(e.intent() == null ? null : e.intent().name())
                .param(e.mentionIds().size())
                .param(e.settled())
                .param(e.deleted())
                .param(e.alreadySo())
                .param(e.elsewhere())
                .param(Timestamp.from(at))
                .param(actor)
                .update();
    }

    @EventHandler
    void on(MentionCorrected e) {
        count(e.batchId(), 1, 0);
    }

    @EventHandler
    void on(MentionReadingConfirmed e) {
        count(e.batchId(), 1, 0);
    }

    @EventHandler
    void on(MentionReadingRestored e) {
        count(e.batchId(), 0, 1);
    }

    private void count(@Nullable String batchId, int corrected, int restored) {
        if (batchId != null) {
            progress.put(
                    batchId,
                    known -> known == null
                            ? new Progress(batchId, corrected, restored)
                            : new Progress(batchId, known.corrected() + corrected, known.restored() + restored));
        }
    }

    private void add(List<Progress> all) {
        jdbc.sql("""
                        update correction_batch b set corrected = b.corrected + p.corrected, restored = b.restored + p.restored
                          from unnest(?::text[], ?::int[], ?::int[]) p(batch_id, corrected, restored) where b.batch_id = p.batch_id
                        """)
                .param(all.stream().map(Progress::batchId).toArray(String[]::new))
                .param(all.stream().map(Progress::corrected).toArray(Integer[]::new))
                .param(all.stream().map(Progress::restored).toArray(Integer[]::new))
                .update();
    }

    /** What was taken back meanwhile stays so. */
    @EventHandler
    void on(CorrectionBatchDone e) {
        progress.write();
        jdbc.sql("""
                        update correction_batch set state = case state when 'RUNNING' then 'DONE' else state end, corrected = ?, left_out = ?,
                          done_at = ? where batch_id = ?
                        """)
                .params(e.corrected(), e.leftOut(), Timestamp.from(e.doneAt()), e.batchId())
                .update();
    }

    @EventHandler
    void on(CorrectionBatchUndoBegun e, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        jdbc.sql("update correction_batch set state = 'UNDOING', undone_by = ? where batch_id = ?")
                .params(actor, e.batchId())
                .update();
    }

    @EventHandler
    void on(CorrectionBatchUndone e) {
        progress.write();
        jdbc.sql(
                        "update correction_batch set state = 'UNDONE', restored = ?, kept = ?, undone_at = ? where batch_id = ?")
                .params(e.restored(), e.kept(), Timestamp.from(e.undoneAt()), e.batchId())
                .update();
    }
}
