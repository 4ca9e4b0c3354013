package org.parvis.moderation.review.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.review.queue.ReviewRow;
import org.parvis.moderation.thread.Channel;
import org.parvis.moderation.thread.Message;
import org.parvis.moderation.thread.Post;

/**
 * A draft under review with everything that stands around it.
 *
 * @param thread the last messages of the thread, oldest first; empty for a post
 * @param isWhole whether nothing of the thread stands before them
 * @param post all texts of a post; null for a reply
 * @param viewHash what names exactly this view; a decision says which view it was made on
 * @param addressee whom a reply answers; null when that is not known
 */
public record ReviewView(
        ReviewRow review,
        Channel channel,
        List<Message> thread,
        boolean isWhole,
        @Nullable Post post,
        @Nullable String addressee,
        String viewHash) {

    public ReviewView {
        thread = List.copyOf(thread);
    }

    public int seenMessages() {
        return thread.size();
    }
}
