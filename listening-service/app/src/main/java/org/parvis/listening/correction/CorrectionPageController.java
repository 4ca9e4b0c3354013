package org.parvis.listening.correction;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.identity.rights.Action;
import org.parvis.listening.mention.Correction;
import org.parvis.listening.mention.MentionFilter;
import org.parvis.listening.mention.RoomAddress;
import org.parvis.listening.mention.RoomChoices;
import org.parvis.web.Hx;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Correcting many at once by hand: look at what would happen, say so, see how far it is, take it back. */
@Controller
@RequestMapping("/listening/mentions/batches")
class CorrectionPageController {

    /** Above so many, whoever means it writes the number. */
    private static final int WRITTEN_ABOVE = 20;

    /** Time to see that it was wrong; one key takes it back. */
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final CorrectionDesk desk;
    private final CorrectionBatches batches;
    private final Plans plans;
    private final RoomChoices choices;
    private final BrandDirectory brands;
    private final MemberDirectory members;
    private final Access access;
    private final MessageSource messages;
    private final Clock clock;

    CorrectionPageController(
            CorrectionDesk desk,
            CorrectionBatches batches,
            Plans plans,
            RoomChoices choices,
            BrandDirectory brands,
            MemberDirectory members,
            Access access,
            MessageSource messages,
            Clock clock) {
        this.desk = desk;
        this.batches = batches;
        this.plans = plans;
        this.choices = choices;
        this.brands = brands;
        this.members = members;
        this.access = access;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What was chosen in the room, and what is said of it.
     *
     * @param mention ids that were chosen one by one
     * @param all whatever the filter shows is meant instead
     * @param right that each was read right
     * @param brand of which brand they are; the first time that is found out
     * @param id of the batch, once it is looked at
     * @param counted what the reader was shown
     * @param written what they wrote
     */
    record Form(
            @Nullable List<String> mention,
            @Nullable Boolean all,
            @Nullable String topic,
            @Nullable String intent,
            @Nullable String tone,
            @Nullable String q,
            @Nullable Boolean unsure,
            @Nullable String sayTone,
            @Nullable String sayIntent,
            @Nullable Boolean right,
            @Nullable String brand,
            @Nullable String id,
            @Nullable Integer counted,
            @Nullable String written) {

        MentionFilter filter() {
            return MentionFilter.of(null, topic, intent, tone, q, Boolean.TRUE.equals(unsure));
        }

        /** @throws InvalidInput when nothing is said */
        Correction correction() {
            if (Boolean.TRUE.equals(right)) {
                return new Correction(null, null);
            }
            var said = Correction.of(sayTone, sayIntent);
            if (said.tone() == null && said.intent() == null) {
                throw new InvalidInput("right", "batch.nothing-said");
            }
            return said;
        }

        /** @throws InvalidInput when it is not the number they were asked for */
        void requireMeant(Plan plan) {
            if (counted == null || counted != plan.count()) {
                throw new InvalidInput("counted", "batch.recounted");
            }
            var digits = Objects.requireNonNullElse(written, "").replaceAll("[^0-9]", "");
            if (plan.count() > WRITTEN_ABOVE && !digits.equals(Integer.toString(plan.count()))) {
                throw new InvalidInput("written", "batch.written", plan.count());
            }
        }
    }

    @GetMapping
    String all(Model model) {
        access.requireAnywhere(Action.READ_MENTIONS);
        var shown = batches.newest(access.brands(Action.READ_MENTIONS));
        model.addAttribute("batches", shown);
        model.addAttribute(
                "names",
                members.names(shown.stream()
                        .map(CorrectionBatches.Item::begunBy)
                        .distinct()
                        .toList()));
        return "listening/corrections";
    }

    @PostMapping("/review")
    String review(@ModelAttribute Form form, Locale locale, HttpServletResponse response, Model model) {
        access.requireAnywhere(Action.CORRECT_MENTION);
        return review(form, null, locale, response, model);
    }

    private String review(
            Form form, @Nullable InvalidInput wrong, Locale locale, HttpServletResponse response, Model model) {
        var mine = access.brands(Action.CORRECT_MENTION);
        model.addAttribute("filter", form.filter());
        model.addAttribute("back", RoomAddress.mentions(form.filter()));
        model.addAttribute("choices", choices.of(mine, locale));
        model.addAttribute("f", form);
        var error = wrong;
        try {
            show(form, mine, model);
        } catch (InvalidInput e) {
            error = e;
        }
        if (error != null) {
            response.setStatus(422);
            model.addAttribute("field", error.field());
            model.addAttribute(
                    "error",
                    messages.getMessage(
                            "invalid." + error.code(), error.arguments().toArray(), locale));
        }
        return "listening/correction-review";
    }

    private void show(Form form, Brands mine, Model model) {
        var asked = asked(form, mine);
        model.addAttribute("most", Correction.MOST_AT_ONCE);
        model.addAttribute("asked", String.join(",", asked));
        model.addAttribute("cut", Boolean.TRUE.equals(form.all()) && asked.size() == Correction.MOST_AT_ONCE);
        var counts = plans.byBrand(mine, asked);
        model.addAttribute(
                "brands",
                counts.keySet().stream()
                        .map(brand -> new Option(brand, brands.name(brand)))
                        .toList());
        var correction = form.correction();
        var brand = form.brand() != null && counts.containsKey(form.brand())
                ? form.brand()
                : counts.keySet().stream().findFirst().orElseThrow(() -> new InvalidInput("mentions", "batch.none"));
        var plan = desk.plan(brand, asked, correction);
        model.addAttribute("brand", brand);
        model.addAttribute("plan", plan);
        model.addAttribute("isWritten", plan.count() > WRITTEN_ABOVE);
        model.addAttribute("id", form.id() == null ? Ids.next() : form.id());
    }

    private Set<String> asked(Form form, Brands mine) {
        return CorrectionDesk.chosen(
                Boolean.TRUE.equals(form.all())
                        ? plans.matching(mine, form.filter(), Correction.MOST_AT_ONCE)
                        : Objects.requireNonNullElse(form.mention(), List.of()));
    }

    @PostMapping
    String begin(@ModelAttribute Form form, Locale locale, HttpServletResponse response, Model model) {
        var brand = Objects.requireNonNullElse(form.brand(), "");
        var id = Ids.requireValid(Objects.requireNonNullElse(form.id(), ""));
        desk.requireMayCorrect(brand, id);
        // Sent twice, it is shown twice.
        if (batches.find(id).isEmpty()) {
            try {
                var asked = CorrectionDesk.chosen(Objects.requireNonNullElse(form.mention(), List.of()));
                form.requireMeant(desk.plan(brand, asked, form.correction()));
                desk.begin(id, brand, asked, form.correction());
            } catch (InvalidInput wrong) {
                return review(form, wrong, locale, response, model);
            }
        }
        return "redirect:/listening/mentions/batches/" + id;
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Hx hx, Model model) {
        var batch = desk.require(id, Action.READ_MENTIONS);
        model.addAttribute("b", batch);
        model.addAttribute("by", members.name(batch.begunBy()));
        model.addAttribute("undoneBy", members.name(batch.undoneBy()));
        model.addAttribute("mayUndo", mayUndo(batch));
        model.addAttribute("moment", moment(batch));
        model.addAttribute("seconds", A_MOMENT.toSeconds());
        return hx.view("listening/correction", "report");
    }

    private boolean mayUndo(CorrectionBatches.Item batch) {
        var until = batch.undoableUntil();
        var inTime = until == null
                ? batch.state() == CorrectionBatches.State.RUNNING
                : clock.instant().isBefore(until);
        return inTime && access.may(Action.CORRECT_MENTION, batch.brand());
    }

    /** The end of the moment after it was done; null when that is over. */
    private @Nullable Instant moment(CorrectionBatches.Item batch) {
        var done = batch.doneAt();
        return done != null && clock.instant().isBefore(done.plus(A_MOMENT)) ? done.plus(A_MOMENT) : null;
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable String id) {
        desk.undo(id);
        return "redirect:/listening/mentions/batches/" + id;
    }
}
