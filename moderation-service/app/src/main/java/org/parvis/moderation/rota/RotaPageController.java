package org.parvis.moderation.rota;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Cursor;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.web.BrandChoice;
import org.parvis.moderation.web.ExpectedVersion;
import org.parvis.moderation.web.RefusalWords;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The on-call lists: who is called on which level, and for how long. */
@Controller
@RequestMapping("/moderation/rotas")
class RotaPageController {

    private static final String LIST = "moderation/rotas";
    private static final String ONE = "moderation/rota";
    private static final int FEWEST_COLUMNS = 3;
    private static final int SOON = 5;
    private static final List<Duration> USUAL =
            Stream.of(1, 2, 5, 10, 15, 30, 60).map(Duration::ofMinutes).toList();

    /** A rota in words. */
    record Line(
            String id,
            String brand,
            String name,
            List<String> levels,
            Duration perLevel,
            @Nullable Duty now,
            String absent,
            String by,
            Instant at) {}

    /** Who is on duty from one moment to another, in words; nobody when the name is null. */
    record Duty(Instant from, Instant to, @Nullable String name, DutyPlan.Because because) {}

    /** How soon somebody answered, of one rota or of its brand. */
    record Times(String of, AnswerTimes.Figures figures) {}

    /** A member and the levels they are on. */
    record Person(String id, String name, List<Boolean> on) {}

    /** The form of a rota; version 0 is a new one. */
    record Typed(
            String id,
            String brand,
            String name,
            String perLevel,
            long version,
            @Nullable String error) {}

    private final Access access;
    private final Reading reading;
    private final Commands commands;
    private final Rotas rotas;
    private final Members members;
    private final Absences absences;
    private final BrandDirectory brands;
    private final BrandChoice choice;
    private final RefusalWords refusals;
    private final MessageSource messages;
    private final AnswerTimes times;
    private final WebhookDesk desk;
    private final RotaWebhooks webhooks;
    private final Clock clock;

    RotaPageController(
            Access access,
            Reading reading,
            Commands commands,
            Rotas rotas,
            Members members,
            Absences absences,
            BrandDirectory brands,
            BrandChoice choice,
            RefusalWords refusals,
            MessageSource messages,
            AnswerTimes times,
            WebhookDesk desk,
            RotaWebhooks webhooks,
            Clock clock) {
        this.access = access;
        this.reading = reading;
        this.commands = commands;
        this.rotas = rotas;
        this.members = members;
        this.absences = absences;
        this.brands = brands;
        this.choice = choice;
        this.refusals = refusals;
        this.messages = messages;
        this.times = times;
        this.desk = desk;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String after, Hx hx, Model model) {
        var scope = reading.rotas();
        if (scope.isEmpty()) {
            access.requireAnywhere(Action.MANAGE_ROTA);
        }
        var listing =
                rotas.of(scope, "", new PageRequest(PageRequest.MAX, after.isEmpty() ? null : Cursor.decode(after)));
        var absent = absences.of(listing.items());
        model.addAttribute(
                "rotas",
                listing.items().stream()
                        .map(rota -> line(rota, absent.getOrDefault(rota, List.of())))
                        .toList());
        model.addAttribute("next", listing.next() == null ? null : "/moderation/rotas?after=" + listing.next());
        model.addAttribute("mayChange", !reading.scope(Action.MANAGE_ROTA).isEmpty());
        return hx.view(LIST, "rows");
    }

    private Line line(RotaRow rota, List<String> absent) {
        return new Line(
                rota.rotaId(),
                brands.name(rota.brandId()),
                rota.name(),
                rota.levels().stream()
                        .map(level -> level.stream().map(members::nameOf).collect(Collectors.joining(", ")))
                        .toList(),
                rota.perLevel(),
                next(rota.duty()).stream().findFirst().orElse(null),
                String.join(", ", absent),
                members.nameOf(rota.changedBy()),
                rota.changedAt());
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "") String brand, Model model, Locale locale) {
        var chosen = choice.of(brand, reading.scope(Action.MANAGE_ROTA));
        if (chosen.brand() == null) {
            access.requireAnywhere(Action.MANAGE_ROTA);
            throw new NotFound("brand", brand);
        }
        model.addAttribute("chosen", chosen);
        var typed = new Typed("", chosen.brand().brandId(), "", "PT5M", 0, null);
        show(typed, List.of(), DutyFields.of(null, chosen.brand().zone()), null, true, model, locale);
        return ONE;
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Model model, Locale locale) {
        return one(id, null, null, model, locale);
    }

    /** The secret of a webhook is shown in the answer to its making and never again. */
    @PostMapping("/{id}/webhook")
    String tellWebhook(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String url,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        try {
            var secret = desk.set(id, url);
            response.setHeader("Cache-Control", "no-store");
            return one(id, secret, null, model, locale);
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(id, null, refusals.of(e, locale), model, locale);
        }
    }

    @PostMapping("/{id}/webhook/remove")
    String removeWebhook(@PathVariable String id, RedirectAttributes flash, Locale locale) {
        desk.remove(id);
        flash.addFlashAttribute("pvDone", text("webhook.removed", locale));
        return "redirect:/moderation/rotas/" + id;
    }

    private String one(String id, @Nullable String secret, @Nullable String webhookError, Model model, Locale locale) {
        var rota = rotas.find(Ids.requireValid(id)).orElseThrow(() -> new NotFound("rota", id));
        reading.requireRota(rota.brandId(), id);
        var mayChange = reading.scope(Action.MANAGE_ROTA).coversBrand(rota.brandId());
        var typed = new Typed(id, rota.brandId(), rota.name(), rota.perLevel().toString(), rota.version(), null);
        show(
                typed,
                rota.levels(),
                DutyFields.of(rota.duty(), zoneOf(rota.brandId())),
                rota.duty(),
                mayChange,
                model,
                locale);
        model.addAttribute("rotaId", id);
        model.addAttribute(
                "webhook",
                webhooks.find(id).map(webhook -> webhook.shown(mayChange)).orElse(null));
        model.addAttribute("secret", secret);
        model.addAttribute("webhookError", webhookError);
        model.addAttribute(
                "times",
                List.of(
                        new Times(text("times.rota", locale), times.ofRota(rota)),
                        new Times(brands.name(rota.brandId()), times.ofBrand(rota.brandId()))));
        return ONE;
    }

    private String zoneOf(String brandId) {
        return brands.find(brandId).map(BrandDirectory.Entry::zone).orElse("UTC");
    }

    /** The next fortnight; empty for a rota without a plan of duty. */
    private List<Duty> next(@Nullable RotaDuty duty) {
        var now = clock.instant();
        return duty == null
                ? List.of()
                : DutyPlan.of(duty).stretches(now, now.plus(DutyPlan.FORESEEN)).stream()
                        .map(stretch -> duty(stretch))
                        .toList();
    }

    private Duty duty(DutyPlan.Stretch stretch) {
        var member = stretch.answer().memberId();
        return new Duty(
                stretch.from(),
                stretch.to(),
                member == null ? null : members.nameOf(member),
                stretch.answer().because());
    }

    private void show(
            Typed typed,
            List<List<String>> levels,
            DutyFields fields,
            @Nullable RotaDuty duty,
            boolean mayChange,
            Model model,
            Locale locale) {
        var columns = Math.min(Rota.MOST_LEVELS, Math.max(FEWEST_COLUMNS, levels.size() + 1));
        model.addAttribute("typed", typed);
        model.addAttribute("brandName", brands.name(typed.brand()));
        model.addAttribute("columns", IntStream.rangeClosed(1, columns).boxed().toList());
        var people = people(typed.brand(), levels, columns);
        model.addAttribute("people", people);
        model.addAttribute("fields", fields);
        var next = next(duty);
        model.addAttribute("soon", next.subList(0, Math.min(SOON, next.size())));
        model.addAttribute("later", next.subList(Math.min(SOON, next.size()), next.size()));
        model.addAttribute("weekdays", DayOfWeek.values());
        var choice = new ArrayList<Option>();
        choice.add(new Option("", "–"));
        people.forEach(person -> choice.add(new Option(person.id(), person.name())));
        // Somebody who may no longer answer stays visible until they are replaced.
        fields.members().stream()
                .filter(id -> people.stream().noneMatch(person -> person.id().equals(id)))
                .forEach(id -> choice.add(new Option(id, members.nameOf(id))));
        model.addAttribute("choice", choice);
        model.addAttribute("durations", durations(typed.perLevel(), locale));
        model.addAttribute("mayChange", mayChange);
    }

    private List<Person> people(String brandId, List<List<String>> levels, int columns) {
        var people = new ArrayList<Person>();
        var known = members.whoCouldAnswer(brandId);
        known.forEach(m -> people.add(person(m.memberId(), m.name(), levels, columns)));
        // Whoever is on the list stays visible, even without a right by now, so that they can be taken off.
        var others = new TreeSet<String>();
        levels.forEach(others::addAll);
        known.forEach(m -> others.remove(m.memberId()));
        others.forEach(id -> people.add(person(id, members.nameOf(id), levels, columns)));
        return people;
    }

    private static Person person(String id, String name, List<List<String>> levels, int columns) {
        var on = IntStream.range(0, columns)
                .mapToObj(level -> level < levels.size() && levels.get(level).contains(id))
                .toList();
        return new Person(id, name, on);
    }

    private List<Option> durations(String current, Locale locale) {
        var all = new TreeSet<>(USUAL);
        all.add(Duration.parse(current));
        return all.stream()
                .map(d -> new Option(
                        d.toString(),
                        d.toSecondsPart() == 0
                                ? text("rotas.minutes", locale, d.toMinutes())
                                : text("rotas.seconds", locale, d.toSeconds())))
                .toList();
    }

    @PostMapping
    String define(
            @RequestParam(defaultValue = "") String id,
            @RequestParam String brand,
            @RequestParam String version,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "PT5M") String perLevel,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        access.require(Action.MANAGE_ROTA, Ids.requireValid("brand", brand));
        var levels = levels(request);
        var fields = DutyFields.read(request);
        var expected = Objects.requireNonNullElse(ExpectedVersion.of(version), 0L);
        try {
            var form = new RotaForm(brand, name, new ArrayList<>(levels), perLevel, fields.form());
            define(form.command(Ids.requireValid(id.strip()), expected == 0 ? null : expected));
        } catch (Refused | InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var error =
                    e instanceof Refused refused ? refusals.of(refused, locale) : refusals.of((InvalidInput) e, locale);
            var typed = new Typed(id, brand, name, "PT5M", expected, error);
            show(typed, levels, fields, null, true, model, locale);
            return ONE;
        }
        flash.addFlashAttribute("pvDone", text("rotas.defined", locale));
        return "redirect:/moderation/rotas";
    }

    private void define(DefineRota command) {
        var version = (@Nullable Long) commands.send(command);
        Shown.soon(() -> rotas.find(command.rotaId())
                .filter(r -> version == null || r.version() >= version)
                .isPresent());
    }

    /** One list of boxes for each level; levels after the last one that is used do not count. */
    private static List<@Nullable List<@Nullable String>> levels(HttpServletRequest request) {
        var levels = new ArrayList<@Nullable List<@Nullable String>>();
        for (var level = 1; level <= Rota.MOST_LEVELS; level++) {
            var members = request.getParameterValues("level-" + level);
            levels.add(members == null ? List.of() : Arrays.asList(members));
        }
        while (!levels.isEmpty() && Objects.requireNonNull(levels.getLast()).isEmpty()) {
            levels.removeLast();
        }
        return levels;
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage("moderation." + key, arguments, locale);
    }
}
