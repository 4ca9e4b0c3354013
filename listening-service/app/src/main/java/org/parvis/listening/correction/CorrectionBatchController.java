package org.parvis.listening.correction;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.Intent;
import org.parvis.listening.mention.Correction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Batches for programs. */
@RestController
@RequestMapping("/api/listening/mentions/batches")
class CorrectionBatchController {

    private final CorrectionDesk desk;

    CorrectionBatchController(CorrectionDesk desk) {
        this.desk = desk;
    }

    /**
     * What is said of many mentions of one brand.
     *
     * @param mentions ids, at most 2,000
     * @param tone negative, neutral or positive; a tone that is on that side already stays
     * @param right that each was read right, instead of tone and intent
     */
    record Form(
            @Nullable String brand,
            @Nullable List<String> mentions,
            @Nullable String tone,
            @Nullable String intent,
            @Nullable Boolean right) {

        String brandId() {
            if (brand == null || brand.isBlank()) {
                throw new InvalidInput("brand", "required");
            }
            return brand.strip();
        }

        Correction correction() {
            var said = Correction.of(tone, intent);
            var isNothing = said.tone() == null && said.intent() == null;
            if (isNothing != Boolean.TRUE.equals(right)) {
                throw new InvalidInput("right", isNothing ? "batch.nothing-said" : "batch.right-and-more");
            }
            return said;
        }

        List<String> ids() {
            return Objects.requireNonNullElse(mentions, List.of());
        }
    }

    /**
     * Mentions that were chosen and are left out.
     *
     * @param deleted gone from their network
     * @param alreadySo nothing would change
     * @param elsewhere not of this brand
     */
    record LeftOut(int deleted, int alreadySo, int elsewhere) {}

    /** How far a batch is; PLANNED is one that was only counted. */
    enum State {
        PLANNED,
        RUNNING,
        DONE,
        UNDOING,
        UNDONE
    }

    /**
     * A batch, or what it would be.
     *
     * @param messages of how many it says something
     * @param settled of how many of them a person had said something before
     * @param changedMeanwhile of how many there was nothing to say any more when it came to them
     * @param kept of how many, when it was taken back, somebody had said something since
     */
    record Report(
            String id,
            String brand,
            State state,
            @Nullable String tone,
            @Nullable Intent intent,
            int messages,
            int settled,
            LeftOut leftOut,
            int corrected,
            int changedMeanwhile,
            int restored,
            int kept,
            @Nullable Instant begunAt,
            @Nullable String begunBy,
            @Nullable Instant doneAt,
            @Nullable Instant undoableUntil,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {

        static Report of(String id, String brand, Plan plan) {
            return new Report(
                    id,
                    brand,
                    State.PLANNED,
                    word(plan.correction()),
                    plan.correction().intent(),
                    plan.count(),
                    plan.settled(),
                    new LeftOut(plan.deleted(), plan.alreadySo(), plan.elsewhere()),
                    0,
                    0,
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        static Report of(CorrectionBatches.Item item) {
            return new Report(
                    item.id(),
                    item.brand(),
                    State.valueOf(item.state().name()),
                    word(item.correction()),
                    item.correction().intent(),
                    item.messages(),
                    item.settled(),
                    new LeftOut(item.deleted(), item.alreadySo(), item.elsewhere()),
                    item.corrected(),
                    item.leftOut(),
                    item.restored(),
                    item.kept(),
                    item.begunAt(),
                    item.begunBy(),
                    item.doneAt(),
                    item.undoableUntil(),
                    item.undoneAt(),
                    item.undoneBy());
        }

        private static @Nullable String word(Correction correction) {
            return correction.tone() == null ? null : correction.tone().name().toLowerCase(Locale.ROOT);
        }
    }

    /** Begins it, or only counts what it would do. Answers with 202 and where to look while it is being said. */
    @PutMapping("/{id}")
    ResponseEntity<Report> begin(
            @PathVariable String id, @RequestParam(defaultValue = "false") boolean dryRun, @RequestBody Form form) {
        Ids.requireValid(id);
        var brand = form.brandId();
        desk.requireMayCorrect(brand, id);
        var asked = CorrectionDesk.chosen(form.ids());
        return dryRun
                ? ResponseEntity.ok(Report.of(id, brand, desk.plan(brand, asked, form.correction())))
                : answer(desk.begin(id, brand, asked, form.correction()));
    }

    @GetMapping("/{id}")
    Report one(@PathVariable String id) {
        return Report.of(desk.require(id, Action.READ_MENTIONS));
    }

    /** Each is read as before, but for those of which somebody has said something since; for 24 hours. */
    @PostMapping("/{id}/undo")
    ResponseEntity<Report> undo(@PathVariable String id) {
        return answer(desk.undo(id));
    }

    private static ResponseEntity<Report> answer(CorrectionBatches.Item item) {
        return ResponseEntity.status(item.isMoving() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .header("Location", "/api/listening/mentions/batches/" + item.id())
                .body(Report.of(item));
    }
}
