package org.parvis.crm.relation.book;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.IfMatch;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.crm.api.RelationStage;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Relations for programs. The ETag is the version; who changes something says which version they saw. */
@RestController
class RelationApiController {

    private static final int STEPS_SHOWN = 200;

    private final Relations relations;
    private final RelationActs acts;
    private final BrandDirectory brands;
    private final Access access;
    private final Clock clock;

    RelationApiController(Relations relations, RelationActs acts, BrandDirectory brands, Access access, Clock clock) {
        this.relations = relations;
        this.acts = acts;
        this.brands = brands;
        this.access = access;
        this.clock = clock;
    }

    /** @param overdue whether the day is over where it was planned */
    record NextContact(LocalDate date, String zone, String about, boolean overdue) {}

    /** @param until the first day on which they may be spoken to again */
    record DoNotContact(LocalDate until, String zone, String reason, boolean inForce) {}

    record Row(
            String id,
            String brand,
            String person,
            String personName,
            String network,
            RelationStage stage,
            boolean ended,
            String reason,
            @Nullable String owner,
            @Nullable String backup,
            @Nullable NextContact nextContact,
            @Nullable DoNotContact doNotContact,
            Instant begunAt,
            Instant changedAt,
            long version) {

        static Row of(RelationView view, Instant now) {
            var next = view.next();
            var bar = view.bar();
            return new Row(
                    view.id(),
                    view.brandId(),
                    view.personId(),
                    view.personName(),
                    view.network(),
                    view.stage(),
                    view.ended(),
                    view.reason(),
                    view.ownerId(),
                    view.backupId(),
                    next == null
                            ? null
                            : new NextContact(
                                    next.day().date(), next.day().zone().getId(), next.about(), next.isOverdueAt(now)),
                    bar == null
                            ? null
                            : new DoNotContact(
                                    bar.until().date(), bar.until().zone().getId(), bar.reason(), bar.isInForceAt(now)),
                    view.begunAt(),
                    view.changedAt(),
                    view.version());
        }
    }

    record Step(
            long version,
            Instant at,
            String by,
            RelationStep.Kind what,
            @Nullable RelationStage stage,
            @Nullable String words,
            @Nullable LocalDate day,
            @Nullable String zone,
            @Nullable String owner,
            @Nullable String backup) {

        static Step of(RelationStep step) {
            return new Step(
                    step.version(),
                    step.at(),
                    step.actorId(),
                    step.kind(),
                    step.stage(),
                    step.words(),
                    step.day() == null ? null : step.day().date(),
                    step.day() == null ? null : step.day().zone().getId(),
                    step.ownerId(),
                    step.backupId());
        }
    }

    /** @param steps the newest first */
    record Detail(Row relation, List<Step> steps) {}

    record Begin(
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String owner,
            @Nullable String backup) {}

    record Done(String id, long version) {}

    /** Begins the relation with somebody, or leaves an identical one alone; without an owner it is the asker's. */
    @PutMapping("/api/crm/people/{person}/relation")
    ResponseEntity<Row> begin(@PathVariable String person, @RequestBody Begin body, Actor actor) {
        var somebody = acts.requireWorkWith(person);
        var isNew = relations
                .with(somebody.brandId(), person)
                .filter(view -> !view.ended())
                .isEmpty();
        var owner = RelationWords.member(body.owner());
        var view = acts.begin(
                somebody,
                RelationWords.stage(body.stage()),
                RelationWords.text(body.reason()),
                owner == null ? actor.id() : owner,
                RelationWords.member(body.backup()));
        return ResponseEntity.status(isNew ? 201 : 200)
                .eTag(Long.toString(view.version()))
                .body(Row.of(view, clock.instant()));
    }

    /** {@code owner} is a member, {@code me} or {@code none}; those that have ended are listed by {@code ended=true}. */
    @GetMapping("/api/crm/relations")
    Listing<Row> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "false") boolean ended,
            PageRequest page,
            Actor actor) {
        if (brand != null) {
            access.require(Action.READ_INBOX, brand);
        }
        var filter = new RelationFilter(
                brand,
                stage == null ? null : RelationWords.stage(stage),
                whose(owner),
                "me".equals(owner) ? actor.id() : owner,
                ended,
                overdue);
        var listing = relations.list(filter, access.brands(Action.READ_INBOX), page);
        var now = clock.instant();
        return new Listing<>(
                listing.items().stream().map(view -> Row.of(view, now)).toList(), listing.next());
    }

    private static RelationFilter.Whose whose(@Nullable String owner) {
        if (owner == null) {
            return RelationFilter.Whose.ANYBODYS;
        }
        return owner.equals("none") ? RelationFilter.Whose.NOBODYS : RelationFilter.Whose.A_MEMBERS;
    }

    @GetMapping("/api/crm/relations/{id}")
    ResponseEntity<Detail> get(@PathVariable String id) {
        var view = acts.read(id);
        var steps = relations.steps(id, STEPS_SHOWN).stream().map(Step::of).toList();
        return ResponseEntity.ok()
                .eTag(Long.toString(view.version()))
                .body(new Detail(Row.of(view, clock.instant()), steps));
    }

    record Move(@Nullable String stage, @Nullable String reason) {}

    @PostMapping("/api/crm/relations/{id}/move")
    ResponseEntity<Done> move(@PathVariable String id, @IfMatch long version, @RequestBody Move body) {
        var view = acts.requireWork(id);
        return done(id, acts.move(view, RelationWords.stage(body.stage()), RelationWords.text(body.reason()), version));
    }

    record Keepers(@Nullable String owner, @Nullable String backup) {}

    @PostMapping("/api/crm/relations/{id}/hand-over")
    ResponseEntity<Done> handOver(@PathVariable String id, @IfMatch long version, @RequestBody Keepers body) {
        var view = acts.requireWork(id);
        return done(
                id,
                acts.handOver(view, RelationWords.owner(body.owner()), RelationWords.member(body.backup()), version));
    }

    /** @param zone that of the brand when it is left out */
    record Planned(
            @Nullable String date,
            @Nullable String zone,
            @Nullable String about) {}

    @PutMapping("/api/crm/relations/{id}/next-contact")
    ResponseEntity<Done> plan(@PathVariable String id, @IfMatch long version, @RequestBody Planned body) {
        var view = acts.requireWork(id);
        var day = RelationWords.day("date", body.date(), body.zone(), brands.zone(view.brandId()));
        return done(id, acts.plan(view, day, RelationWords.text(body.about()), version));
    }

    /** It took place. */
    @PostMapping("/api/crm/relations/{id}/next-contact/made")
    ResponseEntity<Done> made(@PathVariable String id, @IfMatch long version) {
        return done(id, acts.settle(acts.requireWork(id), true, version));
    }

    /** It will not take place. */
    @DeleteMapping("/api/crm/relations/{id}/next-contact")
    ResponseEntity<Done> drop(@PathVariable String id, @IfMatch long version) {
        return done(id, acts.settle(acts.requireWork(id), false, version));
    }

    /**
     * That they are to be left alone.
     *
     * @param until the first day on which they may be spoken to again
     * @param zone that of the brand when it is left out
     */
    record Barred(
            @Nullable String until,
            @Nullable String zone,
            @Nullable String reason) {}

    @PutMapping("/api/crm/relations/{id}/do-not-contact")
    ResponseEntity<Done> bar(@PathVariable String id, @IfMatch long version, @RequestBody Barred body) {
        var view = acts.requireWork(id);
        var until = RelationWords.day("until", body.until(), body.zone(), brands.zone(view.brandId()));
        return done(id, acts.bar(view, until, RelationWords.text(body.reason()), version));
    }

    record Because(@Nullable String reason) {}

    @PostMapping("/api/crm/relations/{id}/do-not-contact/lift")
    ResponseEntity<Done> lift(@PathVariable String id, @IfMatch long version, @RequestBody Because body) {
        var view = acts.requireWork(id);
        return done(id, acts.lift(view, RelationWords.text(body.reason()), version));
    }

    @PostMapping("/api/crm/relations/{id}/end")
    ResponseEntity<Done> end(@PathVariable String id, @IfMatch long version, @RequestBody Because body) {
        var view = acts.requireWork(id);
        return done(id, acts.end(view, RelationWords.text(body.reason()), version));
    }

    private static ResponseEntity<Done> done(String id, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(new Done(id, version));
    }
}
