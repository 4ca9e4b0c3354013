package org.parvis.moderation.review;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused;
import org.parvis.boot.Cursor;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.queue.ReviewState;
import org.parvis.moderation.review.queue.Reviews;
import org.parvis.moderation.web.RefusalWords;
import org.parvis.web.Hx;
import org.parvis.web.view.Tab;
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
import org.springframework.web.util.UriComponentsBuilder;

/** The page on which drafts are judged: queue, what the public will see, reasons and decision. */
@Controller
@RequestMapping("/moderation/reviews")
class ReviewPageController {

    private static final String VIEW = "moderation/reviews";
    private static final int PAGE = 50;

    /** Which part of the queue is looked at. */
    enum View {
        WAITING,
        MINE,
        DECIDED
    }

    private final ReviewDesk desk;
    private final Stages stages;
    private final QueueItems items;
    private final Reviews reviews;
    private final Reading reading;
    private final RefusalWords refusals;
    private final MessageSource messages;

    ReviewPageController(
            ReviewDesk desk,
            Stages stages,
            QueueItems items,
            Reviews reviews,
            Reading reading,
            RefusalWords refusals,
            MessageSource messages) {
        this.desk = desk;
        this.stages = stages;
        this.items = items;
        this.reviews = reviews;
        this.reading = reading;
        this.refusals = refusals;
        this.messages = messages;
    }

    /** @param decided a review that was just judged: its row may not know it yet */
    @GetMapping
    String queue(
            @RequestParam(defaultValue = "WAITING") View of,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String decided,
            Hx hx,
            Actor actor,
            Model model,
            Locale locale) {
        var page = rows(of, after.isEmpty() ? null : Cursor.decode(after), actor);
        var rows = page.items().stream()
                .filter(row -> !row.reviewId().equals(decided))
                .toList();
        var current = rows.isEmpty() || hx.wantsFragment() ? null : rows.getFirst();
        model.addAttribute("listFirst", true);
        addQueue(model, of, new Listing<>(rows, page.next()), current, actor, locale);
        if (current != null) {
            addStage(model, current, rows, actor, Stage.Form.FRESH, locale);
        }
        return hx.view(VIEW, "rows");
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable View of,
            Hx hx,
            Actor actor,
            Model model,
            Locale locale) {
        var row = desk.find(id);
        return show(row, of == null ? viewOf(row, actor) : of, Stage.Form.FRESH, hx, actor, model, locale);
    }

    private String show(ReviewRow row, View of, Stage.Form form, Hx hx, Actor actor, Model model, Locale locale) {
        var page = rows(of, null, actor);
        model.addAttribute("listFirst", false);
        addQueue(model, of, page, row, actor, locale);
        addStage(model, row, page.items(), actor, form, locale);
        return hx.view(VIEW, "pane");
    }

    @PostMapping("/{id}/approve")
    String approve(
            @PathVariable String id,
            @RequestParam String contentHash,
            @RequestParam(defaultValue = "") String note,
            Hx hx,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        var form = new Stage.Form("f", null, null, note, null, "", "");
        return decide(
                id, () -> desk.approve(id, contentHash, null, note), form, hx, actor, model, response, flash, locale);
    }

    @PostMapping("/{id}/edit")
    String edit(
            @PathVariable String id,
            @RequestParam String contentHash,
            @RequestParam String text,
            @RequestParam(defaultValue = "") String note,
            Hx hx,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        // A browser sends line breaks as two characters; the network gets what a person typed.
        var typed = text.replace("\r\n", "\n");
        var form = new Stage.Form("t", null, null, note, typed, "", "");
        return decide(
                id, () -> desk.approve(id, contentHash, typed, note), form, hx, actor, model, response, flash, locale);
    }

    @PostMapping("/{id}/refuse")
    String refuse(
            @PathVariable String id,
            @RequestParam String contentHash,
            @RequestParam(defaultValue = "") String guideline,
            @RequestParam(defaultValue = "") String reason,
            Hx hx,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        var form = new Stage.Form("d", null, null, "", null, guideline, reason);
        return decide(
                id,
                () -> desk.refuse(id, contentHash, guideline, reason),
                form,
                hx,
                actor,
                model,
                response,
                flash,
                locale);
    }

    private interface Decision {
        ReviewRow make();
    }

    private String decide(
            String id,
            Decision decision,
            Stage.Form typed,
            Hx hx,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale locale) {
        try {
            decision.make();
        } catch (Refused e) {
            if (e.category() == Refused.Category.NOT_FOUND) {
                throw e;
            }
            response.setStatus(RefusalWords.status(e).value());
            return again(id, with(typed, refusals.of(e, locale), e.code()), hx, actor, model, locale);
        } catch (InvalidInput e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again(id, with(typed, refusals.of(e, locale), e.code()), hx, actor, model, locale);
        }
        flash.addFlashAttribute("pvDone", text("review.done." + typed.open(), locale));
        return "redirect:"
                + UriComponentsBuilder.fromPath("/moderation/reviews")
                        .queryParam("decided", id)
                        .toUriString();
    }

    private static Stage.Form with(Stage.Form form, String error, String code) {
        return new Stage.Form(form.open(), error, code, form.note(), form.text(), form.guideline(), form.reason());
    }

    private String again(String id, Stage.Form form, Hx hx, Actor actor, Model model, Locale locale) {
        var row = desk.find(id);
        return show(row, viewOf(row, actor), form, hx, actor, model, locale);
    }

    private View viewOf(ReviewRow row, Actor actor) {
        if (row.isWrittenBy(actor.id())) {
            return View.MINE;
        }
        return row.isOpen() ? View.WAITING : View.DECIDED;
    }

    private Listing<ReviewRow> rows(View of, @Nullable String after, Actor actor) {
        var page = new PageRequest(PAGE, after);
        return switch (of) {
            case WAITING -> reviews.waiting(judging(), waitingForOthers(actor), page);
            case MINE -> reviews.waiting(reading.reviews(), mine(actor), page);
            case DECIDED -> reviews.decided(reading.reviews(), decided(), page);
        };
    }

    private Scope judging() {
        return reading.scope(Action.APPROVE);
    }

    private static Reviews.Filter waitingForOthers(Actor actor) {
        return new Reviews.Filter(List.of(ReviewState.OPEN), "", actor.id(), true);
    }

    private static Reviews.Filter mine(Actor actor) {
        return new Reviews.Filter(List.of(ReviewState.OPEN), "", actor.id(), false);
    }

    private static Reviews.Filter decided() {
        return new Reviews.Filter(
                List.of(ReviewState.APPROVED, ReviewState.APPROVED_WITH_EDIT, ReviewState.REFUSED), "", null, false);
    }

    private void addQueue(
            Model model, View of, Listing<ReviewRow> page, @Nullable ReviewRow current, Actor actor, Locale locale) {
        model.addAttribute("items", items.of(page.items(), current == null ? null : current.reviewId(), locale));
        model.addAttribute("of", of.name());
        model.addAttribute(
                "next", page.next() == null ? null : "/moderation/reviews?of=" + of + "&after=" + page.next());
        model.addAttribute("tabs", tabs(of, actor, locale));
    }

    private List<Tab> tabs(View of, Actor actor, Locale locale) {
        var judging = judging();
        var everything = reading.reviews();
        return List.of(
                tab(View.WAITING, of, judging.isEmpty() ? 0 : reviews.count(judging, waitingForOthers(actor)), locale),
                tab(View.MINE, of, reviews.count(everything, mine(actor)), locale),
                tab(View.DECIDED, of, null, locale));
    }

    private Tab tab(View view, View current, @Nullable Number count, Locale locale) {
        return new Tab(
                "/moderation/reviews?of=" + view,
                text("review.tab." + view, locale),
                count == null ? null : count.longValue(),
                view == current);
    }

    private void addStage(
            Model model, ReviewRow row, List<ReviewRow> rows, Actor actor, Stage.Form form, Locale locale) {
        model.addAttribute("stage", stages.of(row, actor, after(row, rows), form, locale));
    }

    private static @Nullable String after(ReviewRow row, List<ReviewRow> rows) {
        for (var i = 0; i + 1 < rows.size(); i++) {
            if (rows.get(i).reviewId().equals(row.reviewId())) {
                return rows.get(i + 1).reviewId();
            }
        }
        return null;
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage("moderation." + key, null, locale));
    }
}
