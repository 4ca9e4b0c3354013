package org.parvis.moderation.review;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.policy.PolicyWords;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.review.queue.ReviewState;
import org.parvis.moderation.thread.Channel;
import org.parvis.moderation.thread.Channels;
import org.parvis.moderation.thread.Post;
import org.parvis.moderation.thread.Posts;
import org.parvis.moderation.thread.Threads;
import org.parvis.web.view.Dates;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Writes the lines of the queue; asks for all names and titles of a page at once. */
@Component
class QueueItems {

    private final Threads threads;
    private final Posts posts;
    private final Channels channels;
    private final Members members;
    private final PolicyWords policyWords;
    private final MessageSource messages;
    private final ReviewSettings settings;
    private final Clock clock;

    QueueItems(
            Threads threads,
            Posts posts,
            Channels channels,
            Members members,
            PolicyWords policyWords,
            MessageSource messages,
            ReviewSettings settings,
            Clock clock) {
        this.threads = threads;
        this.posts = posts;
        this.channels = channels;
        this.members = members;
        this.policyWords = policyWords;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param current the id of the review that is open beside the queue; null when none is */
    List<QueueItem> of(List<ReviewRow> rows, @Nullable String current, Locale locale) {
        var authors = threads.authors(
                rows.stream().flatMap(r -> Stream.ofNullable(r.mentionId())).toList());
        var titles = titles(rows);
        Map<String, Channel> accounts = new HashMap<>();
        return rows.stream()
                .map(row -> item(
                        row,
                        authors,
                        titles,
                        accounts.computeIfAbsent(row.channelId(), id -> channels.get(id, row.brandId())),
                        row.reviewId().equals(current),
                        locale))
                .toList();
    }

    private Map<String, Post> titles(List<ReviewRow> rows) {
        return posts
                .headings(rows.stream()
                        .filter(r -> r.reviewed() == Reviewed.POST)
                        .map(ReviewRow::reviewedId)
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(Post::postId, Function.identity()));
    }

    private QueueItem item(
            ReviewRow row,
            Map<String, String> authors,
            Map<String, Post> titles,
            Channel channel,
            boolean current,
            Locale locale) {
        var post = titles.get(row.reviewedId());
        var isReply = row.reviewed() == Reviewed.REPLY;
        var addressee = row.mentionId() == null ? null : authors.get(row.mentionId());
        var title = isReply ? title(addressee, locale) : post == null ? text("review.aPost", locale) : post.title();
        return new QueueItem(
                row.reviewId(),
                title,
                channel.icon(),
                line(row, locale),
                "moderation.state." + row.state(),
                icon(row.state()),
                tone(row.state()),
                row.isOpen() ? settings.clock(row, clock.instant()) : null,
                row.isOpen() && post != null ? slot(post, locale) : null,
                current);
    }

    /** "Reply to Margaux Belin", or just "Reply" to somebody who is not known or was erased. */
    String title(@Nullable String addressee, Locale locale) {
        return addressee == null ? text("review.aReply", locale) : text("review.replyTo", locale, addressee);
    }

    private String line(ReviewRow row, Locale locale) {
        var reasons = row.reasons().stream()
                .map(reason -> policyWords.shortly(reason, locale))
                .collect(Collectors.joining(", "));
        var author = members.nameOf(row.authorId());
        return reasons.isEmpty() ? author : text("review.line", locale, author, StringUtils.capitalize(reasons));
    }

    private @Nullable String slot(Post post, Locale locale) {
        return post.slot()
                .map(at -> text("review.goesOut", locale, Dates.write("EEE d MMM, HH:mm z", locale, at)))
                .orElse(null);
    }

    static String icon(ReviewState state) {
        return switch (state) {
            case OPEN -> "hourglass";
            case APPROVED -> "circle-check";
            case APPROVED_WITH_EDIT -> "pencil";
            case REFUSED -> "circle-x";
            case NOT_NEEDED -> "circle-dashed";
            case WITHDRAWN -> "arrow-back-up";
        };
    }

    static String tone(ReviewState state) {
        return switch (state) {
            case OPEN -> "warn";
            case APPROVED -> "ok";
            case APPROVED_WITH_EDIT -> "accent";
            case REFUSED -> "danger";
            case NOT_NEEDED, WITHDRAWN -> "";
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage("moderation." + key, arguments, locale);
    }
}
