package org.parvis.crm.integration.thread;

import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.BatchRows;
import org.parvis.axon.projection.Kept;
import org.parvis.crm.api.NoteAdded;
import org.parvis.crm.conversation.ConversationId;
import org.parvis.crm.thread.ReplyState;
import org.parvis.crm.thread.ThreadNews;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyApprovalRequested;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyReturned;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.springframework.stereotype.Component;

/** Keeps what was said in every thread, and who the people are. Every text a person wrote is in these tables once. */
@Component
@ProcessingGroup("crm.conversation.thread")
@ReadModel(tables = {"thread_item", "person", "reply_delivery"})
final class ThreadProjection {

    private final ThreadTables tables;
    private final BatchRows<ItemRow.Key, ItemRow> items;
    private final BatchRows<PersonRow.Key, PersonRow> persons;
    private final ThreadNews news;

    ThreadProjection(ThreadTables tables, ThreadNews news) {
        this.tables = tables;
        this.items = BatchRows.ofMany(tables::findItems, tables::writeItems);
        this.persons = BatchRows.ofMany(tables::findPersons, tables::writePersons);
        this.news = news;
    }

    @EventHandler
    void on(MentionCollected event) {
        items.set(ItemRow.Key.message(event.mentionId()), message(event));
        persons.put(PersonRow.Key.of(event), known -> known == null ? PersonRow.first(event) : known.after(event));
    }

    private static ItemRow message(MentionCollected event) {
        var row = new ItemRow(
                ItemRow.Key.message(event.mentionId()),
                event.brandId(),
                ConversationId.of(event.brandId(), event.network(), event.threadId(), event.personId()),
                event.personId(),
                event.text(),
                event.publishedAt());
        row.network = event.network();
        row.title = Kept.wordsOrNull(event.title());
        row.permalink = Kept.words(event.permalink());
        return row;
    }

    @EventHandler
    void on(MentionClassified event, @Timestamp Instant at) {
        items.change(ItemRow.Key.message(event.mentionId()), row -> {
            row.language = event.language();
            row.tone = event.tone();
            row.intent = event.intent().name();
            row.abusive = event.abusive();
            row.unsure = event.unsure();
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(MentionCorrected event, @Timestamp Instant at) {
        items.change(ItemRow.Key.message(event.mentionId()), row -> {
            row.language = event.language() == null ? row.language : event.language();
            row.tone = event.tone() == null ? row.tone : event.tone();
            row.intent = event.intent() == null ? row.intent : event.intent().name();
            row.unsure = false;
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(MentionReadingRestored event, @Timestamp Instant at) {
        items.change(ItemRow.Key.message(event.mentionId()), row -> {
            row.language = event.language();
            row.tone = event.tone();
            row.intent = event.intent().name();
            row.unsure = event.unsure();
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(MentionEditedAtOrigin event, @Timestamp Instant at) {
        items.change(ItemRow.Key.message(event.mentionId()), row -> {
            row.title = Kept.wordsOrNull(event.title());
            row.text = Kept.words(event.text());
            row.editedAt = event.noticedAt();
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(MentionDeletedAtOrigin event, @Timestamp Instant at) {
        items.change(ItemRow.Key.message(event.mentionId()), row -> {
            row.deletedAt = event.noticedAt();
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(NoteAdded event, @MetaDataValue(EntryMetadata.ACTOR) String actor, @Timestamp Instant at) {
        var key = ItemRow.Key.note(event.conversationId(), event.noteId());
        items.put(key, known -> {
            var row = new ItemRow(key, event.brandId(), event.conversationId(), event.personId(), event.text(), at);
            row.memberId = actor;
            return row;
        });
    }

    @EventHandler
    void on(ReplyDrafted event, @Timestamp Instant at) {
        var key = ItemRow.Key.reply(event.replyId());
        items.put(key, known -> {
            var row = new ItemRow(key, event.brandId(), event.conversationId(), event.personId(), event.text(), at);
            row.memberId = event.authorId();
            row.replyState = ReplyState.DRAFT;
            row.channelId = event.channelId();
            row.answeredMentionId = event.mentionId();
            row.suggestionId = event.suggestionId();
            tell(row, at);
            return row;
        });
    }

    @EventHandler
    void on(ReplyRevised event, @Timestamp Instant at) {
        items.change(ItemRow.Key.reply(event.replyId()), row -> {
            row.text = Kept.words(event.text());
            row.channelId = event.channelId();
            row.answeredMentionId = event.mentionId() == null ? row.answeredMentionId : event.mentionId();
            row.changedAt = at;
            return row;
        });
    }

    @EventHandler
    void on(ReplySubmitted event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.SUBMITTED, at, row -> {
            row.text = Kept.words(event.text());
            row.channelId = event.channelId();
            row.saidAt = at;
            row.reviewId = null;
            row.approverId = null;
        });
    }

    @EventHandler
    void on(ReplyApprovalRequested event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.WAITING_APPROVAL, at, row -> row.reviewId = event.reviewId());
    }

    @EventHandler
    void on(ReplyReleased event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.RELEASED, at, row -> {});
    }

    @EventHandler
    void on(ReplyHeld event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.DRAFT, at, row -> {});
    }

    @EventHandler
    void on(ReplyReturned event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.DRAFT, at, row -> {});
    }

    @EventHandler
    void on(ReplyCancelled event, @Timestamp Instant at) {
        reply(event.replyId(), ReplyState.CANCELLED, at, row -> {});
    }

    @EventHandler
    void on(ReviewApproved event) {
        approved(event.reviewed(), event.reviewedId(), event.approverId());
    }

    @EventHandler
    void on(ReviewApprovedWithEdit event) {
        approved(event.reviewed(), event.reviewedId(), event.approverId());
    }

    private void approved(Reviewed reviewed, String reviewedId, String approverId) {
        if (reviewed == Reviewed.REPLY) {
            items.change(ItemRow.Key.reply(reviewedId), row -> {
                row.approverId = approverId;
                return row;
            });
        }
    }

    @EventHandler
    void on(DeliveryIntended event) {
        if (event.outgoing() == Outgoing.REPLY) {
            tables.writeDelivery(event.deliveryId(), event.outgoingId());
        }
    }

    @EventHandler
    void on(AttemptStarted event, @Timestamp Instant at) {
        delivered(event.deliveryId(), ReplyState.ATTEMPTED, at);
    }

    @EventHandler
    void on(OutcomeUnknown event, @Timestamp Instant at) {
        delivered(event.deliveryId(), ReplyState.UNKNOWN, at);
    }

    private void delivered(String deliveryId, ReplyState state, Instant at) {
        var replyId = tables.replyOf(deliveryId);
        if (replyId != null) {
            reply(replyId, state, at, row -> {});
        }
    }

    @EventHandler
    void on(DeliveryConfirmed event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            reply(event.outgoingId(), ReplyState.CONFIRMED, at, row -> {
                row.saidAt = event.sentAt();
                row.permalink = Kept.words(event.permalink());
            });
        }
    }

    @EventHandler
    void on(DeliveryRejected event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            reply(event.outgoingId(), ReplyState.REJECTED, at, row -> {});
        }
    }

    @EventHandler
    void on(DeliveryParked event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            reply(event.outgoingId(), ReplyState.PARKED, at, row -> {});
        }
    }

    private void reply(String replyId, ReplyState state, Instant at, Consumer<ItemRow> change) {
        items.change(ItemRow.Key.reply(replyId), row -> {
            row.replyState = state;
            row.changedAt = at;
            change.accept(row);
            tell(row, at);
            return row;
        });
    }

    private void tell(ItemRow row, Instant at) {
        news.changed(row.conversationId, row.brandId, at);
    }
}
