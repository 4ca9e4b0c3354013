package org.parvis.listening.topic;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Brands;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.TopicSubject;
import org.parvis.listening.gap.KnownGaps;
import org.parvis.web.Hx;
import org.parvis.web.view.Curve;
import org.parvis.web.view.Option;
import org.parvis.web.view.Tab;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Topics for people: what each found and what it asked for when; and a form that says what a query would find, or where it is wrong. */
@Controller
class TopicPageController {

    /** A field of the form for each message that was judged: its name is this and the id of the message. */
    private static final String MARK = "mark.";

    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";

    private final TopicDesk desk;
    private final Topics topics;
    private final TopicVersions versions;
    private final TopicDays days;
    private final KnownGaps gaps;
    private final Access access;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Clock clock;
    private final MessageSource messages;

    TopicPageController(
            TopicDesk desk,
            Topics topics,
            TopicVersions versions,
            TopicDays days,
            KnownGaps gaps,
            Access access,
            BrandDirectory brands,
            MemberDirectory members,
            Clock clock,
            MessageSource messages) {
        this.desk = desk;
        this.topics = topics;
        this.versions = versions;
        this.days = days;
        this.gaps = gaps;
        this.access = access;
        this.brands = brands;
        this.members = members;
        this.clock = clock;
        this.messages = messages;
    }

    /** @param owner whose topics: {@code me}, {@code none} for those nobody looks after; all otherwise */
    @GetMapping("/listening/topics")
    String list(@RequestParam(defaultValue = "") String owner, Locale locale, Model model) {
        var managed = access.brands(Action.MANAGE_TOPICS);
        var ids = new HashSet<>(access.brands(Action.READ_MENTIONS).ids());
        ids.addAll(managed.ids());
        if (ids.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_TOPICS);
        }
        var shown = new Brands(ids);
        var all = topics.all(shown);
        var whose = TopicsOf.of(owner);
        var me = CurrentActor.require().id();
        var unowned = topics.unowned(all);
        model.addAttribute(
                "topics",
                all.stream().filter(topic -> whose.has(topic, me, unowned)).toList());
        model.addAttribute("any", !all.isEmpty());
        model.addAttribute(
                "tabs",
                Arrays.stream(TopicsOf.values())
                        .map(of -> new Tab(
                                of.address(),
                                messages.getMessage("listening.topics.of." + of, null, locale),
                                all.stream()
                                        .filter(topic -> of.has(topic, me, unowned))
                                        .count(),
                                of == whose))
                        .toList());
        model.addAttribute("owners", owners(all));
        model.addAttribute("unowned", unowned);
        model.addAttribute("throttled", topics.throttled(shown));
        model.addAttribute("precisions", versions.precisions(shown));
        model.addAttribute("managed", managed);
        return "listening/topics";
    }

    @GetMapping("/listening/topics/new")
    String begin(Locale locale, Model model) {
        access.requireAnywhere(Action.MANAGE_TOPICS);
        return form(
                "",
                new TopicForm(
                        "",
                        "",
                        "BRAND",
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        CurrentActor.require().id()),
                null,
                null,
                locale,
                model);
    }

    @GetMapping("/listening/topics/{id}")
    String one(@PathVariable String id, Locale locale, Model model) {
        var topic = topics.find(id).orElseThrow(() -> new NotFound("topic", id));
        var mayRead = access.may(Action.READ_MENTIONS, topic.brandId());
        if (!mayRead) {
            access.require(Action.MANAGE_TOPICS, topic.brandId(), null, "topic:" + id);
        }
        var stretch = days.of(topic);
        var history = versions.of(id);
        var curve = new TopicCurve(stretch.days(), brands.zone(topic.brandId()));
        var events = stretch.breaks().stream()
                .map(version -> new Curve.Event(
                        version.changedAt(),
                        messages.getMessage("listening.topic.mark.version", new Object[] {version.version()}, locale)))
                .toList();
        var sentence = messages.getMessage("listening.topic.days", new Object[] {stretch.found()}, locale);
        model.addAttribute("topic", topic);
        model.addAttribute("owners", owners(List.of(topic)));
        model.addAttribute("unowned", topics.unowned(List.of(topic)).contains(id));
        model.addAttribute("mayRead", mayRead);
        model.addAttribute("mayChange", access.may(Action.MANAGE_TOPICS, topic.brandId()));
        model.addAttribute("stretch", stretch);
        model.addAttribute(
                "drawn", curve.drawn(shaded(curve, stretch.knownGaps(), stretch.to(), locale), events, sentence));
        model.addAttribute("versions", history);
        model.addAttribute(
                "names",
                members.names(
                        history.stream().map(TopicVersions.Item::changedBy).toList()));
        return "listening/topic";
    }

    /** What whoever looks after these is called. */
    private Map<String, String> owners(List<Topics.Item> of) {
        return members.names(
                of.stream().map(Topics.Item::owner).filter(Objects::nonNull).toList());
    }

    private List<Curve.Gap> shaded(TopicCurve curve, List<KnownGaps.Gap> silent, Instant now, Locale locale) {
        return silent.stream()
                .map(gap -> curve.shaded(
                        gap,
                        now,
                        messages.getMessage("listening.gap." + gap.cause(), new Object[] {gap.name()}, locale)))
                .toList();
    }

    @GetMapping("/listening/topics/{id}/edit")
    String edit(@PathVariable String id, Locale locale, Model model) {
        var topic = topics.find(id).orElseThrow(() -> new NotFound("topic", id));
        access.require(Action.MANAGE_TOPICS, topic.brandId(), null, "topic:" + id);
        var form = new TopicForm(
                topic.brandId(),
                topic.name(),
                topic.subject(),
                topic.query(),
                topic.languages(),
                List.of(),
                List.of(),
                topic.dailyBudget(),
                topic.owner());
        return form(id, form, null, null, locale, model);
    }

    @PostMapping("/listening/topics")
    String save(
            @RequestParam Map<String, String> fields,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var form = typed(fields);
        var id = fields.getOrDefault("id", "");
        String topicId;
        try {
            topicId = id.isBlank() ? Ids.next() : Ids.requireValid(id);
            desk.define(topicId, form);
        } catch (QueryRefused refused) {
            response.setStatus(422);
            return form(id, form, "query", words(refused, locale), locale, model);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            return form(id, form, invalid.field(), words(invalid, locale), locale, model);
        }
        flash.addFlashAttribute("pvDone", messages.getMessage("listening.topic.saved", null, locale));
        return "redirect:/listening/topics/" + topicId;
    }

    /** What the query would have found; a browser with scripts keeps what was typed. */
    @PostMapping("/listening/topics/trial")
    String tryOut(
            @RequestParam Map<String, String> fields, Hx hx, Locale locale, Model model, HttpServletResponse response) {
        var form = typed(fields);
        var id = fields.getOrDefault("id", "");
        try {
            var shown = preview(form, locale, model);
            form(id, form, shown, null, null, locale, model);
        } catch (QueryRefused refused) {
            return notTried(id, form, "query", words(refused, locale), hx, locale, model, response);
        } catch (InvalidInput invalid) {
            return notTried(id, form, invalid.field(), words(invalid, locale), hx, locale, model, response);
        }
        return hx.view("listening/topic-form", "trial");
    }

    private String notTried(
            String id,
            TopicForm form,
            String field,
            String error,
            Hx hx,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        if (!hx.wantsFragment()) {
            response.setStatus(422);
        }
        model.addAttribute("trialError", error);
        form(id, form, field, error, locale, model);
        return hx.view("listening/topic-form", "trial");
    }

    /** @return the messages that are shown to be judged */
    private List<String> preview(TopicForm form, Locale locale, Model model) {
        var preview = desk.tryOut(form);
        var brand = form.brandId();
        var now = clock.instant();
        var curve = new TopicCurve(preview.days(), brands.zone(brand));
        var shaded = new ArrayList<Curve.Gap>();
        if (!preview.whole()) {
            var text = messages.getMessage("listening.topic.trial.notLooked", null, locale);
            shaded.add(curve.shaded(preview.from(), preview.since(), text));
        }
        shaded.addAll(shaded(curve, gaps.of(brand, KnownGaps.WHOLE_BRAND, preview.since(), now), now, locale));
        var sentence = messages.getMessage(
                "listening.topic.trial.found", new Object[] {preview.found(), preview.looked()}, locale);
        model.addAttribute("preview", preview);
        model.addAttribute("drawn", curve.drawn(shaded, List.of(), sentence));
        return preview.sample().stream().map(Preview.Judged::mention).toList();
    }

    private static TopicForm typed(Map<String, String> fields) {
        var codes = Arrays.stream(fields.getOrDefault("languages", "").strip().split("[,\\s]+"))
                .filter(code -> !code.isEmpty())
                .toList();
        return new TopicForm(
                fields.get("brand"),
                fields.get("name"),
                fields.get("subject"),
                fields.get("query"),
                codes,
                marked(fields, RIGHT),
                marked(fields, WRONG),
                budget(fields.getOrDefault("dailyBudget", "").strip()),
                fields.get("owner"));
    }

    /** What is no number is refused like a number that cannot be. */
    private static @Nullable Integer budget(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : Integer.valueOf(0);
    }

    private static List<String> marked(Map<String, String> fields, String as) {
        return fields.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(MARK) && field.getValue().equals(as))
                .map(field -> field.getKey().substring(MARK.length()))
                .limit(Marks.MOST)
                .toList();
    }

    private String words(QueryRefused refused, Locale locale) {
        var text = messages.getMessage("listening.query." + refused.reason(), null, locale);
        var at = messages.getMessage("listening.topic.position", new Object[] {refused.position() + 1}, locale);
        return text + " " + at;
    }

    private String words(InvalidInput invalid, Locale locale) {
        return messages.getMessage(
                "invalid." + invalid.code(), invalid.arguments().toArray(), locale);
    }

    private String form(
            String id, TopicForm form, @Nullable String field, @Nullable String error, Locale locale, Model model) {
        return form(id, form, List.of(), field, error, locale, model);
    }

    /** @param shown messages whose marks stand beside them; the others go along unseen */
    private String form(
            String id,
            TopicForm form,
            List<String> shown,
            @Nullable String field,
            @Nullable String error,
            Locale locale,
            Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        var managed = access.brands(Action.MANAGE_TOPICS);
        model.addAttribute("brands", brands.options(managed));
        model.addAttribute("owners", possibleOwners(id, form, managed, locale));
        model.addAttribute("mayTry", !access.brands(Action.READ_MENTIONS).ids().isEmpty());
        model.addAttribute("kept", form.marks().without(shown));
        model.addAttribute("field", field);
        model.addAttribute("error", error);
        model.addAttribute(
                "subjects",
                Arrays.stream(TopicSubject.values())
                        .map(s -> new Option(s.name(), messages.getMessage("listening.subject." + s, null, locale)))
                        .toList());
        return "listening/topic-form";
    }

    /** Whoever saves something else of a topic leaves it to its owner, who may have lost the right to read it. */
    private Optional<String> ownerStays(String id, TopicForm form, Brands managed) {
        return topics.find(id)
                .filter(topic -> managed.contains(topic.brandId()))
                .map(Topics.Item::owner)
                .filter(owner -> owner.equals(form.owner()));
    }

    /** A new topic may be of any of the brands; whether its owner reads there is told when it is saved. */
    private List<Option> possibleOwners(String id, TopicForm form, Brands managed, Locale locale) {
        var brand = form.brand();
        var of = brand == null || brand.isBlank() ? managed.ids() : List.of(brand);
        var known = new ArrayList<Option>();
        if (form.owner() == null || form.owner().isBlank()) {
            known.add(new Option("", messages.getMessage("listening.topics.of.NOBODY", null, locale)));
        }
        of.stream()
                .filter(managed.ids()::contains)
                .flatMap(each -> desk.possibleOwners(each).stream())
                .distinct()
                .map(member -> new Option(member.memberId(), member.name()))
                .forEach(known::add);
        ownerStays(id, form, managed)
                .filter(owner ->
                        known.stream().noneMatch(option -> option.value().equals(owner)))
                .map(owner -> new Option(
                        owner,
                        messages.getMessage(
                                "listening.topic.ownerWithoutRight", new Object[] {members.name(owner)}, locale)))
                .ifPresent(known::add);
        return known;
    }
}
