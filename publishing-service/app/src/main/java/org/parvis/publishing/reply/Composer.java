package org.parvis.publishing.reply;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.web.PageProblem;

/**
 * Everything the composer under a thread shows.
 *
 * @param replyId of the reply that is written or on its way
 * @param state of that reply; null while nothing is written
 * @param editable whether the words can be changed here now
 * @param channels those of the brand on this network
 * @param limit how many characters the network takes
 * @param seenVersion the conversation as the writer sees it
 * @param newer messages that came after what an earlier draft had seen
 * @param typed words that could not be kept and that no field shows, null when there are none
 * @param stopped why nothing leaves at the moment, null when things do
 */
record Composer(
        String replyId,
        String conversationId,
        @Nullable String mentionId,
        String brandId,
        String channelId,
        List<Choice> channels,
        Network network,
        String text,
        @Nullable ReplyState state,
        boolean held,
        @Nullable String reason,
        boolean editable,
        int limit,
        long seenVersion,
        List<Conversations.Message> newer,
        @Nullable String authorName,
        @Nullable Instant savedAt,
        @Nullable Instant leavesAt,
        int undoSeconds,
        boolean mayHold,
        @Nullable String deliveryId,
        @Nullable String permalink,
        @Nullable String stopped,
        @Nullable String typed,
        @Nullable PageProblem problem) {

    /** An account that could answer. */
    record Choice(String channelId, String name) {}

    /** Whether something may change by itself soon, so that it is worth looking again. */
    public boolean isMoving() {
        return !editable
                && state != null
                && switch (state) {
                    case SUBMITTED, WAITING_APPROVAL, RELEASED, ATTEMPTED, UNKNOWN -> true;
                    case DRAFT, CONFIRMED, REJECTED, PARKED, CANCELLED -> false;
                };
    }

    /** Whether the undo window is open. */
    public boolean isLeaving(Instant now) {
        return state == ReplyState.RELEASED && leavesAt != null && leavesAt.isAfter(now) && !held;
    }
}
