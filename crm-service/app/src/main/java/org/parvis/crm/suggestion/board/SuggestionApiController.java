package org.parvis.crm.suggestion.board;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.crm.api.Decision;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Suggestions for programs. */
@RestController
@RequestMapping("/api/crm/suggestions")
class SuggestionApiController {

    private static final int EVIDENCE_SHOWN = 200;

    private final Suggestions suggestions;
    private final SuggestionActs acts;
    private final SimilarSuggestions similar;

    SuggestionApiController(Suggestions suggestions, SuggestionActs acts, SimilarSuggestions similar) {
        this.suggestions = suggestions;
        this.acts = acts;
        this.similar = similar;
    }

    record Row(
            String id,
            String brand,
            String productLine,
            String summary,
            String state,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable Instant decidedAt,
            @Nullable Instant shippedAt,
            @Nullable String shipNote,
            String raisedBy,
            Instant raisedAt,
            Instant firstMentionAt,
            int evidence,
            int authors,
            int drafted,
            int notReached,
            int told,
            long version) {

        static Row of(SuggestionView view) {
            return new Row(
                    view.id(),
                    view.brandId(),
                    view.productLineId(),
                    view.summary(),
                    view.stage().name(),
                    view.decision(),
                    view.reason(),
                    view.decidedAt(),
                    view.shippedAt(),
                    view.shipNote(),
                    view.raisedBy(),
                    view.raisedAt(),
                    view.firstMentionAt(),
                    view.evidence(),
                    view.authors(),
                    view.drafted(),
                    view.notReached(),
                    view.told(),
                    view.version());
        }
    }

    record EvidenceJson(
            String mention,
            String conversation,
            String person,
            String author,
            Instant at,
            String text,
            boolean cut,
            @Nullable String permalink,
            @Nullable String reply,
            @Nullable String replyState,
            @Nullable String notReached,
            @Nullable Instant toldAt) {

        static EvidenceJson of(EvidenceView view) {
            return new EvidenceJson(
                    view.mentionId(),
                    view.conversationId(),
                    view.personId(),
                    view.personName(),
                    view.saidAt(),
                    view.text(),
                    view.cut(),
                    view.permalink(),
                    view.replyId(),
                    view.replyState() == null ? null : view.replyState().name(),
                    view.notReachedCode(),
                    view.toldAt());
        }
    }

    record Detail(Row suggestion, List<EvidenceJson> evidence) {}

    record Raising(
            @Nullable String id,
            @Nullable String mention,
            @Nullable String productLine,
            @Nullable String summary) {}

    record Done(String id, long version) {}

    @PostMapping
    ResponseEntity<Done> raise(@RequestBody Raising body) {
        var id = acts.raise(body.id(), orEmpty(body.mention()), orEmpty(body.productLine()), orEmpty(body.summary()));
        return ResponseEntity.status(201).eTag("0").body(new Done(id, 0));
    }

    @GetMapping
    Listing<Row> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam(required = false) @Nullable String state,
            PageRequest page) {
        var listing = suggestions.list(
                acts.scope(),
                brand,
                productLine == null ? List.of() : List.of(productLine),
                state == null ? null : stage(state),
                page);
        return new Listing<>(listing.items().stream().map(Row::of).toList(), listing.next());
    }

    private static Stage stage(String text) {
        try {
            return Stage.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("state", "suggestion-state");
        }
    }

    /** Suggestions that a new one about this mention, or in these words, may repeat. */
    @GetMapping("/similar")
    List<Proposal> similar(
            @RequestParam String mention,
            @RequestParam(required = false) @Nullable String productLine,
            @RequestParam(required = false) @Nullable String summary) {
        var message = acts.message(mention);
        return similar
                .to(summary == null || summary.isBlank() ? message.text() : summary, message.brandId(), productLine)
                .stream()
                .map(found -> new Proposal(
                        found.suggestion().id(),
                        found.suggestion().summary(),
                        found.suggestion().stage().name(),
                        found.likeness()))
                .toList();
    }

    record Proposal(String id, String summary, String state, double likeness) {}

    @GetMapping("/{id}")
    ResponseEntity<Detail> get(@PathVariable String id) {
        var view = acts.read(id);
        var evidence = suggestions.evidence(id, EVIDENCE_SHOWN).stream()
                .map(EvidenceJson::of)
                .toList();
        return ResponseEntity.ok().eTag(Long.toString(view.version())).body(new Detail(Row.of(view), evidence));
    }

    record Mention(@Nullable String mention) {}

    @PostMapping("/{id}/evidence")
    ResponseEntity<Done> addEvidence(@PathVariable String id, @RequestBody Mention body) {
        return done(id, acts.addEvidence(id, orEmpty(body.mention())));
    }

    record Deciding(@Nullable String decision, @Nullable String reason) {}

    @PostMapping("/{id}/decide")
    ResponseEntity<Done> decide(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Deciding body) {
        acts.requireDecision(id);
        return done(id, acts.decide(id, decision(body.decision()), orEmpty(body.reason()), version(ifMatch)));
    }

    static Decision decision(@Nullable String text) {
        try {
            return Decision.valueOf(orEmpty(text).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("decision", "decision");
        }
    }

    record Shipping(@Nullable String note) {}

    @PostMapping("/{id}/ship")
    ResponseEntity<Done> ship(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Shipping body) {
        var note = body == null ? "" : orEmpty(body.note());
        return done(id, acts.ship(id, note, version(ifMatch)));
    }

    static @Nullable Long version(@Nullable String ifMatch) {
        try {
            return ifMatch == null
                    ? null
                    : Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new InvalidInput("If-Match", "version");
        }
    }

    private static ResponseEntity<Done> done(String id, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(new Done(id, version));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
