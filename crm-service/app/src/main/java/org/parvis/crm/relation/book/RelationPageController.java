package org.parvis.crm.relation.book;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.PageRequest;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.page.FormProblem;
import org.parvis.crm.page.RefusalWords;
import org.parvis.crm.relation.book.Relations.Somebody;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.Erased;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of relations, one relation with its history, and the forms by which it goes on. */
@Controller
@RequestMapping("/crm/relations")
class RelationPageController {

    private static final int STEPS_SHOWN = 100;

    /** A day that is offered for the next contact: in person once a quarter is what the profession asks for. */
    private static final int USUAL_MONTHS = 3;

    private final Relations relations;
    private final RelationActs acts;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final RefusalWords refusals;
    private final MessageSource messages;
    private final Clock clock;

    RelationPageController(
            Relations relations,
            RelationActs acts,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            RefusalWords refusals,
            MessageSource messages,
            Clock clock) {
        this.relations = relations;
        this.acts = acts;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.refusals = refusals;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String brand,
            @RequestParam(defaultValue = "") String stage,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "false") boolean overdue,
            PageRequest page,
            Hx hx,
            Actor actor,
            Locale locale,
            Model model) {
        access.requireAnywhere(Action.READ_INBOX);
        var visible = access.brands(Action.READ_INBOX);
        var filter = filter(brand, stage, owner, overdue, actor);
        var listing = relations.list(filter, visible, page);
        model.addAttribute("rows", listing.items());
        model.addAttribute("names", names(listing.items()));
        model.addAttribute("brandNames", brands.names(visible));
        model.addAttribute("now", clock.instant());
        model.addAttribute("next", next(listing.next(), brand, stage, owner, overdue));
        model.addAttribute("narrowed", filter.isNarrowed());
        model.addAttribute("typed", Map.of("brand", brand, "stage", stage, "owner", owner, "overdue", overdue));
        model.addAttribute("brands", any(brands.options(visible), locale));
        model.addAttribute("stages", stageChoices(locale));
        model.addAttribute(
                "owners",
                List.of(
                        new Option("", text("crm.any", locale)),
                        new Option("me", text("crm.relations.owner.me", locale)),
                        new Option("none", text("crm.relations.owner.none", locale))));
        return hx.view("crm/relations", "rows");
    }

    /** A mistyped address is taken for the usual one, as in the inbox. */
    private static RelationFilter filter(String brand, String stage, String owner, boolean overdue, Actor actor) {
        var whose = switch (owner) {
            case "me" -> RelationFilter.Whose.A_MEMBERS;
            case "none" -> RelationFilter.Whose.NOBODYS;
            default -> RelationFilter.Whose.ANYBODYS;
        };
        return new RelationFilter(
                brand.isBlank() ? null : brand,
                RelationWords.find(stage).orElse(null),
                whose,
                whose == RelationFilter.Whose.A_MEMBERS ? actor.id() : null,
                stage.equals("ENDED"),
                overdue);
    }

    private static @Nullable String next(
            @Nullable String cursor, String brand, String stage, String owner, boolean overdue) {
        return cursor == null
                ? null
                : UriComponentsBuilder.fromPath("/crm/relations")
                        .queryParam("brand", "{brand}")
                        .queryParam("stage", "{stage}")
                        .queryParam("owner", "{owner}")
                        .queryParam("overdue", "{overdue}")
                        .queryParam("after", "{after}")
                        .encode()
                        .buildAndExpand(brand, stage, owner, overdue, cursor)
                        .toUriString();
    }

    private List<Option> any(List<Option> choices, Locale locale) {
        var all = new ArrayList<Option>();
        all.add(new Option("", text("crm.any", locale)));
        all.addAll(choices);
        return all;
    }

    /** To a reader an end is a stage like the others. */
    private List<Option> stageChoices(Locale locale) {
        var all = new ArrayList<>(any(stages(locale), locale));
        all.add(new Option("ENDED", text("crm.relation.stage.ENDED", locale)));
        return all;
    }

    private List<Option> stages(Locale locale) {
        return Arrays.stream(RelationStage.values())
                .map(stage -> new Option(stage.name(), text("crm.relation.stage." + stage.name(), locale)))
                .toList();
    }

    private Map<String, String> names(List<RelationView> views) {
        var ids = new HashSet<String>();
        views.forEach(view -> addKeepers(ids, view.ownerId(), view.backupId()));
        return members.names(ids);
    }

    private static void addKeepers(Set<String> ids, @Nullable String owner, @Nullable String backup) {
        Optional.ofNullable(owner).ifPresent(ids::add);
        Optional.ofNullable(backup).ifPresent(ids::add);
    }

    /**
     * What stood in a form that was refused.
     *
     * @param act which form it was; empty when none was sent
     */
    record Typed(String act, Map<String, String> fields) {

        static final Typed NOTHING = new Typed("", Map.of());

        public boolean isOf(String form) {
            return act.equals(form);
        }

        /** What stood in a field of that form, else what it is offered with. */
        public String or(String form, String field, @Nullable String otherwise) {
            var kept = isOf(form) ? fields.get(field) : null;
            return kept == null ? Objects.requireNonNullElse(otherwise, "") : kept;
        }
    }

    @GetMapping("/new")
    String create(@RequestParam String person, Locale locale, Actor actor, Model model) {
        var somebody = acts.requireWorkWith(person);
        var known = relations.with(somebody.brandId(), person).filter(view -> !view.ended());
        if (known.isPresent()) {
            return "redirect:/crm/relations/" + known.get().id();
        }
        fillNew(somebody, Typed.NOTHING, null, locale, actor, model);
        return "crm/relation-new";
    }

    private void fillNew(
            Somebody somebody, Typed typed, @Nullable FormProblem problem, Locale locale, Actor actor, Model model) {
        model.addAttribute("somebody", somebody);
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
        model.addAttribute("brandName", brands.name(somebody.brandId()));
        model.addAttribute("stages", stages(locale));
        model.addAttribute("me", actor.id());
        fillKeepers(somebody.brandId(), locale, model);
    }

    private void fillKeepers(String brandId, Locale locale, Model model) {
        var keepers = acts.possibleKeepers(brandId).stream()
                .map(member -> new Option(member.memberId(), member.name()))
                .toList();
        var backups = new ArrayList<Option>();
        backups.add(new Option("", text("crm.relation.nobody", locale)));
        backups.addAll(keepers);
        model.addAttribute("keepers", keepers);
        model.addAttribute("backups", backups);
    }

    @PostMapping
    ModelAndView begin(
            @RequestParam String person,
            @RequestParam Map<String, String> fields,
            Locale locale,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var somebody = acts.requireWorkWith(person);
        try {
            var view = acts.begin(
                    somebody,
                    RelationWords.stage(fields.get("stage")),
                    RelationWords.text(fields.get("reason")),
                    RelationWords.owner(fields.get("owner")),
                    RelationWords.member(fields.get("backup")));
            return done(view.id(), "begin", locale, redirect);
        } catch (RuntimeException e) {
            var problem = refusals.in(e, locale).orElseThrow(() -> e);
            fillNew(somebody, new Typed("begin", fields), problem, locale, actor, model);
            return new ModelAndView("crm/relation-new", model.asMap(), HttpStatus.valueOf(problem.status()));
        }
    }

    @GetMapping("/{id}")
    String relation(@PathVariable String id, Locale locale, Actor actor, Model model) {
        fill(acts.read(id), Typed.NOTHING, null, locale, actor, model);
        return "crm/relation";
    }

    private void fill(
            RelationView view, Typed typed, @Nullable FormProblem problem, Locale locale, Actor actor, Model model) {
        // One more than is shown, to know whether there is more.
        var steps = relations.steps(view.id(), STEPS_SHOWN + 1);
        var involved = new HashSet<String>();
        addKeepers(involved, view.ownerId(), view.backupId());
        steps.forEach(step -> {
            involved.add(step.actorId());
            addKeepers(involved, step.ownerId(), step.backupId());
        });
        var now = clock.instant();
        var zone = brands.zone(view.brandId());
        model.addAttribute("r", view);
        model.addAttribute("bar", view.barAt(now));
        model.addAttribute("now", now);
        model.addAttribute("steps", steps.subList(0, Math.min(steps.size(), STEPS_SHOWN)));
        model.addAttribute("isCut", steps.size() > STEPS_SHOWN);
        model.addAttribute("names", members.names(involved));
        model.addAttribute("brandName", brands.name(view.brandId()));
        model.addAttribute("mayWork", access.may(Action.WORK_INBOX, view.brandId()) && !Erased.is(view.personName()));
        model.addAttribute(
                "readsAudit",
                access.may(Action.READ_AUDIT, view.brandId()) || access.may(Action.READ_RECORD, view.brandId()));
        model.addAttribute("typed", typed);
        model.addAttribute("problem", problem);
        model.addAttribute("stages", stages(locale));
        model.addAttribute("zones", zones(zone, actor.zone(), view, typed));
        model.addAttribute("brandZone", zone.getId());
        model.addAttribute("today", LocalDate.ofInstant(now, zone));
        model.addAttribute(
                "suggestedDay",
                LocalDate.ofInstant(now, zone).plusMonths(USUAL_MONTHS).toString());
        fillKeepers(view.brandId(), locale, model);
    }

    /** Where a day can be meant: where the brand is, where the reader is, and where it was meant before. */
    private static List<Option> zones(ZoneId ofBrand, ZoneId ofReader, RelationView view, Typed typed) {
        var zones = new LinkedHashMap<String, Option>();
        var ids = new ArrayList<>(List.of(ofBrand.getId(), ofReader.getId()));
        Optional.ofNullable(view.next())
                .ifPresent(next -> ids.add(next.day().zone().getId()));
        Optional.ofNullable(view.bar())
                .ifPresent(bar -> ids.add(bar.until().zone().getId()));
        Optional.ofNullable(typed.fields().get("zone")).ifPresent(ids::add);
        ids.forEach(id -> zones.putIfAbsent(id, new Option(id, id.replace('_', ' '))));
        return List.copyOf(zones.values());
    }

    @PostMapping("/{id}/{act}")
    ModelAndView act(
            @PathVariable String id,
            @PathVariable String act,
            @RequestParam Map<String, String> fields,
            @RequestParam(required = false) @Nullable Long version,
            Locale locale,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var view = acts.requireWork(id);
        try {
            carryOut(view, act, fields, version);
        } catch (RuntimeException e) {
            var problem = refusals.in(e, locale).orElseThrow(() -> e);
            fill(acts.read(id), new Typed(act, fields), problem, locale, actor, model);
            return new ModelAndView("crm/relation", model.asMap(), HttpStatus.valueOf(problem.status()));
        }
        return done(id, act, locale, redirect);
    }

    private void carryOut(RelationView view, String act, Map<String, String> fields, @Nullable Long version) {
        var reason = RelationWords.text(fields.get("reason"));
        switch (act) {
            case "move" -> acts.move(view, RelationWords.stage(fields.get("stage")), reason, version);
            case "hand-over" ->
                acts.handOver(
                        view,
                        RelationWords.owner(fields.get("owner")),
                        RelationWords.member(fields.get("backup")),
                        version);
            case "plan" -> acts.plan(view, day("date", view, fields), RelationWords.text(fields.get("about")), version);
            case "made" -> acts.settle(view, true, version);
            case "drop" -> acts.settle(view, false, version);
            case "bar" -> acts.bar(view, day("until", view, fields), reason, version);
            case "lift" -> acts.lift(view, reason, version);
            case "end" -> acts.end(view, reason, version);
            default -> throw new InvalidInput("act", "relation-act");
        }
    }

    private Day day(String field, RelationView view, Map<String, String> fields) {
        return RelationWords.day(field, fields.get(field), fields.get("zone"), brands.zone(view.brandId()));
    }

    private ModelAndView done(String id, String act, Locale locale, RedirectAttributes redirect) {
        redirect.addFlashAttribute("pvDone", text("crm.relation.done." + act, locale));
        return new ModelAndView("redirect:/crm/relations/" + id);
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
