package org.parvis.crm.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.IfMatch;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.crm.api.HoldGround;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Retention for programs. The ETag is the version; who changes something says which version they saw. */
@RestController
@RequestMapping("/api/crm/retention")
class RetentionApiController {

    private static final int RUNS = 50;

    private final RetentionDesk desk;
    private final Retentions retentions;
    private final Figures figures;
    private final Runs runs;
    private final Clock clock;

    RetentionApiController(RetentionDesk desk, Retentions retentions, Figures figures, Runs runs, Clock clock) {
        this.desk = desk;
        this.retentions = retentions;
        this.figures = figures;
        this.runs = runs;
        this.clock = clock;
    }

    record Policy(
            int version,
            int neverAnsweredMonths,
            int inConversationMonths,
            String proposedBy,
            @Nullable String adoptedBy,
            @Nullable Instant adoptedAt) {}

    record Proposal(
            int number, int neverAnsweredMonths, int inConversationMonths, String proposedBy, Instant proposedAt) {}

    record Hold(HoldGround ground, Instant until, String by, boolean on) {}

    record Due(int neverAnswered, int inConversation, int kept) {

        static Due of(People.Count count) {
            return new Due(count.neverAnswered(), count.inConversation(), count.kept());
        }
    }

    record Json(
            String brand,
            long version,
            @Nullable Policy policy,
            @Nullable Proposal proposal,
            @Nullable Hold hold,
            @Nullable Due dueNow,
            @Nullable Due dueInThirtyDays,
            @Nullable Due dueByProposal) {}

    record Body(
            @Nullable String brand,
            @Nullable Integer neverAnsweredMonths,
            @Nullable Integer inConversationMonths) {}

    record Of(@Nullable String brand) {}

    record HoldBody(
            @Nullable String brand,
            @Nullable String ground,
            @Nullable Instant until) {}

    @GetMapping
    ResponseEntity<Json> get(@RequestParam String brand) {
        return answer(desk.requireVisible(Ids.requireValid("brand", brand)));
    }

    /** Takes the place of a proposal that is open. */
    @PutMapping("/proposal")
    ResponseEntity<Json> propose(@IfMatch long version, @RequestBody Body body) {
        var brand = brand(body.brand());
        desk.requireProposal(brand);
        desk.propose(
                brand,
                new Months(
                        required("neverAnsweredMonths", body.neverAnsweredMonths()),
                        required("inConversationMonths", body.inConversationMonths())),
                version);
        return answer(brand);
    }

    @PostMapping("/adopt")
    ResponseEntity<Json> adopt(@IfMatch long version, @RequestBody Of body) {
        desk.adopt(brand(body.brand()), version);
        return answer(brand(body.brand()));
    }

    @PostMapping("/decline")
    ResponseEntity<Json> decline(@IfMatch long version, @RequestBody Of body) {
        desk.decline(brand(body.brand()), version);
        return answer(brand(body.brand()));
    }

    @PutMapping("/hold")
    ResponseEntity<Json> hold(@IfMatch long version, @RequestBody HoldBody body) {
        var brand = brand(body.brand());
        desk.requireDecision(brand);
        if (body.until() == null) {
            throw new InvalidInput("until", "moment");
        }
        desk.hold(brand, HoldForm.ground(body.ground()), body.until(), version);
        return answer(brand);
    }

    @DeleteMapping("/hold")
    ResponseEntity<Json> lift(@IfMatch long version, @RequestParam String brand) {
        desk.lift(brand(brand), version);
        return answer(brand);
    }

    /** Ids of people whose time is over, so that somebody can look before they adopt; {@code by} is {@code proposal} or {@code policy}. */
    @GetMapping("/due")
    Listing<People.Due> due(
            @RequestParam String brand, @RequestParam(required = false) @Nullable String by, PageRequest page) {
        return desk.due(brand(brand), by(by), page);
    }

    /** The newest first. */
    @GetMapping("/runs")
    Listing<Runs.Run> runs(@RequestParam String brand) {
        return new Listing<>(runs.last(desk.requireVisible(brand(brand)), RUNS), null);
    }

    private static RetentionDesk.@Nullable By by(@Nullable String word) {
        return word == null
                ? null
                : Arrays.stream(RetentionDesk.By.values())
                        .filter(by -> by.name().equals(word.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInput("by", "retention-by"));
    }

    private static String brand(@Nullable String brand) {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    private static int required(String field, @Nullable Integer months) {
        if (months == null) {
            throw new InvalidInput(field, "retention-months");
        }
        return months;
    }

    private ResponseEntity<Json> answer(String brand) {
        var version = retentions.version(brand);
        var inForce = retentions.inForce(brand);
        var open = retentions.open(brand);
        var figure = inForce.map(policy -> figures.of(brand, policy.months()));
        var json = new Json(
                brand,
                version,
                inForce.map(RetentionApiController::policy).orElse(null),
                open.map(p -> new Proposal(
                                p.number(),
                                p.months().neverAnswered(),
                                p.months().inConversation(),
                                p.proposedBy(),
                                p.proposedAt()))
                        .orElse(null),
                retentions
                        .hold(brand)
                        .map(h -> new Hold(h.ground(), h.until(), h.by(), h.isOnAt(clock.instant())))
                        .orElse(null),
                figure.map(f -> Due.of(f.now())).orElse(null),
                figure.map(f -> Due.of(f.soon())).orElse(null),
                open.map(p -> Due.of(figures.of(brand, p.months()).now())).orElse(null));
        return ResponseEntity.ok().eTag(Long.toString(version)).body(json);
    }

    private static Policy policy(Retentions.Proposal adopted) {
        return new Policy(
                Objects.requireNonNullElse(adopted.policyVersion(), 0),
                adopted.months().neverAnswered(),
                adopted.months().inConversation(),
                adopted.proposedBy(),
                adopted.decidedBy(),
                adopted.decidedAt());
    }
}
