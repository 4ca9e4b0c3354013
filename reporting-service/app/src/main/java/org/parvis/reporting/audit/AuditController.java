package org.parvis.reporting.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.bundle.BundleRequest;
import org.parvis.ledger.bundle.BundleScope;
import org.parvis.ledger.tree.Checkpoints;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit for programs: the story of a subject, its bundle, and the newest signed head. */
@RestController
@RequestMapping("/api/reporting/audit")
final class AuditController {

    private static final Duration UNTIL_SEALED = Duration.ofSeconds(10);

    /** Each entry brings a proof, and an archive is written with the names of all of them in memory. */
    private static final int MOST_IN_A_RANGE = 100_000;

    private final AuditTrail trail;
    private final CaseScope cases;
    private final SealedBundles bundles;
    private final Checkpoints checkpoints;
    private final AuditSight sight;
    private final Access access;

    AuditController(
            AuditTrail trail,
            CaseScope cases,
            SealedBundles bundles,
            Checkpoints checkpoints,
            AuditSight sight,
            Access access) {
        this.sight = sight;
        this.trail = trail;
        this.cases = cases;
        this.bundles = bundles;
        this.checkpoints = checkpoints;
        this.access = access;
    }

    /**
     * A story, in order. What is not in it is said by headers: {@code Parvis-Refusals-Left-Out} counts refused attempts older than those
     * told, {@code Parvis-Story-Cut} stands where it holds more than is told.
     */
    @GetMapping
    Listing<AuditEntry> story(
            @RequestParam String subject, PageRequest page, Locale locale, HttpServletResponse response) {
        var found = sight.read(subject);
        sayWhatIsLeftOut(found, response);
        return trail.told(found, page, locale);
    }

    private static void sayWhatIsLeftOut(AuditTrail.Trail found, HttpServletResponse response) {
        if (found.refusalsLeftOut() > 0) {
            response.setHeader("Parvis-Refusals-Left-Out", Long.toString(found.refusalsLeftOut()));
        }
        if (found.cut()) {
            response.setHeader("Parvis-Story-Cut", "true");
        }
    }

    @GetMapping("/bundle")
    void bundle(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(defaultValue = "0") long since,
            HttpServletResponse response)
            throws IOException {
        BundleScope scope;
        String name;
        long last;
        if (subject != null) {
            var found = sight.audit(subject);
            sayWhatIsLeftOut(found, response);
            var judged = cases.of(found);
            scope = judged;
            name = subject.replaceAll("[^a-z0-9-]", "-");
            last = Math.max(
                    found.entries().getLast().entry().position(),
                    judged.also().stream().mapToLong(Long::longValue).max().orElse(0));
        } else if (from != null && to != null) {
            access.requireAnywhere(Action.READ_AUDIT);
            if (from < 1 || to < from) {
                throw new InvalidInput("from", "range");
            }
            // Every brand is none that could be known.
            if (!access.brands(Action.READ_AUDIT).all()) {
                access.require(Action.READ_AUDIT, Grant.EVERY_BRAND);
            }
            if (to - from >= MOST_IN_A_RANGE) {
                throw new InvalidInput("to", "range-wide", MOST_IN_A_RANGE);
            }
            scope = new BundleScope.Range(from, to);
            name = "entries-" + from + "-" + to;
            last = to;
        } else {
            access.requireAnywhere(Action.READ_AUDIT);
            throw new InvalidInput("subject", "bundle-scope");
        }
        if (since < 0) {
            throw new InvalidInput("since", "range");
        }
        access.requireSecondFactor();
        if (!bundles.awaitSealed(last, UNTIL_SEALED)) {
            throw new InvalidInput("to", "not-sealed", last);
        }
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
        bundles.write(BundleRequest.of(scope).since(since).covering(last), response.getOutputStream());
    }

    @GetMapping("/checkpoint")
    ResponseEntity<String> checkpoint() {
        access.requireAnywhere(Action.READ_AUDIT);
        return checkpoints
                .latest()
                .map(note ->
                        ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(note.toString()))
                .orElseThrow(() -> new NotFound("checkpoint", "latest"));
    }
}
