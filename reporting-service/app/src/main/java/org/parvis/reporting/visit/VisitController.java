package org.parvis.reporting.visit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.InvalidInput;
import org.parvis.identity.rights.Action;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An auditor's visit for programs. */
@RestController
@RequestMapping("/api/reporting/audit")
final class VisitController {

    private final Visits visits;
    private final Continuity continuity;
    private final Counting counting;
    private final Checkpoints checkpoints;
    private final Access access;
    private final Clock clock;

    VisitController(
            Visits visits,
            Continuity continuity,
            Counting counting,
            Checkpoints checkpoints,
            Access access,
            Clock clock) {
        this.visits = visits;
        this.continuity = continuity;
        this.counting = counting;
        this.checkpoints = checkpoints;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Where things stand for whoever asks.
     *
     * @param since when the last head was kept; null on the first visit
     */
    record Standing(
            @Nullable Instant since, Continuity.@Nullable Result result, long size, List<Checkpoints.Seen> witnesses) {}

    @GetMapping("/visit")
    Standing standing() {
        access.requireAnywhere(Action.READ_AUDIT);
        var last = visits.last(CurrentActor.require().id());
        return new Standing(
                last.map(Visits.Visit::at).orElse(null),
                last.map(visit -> continuity.since(visit.head())).orElse(null),
                Checkpoint.parse(continuity.head().text()).size(),
                checkpoints.lastSeen());
    }

    /** Keeps the newest head as that of a visit, when it continues the one kept before. */
    @PostMapping("/visit")
    Standing keep() {
        access.requireAnywhere(Action.READ_AUDIT);
        var before = standing();
        if (before.result() == null || before.result().isGood()) {
            visits.keep(CurrentActor.require().id(), clock.instant(), continuity.head());
        }
        return before;
    }

    /** Compares a head that was kept elsewhere; the request's body is the file as it was downloaded. */
    @PostMapping(path = "/consistency", consumes = MediaType.TEXT_PLAIN_VALUE)
    Continuity.Result compare(@RequestBody String head) {
        access.requireAnywhere(Action.READ_AUDIT);
        return continuity.since(HeadFile.parse(head).orElseThrow(() -> new InvalidInput("head", "not-a-head")));
    }

    @GetMapping("/completeness")
    Completeness completeness() {
        access.requireAnywhere(Action.READ_AUDIT);
        return counting.now();
    }
}
