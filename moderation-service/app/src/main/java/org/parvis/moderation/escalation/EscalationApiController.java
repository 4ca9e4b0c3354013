package org.parvis.moderation.escalation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.moderation.people.Reading;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Matters for programs. */
@RestController
@RequestMapping("/api/moderation/escalations")
class EscalationApiController {

    /** One call of a matter. */
    record CallAnswer(int step, int round, int level, List<String> members, Instant at) {}

    /** A matter, and its calls when one is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id,
            String brand,
            String subject,
            String reason,
            String rota,
            EscalationRow.State state,
            String raisedBy,
            Instant raisedAt,
            @Nullable Instant acknowledgeBefore,
            List<String> next,
            @Nullable String holder,
            @Nullable Instant acknowledgedAt,
            @Nullable Duration timeToAcknowledge,
            @Nullable String outcome,
            @Nullable String closedBy,
            @Nullable Instant closedAt,
            @Nullable List<CallAnswer> calls) {}

    record CloseForm(@Nullable String outcome) {}

    private final EscalationDesk desk;
    private final Escalations escalations;
    private final Reading reading;
    private final Clock clock;

    EscalationApiController(EscalationDesk desk, Escalations escalations, Reading reading, Clock clock) {
        this.desk = desk;
        this.escalations = escalations;
        this.reading = reading;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Answer raise(@RequestBody EscalationForm form) {
        return full(desk.raise(form));
    }

    @GetMapping
    Listing<Answer> list(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(required = false) @Nullable String state,
            PageRequest page) {
        var listing = escalations.all(reading.escalations(), brand, closed(state), page);
        return new Listing<>(
                listing.items().stream().map(row -> answer(row, null)).toList(), listing.next());
    }

    private static @Nullable Boolean closed(@Nullable String state) {
        return switch (state) {
            case null -> null;
            case "OPEN" -> false;
            case "CLOSED" -> true;
            default -> throw new InvalidInput("state", "value");
        };
    }

    @GetMapping("/{id}")
    Answer one(@PathVariable String id) {
        return full(desk.find(id));
    }

    @PostMapping("/{id}/acknowledge")
    Answer acknowledge(@PathVariable String id) {
        return full(desk.acknowledge(id));
    }

    @PostMapping("/{id}/close")
    Answer close(@PathVariable String id, @RequestBody CloseForm form) {
        return full(desk.close(id, form.outcome()));
    }

    private Answer full(EscalationRow row) {
        var calls = escalations.calls(row.escalationId()).stream()
                .map(c -> new CallAnswer(c.step(), c.round(), c.level(), c.members(), c.at()))
                .toList();
        return answer(row, calls);
    }

    private Answer answer(EscalationRow row, @Nullable List<CallAnswer> calls) {
        return new Answer(
                row.escalationId(),
                row.brandId(),
                row.subject(),
                row.reason(),
                row.rotaId(),
                row.state(clock.instant()),
                row.raisedBy(),
                row.raisedAt(),
                row.acknowledgeBefore(),
                row.next(),
                row.holder(),
                row.acknowledgedAt(),
                row.timeToAcknowledge(),
                row.outcome(),
                row.closedBy(),
                row.closedAt(),
                calls);
    }
}
