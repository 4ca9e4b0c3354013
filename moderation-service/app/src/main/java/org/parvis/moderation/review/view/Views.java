package org.parvis.moderation.review.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.thread.Channel;
import org.parvis.moderation.thread.Channels;
import org.parvis.moderation.thread.Message;
import org.parvis.moderation.thread.Post;
import org.parvis.moderation.thread.Posts;
import org.parvis.moderation.thread.Threads;
import org.springframework.stereotype.Component;

/** Puts together what a reviewer is shown. */
@Component
public class Views {

    private static final Threads.End NONE = new Threads.End(List.of(), true);

    private final Threads threads;
    private final Channels channels;
    private final Posts posts;

    Views(Threads threads, Channels channels, Posts posts) {
        this.threads = threads;
        this.channels = channels;
        this.posts = posts;
    }

    public ReviewView of(ReviewRow review) {
        var thread = thread(review);
        var post = review.reviewed() == Reviewed.POST
                ? posts.find(review.reviewedId()).orElse(null)
                : null;
        return new ReviewView(
                review,
                channel(review, post),
                thread.messages(),
                thread.isWhole(),
                post,
                addressee(review, thread.messages()),
                ViewHash.of(review.contentHash(), thread.messages()));
    }

    /** Of several together what matters to who approves: the longest time to take it back. */
    private Channel channel(ReviewRow review, @Nullable Post post) {
        var one = channels.get(review.channelId(), review.brandId());
        if (post == null || !review.channelId().isEmpty()) {
            return one;
        }
        var undo = post.variants().stream()
                .mapToInt(variant ->
                        channels.get(variant.channelId(), review.brandId()).undoSeconds())
                .max()
                .orElse(0);
        return new Channel(one.channelId(), one.brandId(), one.network(), one.name(), undo);
    }

    private Threads.End thread(ReviewRow review) {
        if (review.reviewed() != Reviewed.REPLY) {
            return NONE;
        }
        var conversation = review.conversationId();
        var thread = conversation == null ? NONE : threads.of(conversation, review.reviewedId());
        // The message that is answered may be known before its conversation is.
        return thread.isEmpty()
                ? threads.message(review.mentionId())
                        .map(message -> new Threads.End(List.of(message), true))
                        .orElse(NONE)
                : thread;
    }

    private static @Nullable String addressee(ReviewRow review, List<Message> thread) {
        return thread.stream()
                .filter(m -> !m.ours() && !m.isErased())
                .filter(m -> m.id().equals(review.mentionId()))
                .map(Message::author)
                .findFirst()
                .or(() -> thread.stream()
                        .filter(m -> !m.ours() && !m.isErased())
                        .map(Message::author)
                        .findFirst())
                .orElse(null);
    }
}
