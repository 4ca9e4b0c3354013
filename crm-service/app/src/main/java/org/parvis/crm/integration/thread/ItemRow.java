package org.parvis.crm.integration.thread;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.projection.Kept;
import org.parvis.crm.thread.ItemKind;
import org.parvis.crm.thread.ReplyState;

/** One row of the table {@code thread_item}, changed event by event. */
final class ItemRow {

    /** Items of different kinds may carry the same id, because callers choose them. */
    record Key(ItemKind kind, String itemId) {

        static Key message(String mentionId) {
            return new Key(ItemKind.MESSAGE, mentionId);
        }

        static Key reply(String replyId) {
            return new Key(ItemKind.REPLY, replyId);
        }

        /** Whoever writes a note chooses its id, and a conversation knows only its own. */
        static Key note(String conversationId, String noteId) {
            return new Key(ItemKind.NOTE, conversationId + "/" + noteId);
        }
    }

    final Key key;
    final String brandId;
    final String conversationId;
    final String personId;

    @Nullable
    String network;

    Instant saidAt;
    Instant changedAt;

    @Nullable
    String title;

    String text;

    @Nullable
    String permalink;

    @Nullable
    String language;

    @Nullable
    Double tone;

    @Nullable
    String intent;

    boolean abusive;
    boolean unsure;

    @Nullable
    Instant editedAt;

    @Nullable
    Instant deletedAt;

    @Nullable
    String memberId;

    @Nullable
    ReplyState replyState;

    @Nullable
    String channelId;

    @Nullable
    String answeredMentionId;

    @Nullable
    String reviewId;

    @Nullable
    String approverId;

    @Nullable
    String suggestionId;

    ItemRow(Key key, String brandId, String conversationId, String personId, String text, Instant saidAt) {
        this.key = key;
        this.brandId = brandId;
        this.conversationId = conversationId;
        this.personId = personId;
        this.text = Kept.words(text);
        this.saidAt = saidAt;
        this.changedAt = saidAt;
    }
}
