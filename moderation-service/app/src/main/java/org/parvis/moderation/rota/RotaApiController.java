package org.parvis.moderation.rota;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.web.ExpectedVersion;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rotas for programs. */
@RestController
@RequestMapping("/api/moderation/rotas")
class RotaApiController {

    /** Who is on duty from one moment to another; nobody when the member is null. */
    record Turn(Instant from, Instant to, @Nullable String member, DutyPlan.Because because) {

        static Turn of(DutyPlan.Stretch stretch) {
            return new Turn(
                    stretch.from(),
                    stretch.to(),
                    stretch.answer().memberId(),
                    stretch.answer().because());
        }
    }

    /**
     * @param next who is on duty in the next fortnight, now first; null in a list, and for a rota without a plan of duty
     * @param timeToAcknowledge of the last ninety days; null in a list
     * @param webhook where its calls are told to a program; null in a list, and when they are not
     */
    record Answer(
            String id,
            String brand,
            String name,
            List<List<String>> levels,
            Duration perLevel,
            RotaForm.@Nullable Duty duty,
            @Nullable List<Turn> next,
            AnswerTimes.@Nullable Figures timeToAcknowledge,
            @Nullable String webhook,
            long version,
            String changedBy,
            Instant changedAt) {

        static Answer of(RotaRow r) {
            return of(r, null, null, null);
        }

        static Answer of(
                RotaRow r, @Nullable List<Turn> next, AnswerTimes.@Nullable Figures times, @Nullable String webhook) {
            return new Answer(
                    r.rotaId(),
                    r.brandId(),
                    r.name(),
                    r.levels(),
                    r.perLevel(),
                    RotaForm.Duty.of(r.duty()),
                    next,
                    times,
                    webhook,
                    r.version(),
                    r.changedBy(),
                    r.changedAt());
        }
    }

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Rotas rotas;
    private final AnswerTimes times;
    private final RotaWebhooks webhooks;
    private final Clock clock;

    RotaApiController(
            Access access,
            Reading reading,
            Commands commands,
            Rotas rotas,
            AnswerTimes times,
            RotaWebhooks webhooks,
            Clock clock) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.rotas = rotas;
        this.times = times;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @GetMapping
    Listing<Answer> list(@RequestParam(defaultValue = "") String brand, PageRequest page) {
        var listing = rotas.of(reading.rotas(), brand, page);
        return new Listing<>(listing.items().stream().map(Answer::of).toList(), listing.next());
    }

    @GetMapping("/{id}")
    ResponseEntity<Answer> one(@PathVariable String id) {
        var rota = rotas.find(Ids.requireValid(id)).orElseThrow(() -> new NotFound("rota", id));
        reading.requireRota(rota.brandId(), id);
        return answer(rota);
    }

    @PutMapping("/{id}")
    ResponseEntity<Answer> define(
            @PathVariable String id,
            @RequestBody RotaForm form,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var brand = form.requireBrand();
        access.require(Action.MANAGE_ROTA, brand);
        var version = (@Nullable Long) commands.send(form.command(Ids.requireValid(id), ExpectedVersion.of(ifMatch)));
        Shown.soon(() -> rotas.find(id)
                .filter(r -> version == null || r.version() >= version)
                .isPresent());
        return answer(rotas.find(id).orElseThrow(() -> new NotFound("rota", id)));
    }

    private ResponseEntity<Answer> answer(RotaRow rota) {
        return ResponseEntity.ok()
                .eTag(Long.toString(rota.version()))
                .body(Answer.of(
                        rota,
                        next(rota),
                        times.ofRota(rota),
                        webhooks.find(rota.rotaId())
                                .map(webhook -> webhook.shown(
                                        reading.scope(Action.MANAGE_ROTA).coversBrand(rota.brandId())))
                                .orElse(null)));
    }

    private @Nullable List<Turn> next(RotaRow rota) {
        var plan = rota.plan();
        var now = clock.instant();
        return plan == null
                ? null
                : plan.stretches(now, now.plus(DutyPlan.FORESEEN)).stream()
                        .map(Turn::of)
                        .toList();
    }
}
