package org.parvis.moderation.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Reading;
import org.parvis.moderation.policy.PolicyWords;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.queue.ReviewState;
import org.parvis.moderation.review.queue.Reviews;
import org.parvis.moderation.review.queue.Seen;
import org.parvis.moderation.review.view.ReviewView;
import org.parvis.moderation.thread.Message;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews for programs. */
@RestController
@RequestMapping("/api/moderation/reviews")
class ReviewApiController {

    /** Why approval is needed, as the rule says it and as a person reads it. */
    record Reason(String rule, List<String> words, String text) {}

    /** The guideline a refusal cites. */
    record Cited(String id, int version) {}

    /** A review. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String id,
            String brand,
            Reviewed reviewed,
            String reviewedId,
            @Nullable String conversation,
            @Nullable String mention,
            String channel,
            ReviewState state,
            String text,
            String contentHash,
            int revision,
            String author,
            List<String> editors,
            int policyVersion,
            List<Reason> reasons,
            Instant openedAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String decidedText,
            @Nullable String note,
            @Nullable Cited guideline,
            @Nullable String reason) {}

    /**
     * A review with what a reviewer is shown, and who was shown what.
     *
     * @param threadWhole false when earlier messages stand before those of the thread
     */
    record FullAnswer(
            @JsonUnwrapped Answer review,
            String viewHash,
            List<Message> thread,
            boolean threadWhole,
            List<Seen> seen) {}

    record ApproveForm(
            @Nullable String note,
            @Nullable String text,
            @Nullable String contentHash) {}

    record RefuseForm(
            @Nullable String guideline,
            @Nullable String reason,
            @Nullable String contentHash) {}

    private final ReviewDesk desk;
    private final Reviews reviews;
    private final Reading reading;
    private final PolicyWords words;

    ReviewApiController(ReviewDesk desk, Reviews reviews, Reading reading, PolicyWords words) {
        this.desk = desk;
        this.reviews = reviews;
        this.reading = reading;
        this.words = words;
    }

    @GetMapping
    Listing<Answer> list(
            @RequestParam(defaultValue = "OPEN") String state,
            @RequestParam(defaultValue = "") String brand,
            PageRequest page,
            Locale locale) {
        var wanted = state(state);
        var filter = new Reviews.Filter(List.of(wanted), brand, null, false);
        var scope = reading.reviews();
        var listing = wanted.isDecided() ? reviews.decided(scope, filter, page) : reviews.waiting(scope, filter, page);
        return new Listing<>(
                listing.items().stream().map(row -> answer(row, locale)).toList(), listing.next());
    }

    private static ReviewState state(String name) {
        return Arrays.stream(ReviewState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("state", "value"));
    }

    @GetMapping("/{id}")
    ResponseEntity<FullAnswer> one(@PathVariable String id, Actor actor, Locale locale) {
        var row = desk.find(id);
        ReviewView view = desk.show(row, actor);
        return ResponseEntity.ok()
                .eTag(Long.toString(row.version()))
                .body(new FullAnswer(
                        answer(row, locale), view.viewHash(), view.thread(), view.isWhole(), reviews.seenBy(id)));
    }

    @PostMapping("/{id}/approve")
    Answer approve(@PathVariable String id, @RequestBody(required = false) @Nullable ApproveForm form, Locale locale) {
        var sent = form == null ? new ApproveForm(null, null, null) : form;
        return answer(desk.approve(id, sent.contentHash(), sent.text(), sent.note()), locale);
    }

    @PostMapping("/{id}/refuse")
    Answer refuse(@PathVariable String id, @RequestBody RefuseForm form, Locale locale) {
        return answer(desk.refuse(id, form.contentHash(), form.guideline(), form.reason()), locale);
    }

    private Answer answer(ReviewRow row, Locale locale) {
        var reasons = row.reasons().stream()
                .map(r -> new Reason(r.rule(), r.words(), words.reason(r, row.brandId(), locale)))
                .toList();
        var guideline = row.guidelineId() == null || row.guidelineVersion() == null
                ? null
                : new Cited(row.guidelineId(), row.guidelineVersion());
        return new Answer(
                row.reviewId(),
                row.brandId(),
                row.reviewed(),
                row.reviewedId(),
                row.conversationId(),
                row.mentionId(),
                row.channelId(),
                row.state(),
                row.text(),
                row.contentHash(),
                row.revision(),
                row.authorId(),
                row.editors(),
                row.policyVersion(),
                reasons,
                row.openedAt(),
                row.decidedAt(),
                row.decidedBy(),
                row.decidedText(),
                row.note(),
                guideline,
                row.refusal());
    }
}
