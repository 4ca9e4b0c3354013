package org.parvis.crm.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.retention.HoldForm;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erasures for programs. */
@RestController
@RequestMapping("/api/crm/erasures")
class ErasureApiController {

    private final ErasureDesk desk;
    private final Erasures erasures;

    ErasureApiController(ErasureDesk desk, Erasures erasures) {
        this.desk = desk;
        this.erasures = erasures;
    }

    record Json(
            String id,
            String brand,
            List<String> persons,
            ErasureGround ground,
            Erasures.State state,
            String requestedBy,
            Instant requestedAt,
            Instant dueAt,
            @Nullable String decidedBy,
            @Nullable HoldGround holdGround,
            @Nullable Instant deferredUntil,
            @Nullable Instant erasedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant clearedAt,
            List<Erasures.Place> places,
            @Nullable Integer policyVersion,
            List<Erasures.Spared> spared) {}

    record Body(
            @Nullable String brand,
            @Nullable List<String> persons,
            @Nullable String ground,
            @Nullable Instant dueAt) {}

    record Hold(@Nullable String ground, @Nullable Instant until) {}

    private Json json(Erasures.Row row) {
        return new Json(
                row.id(),
                row.brandId(),
                row.personIds(),
                row.ground(),
                row.state(),
                row.requestedBy(),
                row.requestedAt(),
                row.dueAt(),
                row.decidedBy(),
                row.holdGround(),
                row.deferredUntil(),
                row.erasedAt(),
                row.finishedAt(),
                erasures.clearedAt(row.id()).orElse(null),
                erasures.places(row.id()),
                row.expiry() == null ? null : row.expiry().policyVersion(),
                row.expiry() == null ? List.of() : erasures.spared(row.id()));
    }

    @PutMapping("/{id}")
    ResponseEntity<Json> put(@PathVariable String id, @RequestBody Body body) {
        var brand = Objects.requireNonNullElse(body.brand(), "");
        desk.requireRequest(brand);
        var isNew = erasures.find(id).isEmpty();
        var row = desk.request(
                id,
                brand,
                Objects.requireNonNullElse(body.persons(), List.of()),
                ErasureWords.ground(body.ground()),
                body.dueAt());
        return ResponseEntity.status(isNew ? 201 : 200).body(json(row));
    }

    @GetMapping
    Listing<Json> list() {
        return new Listing<>(
                erasures.list(desk.visible()).stream().map(this::json).toList(), null);
    }

    @GetMapping("/{id}")
    Json get(@PathVariable String id) {
        return json(desk.find(id));
    }

    @PostMapping("/{id}/approve")
    Json approve(@PathVariable String id) {
        desk.approve(id);
        return get(id);
    }

    @PostMapping("/{id}/decline")
    Json decline(@PathVariable String id, @RequestBody Hold hold) {
        desk.requireDecision(id);
        desk.decline(id, HoldForm.ground(hold.ground()));
        return get(id);
    }

    @PostMapping("/{id}/defer")
    Json defer(@PathVariable String id, @RequestBody Hold hold) {
        desk.requireDecision(id);
        if (hold.until() == null) {
            throw new InvalidInput("until", "moment");
        }
        desk.defer(id, HoldForm.ground(hold.ground()), hold.until());
        return get(id);
    }

    @PostMapping("/{id}/resume")
    Json resume(@PathVariable String id) {
        desk.resume(id);
        return get(id);
    }
}
