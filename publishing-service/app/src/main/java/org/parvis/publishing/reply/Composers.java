package org.parvis.publishing.reply;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyEvent;
import org.parvis.publishing.api.ReplyReturned;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.channel.ChannelList;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.history.History;
import org.parvis.publishing.network.TextLimit;
import org.parvis.publishing.web.PageProblem;

/** Puts together what the composer shows for a conversation: the draft that is there, or a new one. */
final class Composers {

    private final Access access;
    private final Conversations conversations;
    private final Replies replies;
    private final ReplyDesk desk;
    private final ReplyList list;
    private final ChannelList channels;
    private final History history;
    private final MemberDirectory members;
    private final StopNotice stops;
    private final Clock clock;

    Composers(
            Access access,
            Conversations conversations,
            Replies replies,
            ReplyDesk desk,
            ReplyList list,
            ChannelList channels,
            History history,
            MemberDirectory members,
            StopNotice stops,
            Clock clock) {
        this.access = access;
        this.conversations = conversations;
        this.replies = replies;
        this.desk = desk;
        this.list = list;
        this.channels = channels;
        this.history = history;
        this.members = members;
        this.stops = stops;
        this.clock = clock;
    }

    /**
     * The composer of a conversation.
     *
     * @param seenVersion the conversation as the page shows it; null for the present one
     * @param wantsToEdit whether a reply that waits shall be opened for editing, which takes it out of review
     * @param anew whether a new reply shall begin, with the words of the last one
     */
    Composer of(
            String conversationId,
            @Nullable String mentionId,
            @Nullable Long seenVersion,
            boolean wantsToEdit,
            boolean anew,
            Actor actor) {
        var conversation =
                conversations.find(conversationId).orElseThrow(() -> new NotFound("conversation", conversationId));
        access.requireSomewhere(Action.DRAFT, conversation.brandId(), "conversation:" + conversationId);
        var seen = seenVersion == null ? conversation.version() : seenVersion;
        var current = current(conversationId, actor);
        if (current.isEmpty() || anew) {
            var words = anew ? current.map(ReplyView::text).orElse("") : "";
            return fresh(conversation, mentionId, seen, words, null);
        }
        return of(conversation, current.get(), seen, wantsToEdit, actor);
    }

    /** The composer after something was refused: what was typed is still there, whether the reply could be kept or not. */
    Composer refused(
            Conversations.Conversation conversation,
            String replyId,
            @Nullable String mentionId,
            String typed,
            Actor actor,
            PageProblem problem) {
        return replies.find(replyId)
                .filter(reply -> reply.conversationId().equals(conversation.conversationId()))
                .map(reply -> of(conversation, reply, conversation.version(), true, actor, typed, problem))
                .orElseGet(() -> fresh(conversation, mentionId, conversation.version(), typed, problem));
    }

    /** The composer with one reply. */
    Composer of(Conversations.Conversation conversation, ReplyView reply, long seen, boolean wantsToEdit, Actor actor) {
        return of(conversation, reply, seen, wantsToEdit, actor, null, null);
    }

    /** The reply this conversation is about at the moment: a draft, one on its way, or one that needs somebody. */
    private Optional<ReplyView> current(String conversationId, Actor actor) {
        return list.draftIn(conversationId, actor.id())
                .or(() -> list.latestIn(conversationId)
                        .filter(item -> item.state() != ReplyState.CONFIRMED)
                        .map(ReplyList.Item::id))
                .flatMap(replies::find)
                .filter(reply -> reply.stage() != ReplyStage.CANCELLED)
                // A draft on a channel that is none of theirs is a colleague's: they begin their own.
                .filter(reply -> access.scope(Action.DRAFT).covers(reply.brandId(), reply.channelId()));
    }

    private Composer fresh(
            Conversations.Conversation conversation,
            @Nullable String mentionId,
            long seen,
            String words,
            @Nullable PageProblem problem) {
        var usable = usable(conversation);
        var channel = usable.isEmpty() ? null : usable.getFirst();
        var network = channel == null ? network(conversation) : channel.network();
        return new Composer(
                Ids.next(),
                conversation.conversationId(),
                mentionId,
                conversation.brandId(),
                channel == null ? "" : channel.channelId(),
                choices(usable),
                network,
                words,
                null,
                false,
                null,
                channel != null,
                TextLimit.of(network).max(),
                seen,
                List.of(),
                null,
                null,
                null,
                channel == null ? 0 : channel.undoSeconds(),
                false,
                null,
                null,
                channel == null
                        ? null
                        : stops.over(conversation.brandId(), channel.channelId())
                                .orElse(null),
                null,
                problem);
    }

    private Composer of(
            Conversations.Conversation conversation,
            ReplyView reply,
            long seen,
            boolean wantsToEdit,
            Actor actor,
            @Nullable String typed,
            @Nullable PageProblem problem) {
        var delivery = desk.delivery(reply);
        var state = ReplyState.of(reply, delivery);
        var usable = usable(conversation);
        var channel = usable.stream()
                .filter(one -> one.channelId().equals(reply.channelId()))
                .findFirst();
        var saved = new AtomicReference<Instant>();
        // A reason that was met since, because the reply was submitted again, is no news.
        var lastDecided = new AtomicReference<ReplyEvent>();
        history.each("Reply", reply.replyId(), ReplyEvent.class, entry -> {
            if (entry.event() instanceof ReplyDrafted || entry.event() instanceof ReplyRevised) {
                saved.set(entry.at());
            }
            if (!(entry.event() instanceof ReplyRevised)) {
                lastDecided.set(entry.event());
            }
        });
        var isDraft = state == ReplyState.DRAFT;
        var isWaiting = state == ReplyState.SUBMITTED || state == ReplyState.WAITING_APPROVAL;
        var isEditable = isDraft || (isWaiting && wantsToEdit);
        var isElsewhere = !isEditable && typed != null && !typed.equals(reply.text());
        var network = channel.map(ChannelView::network).orElseGet(() -> network(conversation));
        return new Composer(
                reply.replyId(),
                reply.conversationId(),
                reply.mentionId(),
                reply.brandId(),
                reply.channelId(),
                choices(usable),
                network,
                isEditable && typed != null ? typed : reply.text(),
                state,
                delivery != null && delivery.held(),
                reason(
                        state,
                        delivery == null ? null : delivery.holdReason(),
                        lastDecided.get() instanceof ReplyReturned returned ? returned : null),
                isEditable,
                TextLimit.of(network).max(),
                Math.max(seen, reply.conversationVersion()),
                isDraft ? newer(conversation, reply) : List.of(),
                reply.authorId().equals(actor.id()) ? null : members.name(reply.authorId()),
                saved.get(),
                reply.leavesAt(),
                channel.map(ChannelView::undoSeconds).orElse(0),
                reply.authorId().equals(actor.id()) || mayHold(actor, reply),
                reply.deliveryId(),
                delivery == null ? null : delivery.permalink(),
                stops.over(reply.brandId(), reply.channelId()).orElse(null),
                isElsewhere ? typed : null,
                problem);
    }

    /** As the desk decides it: a right may be for one channel only. */
    private boolean mayHold(Actor actor, ReplyView reply) {
        return actor.decide(Action.HOLD, reply.brandId(), reply.channelId(), clock.instant())
                .allowed();
    }

    private static List<Conversations.Message> newer(Conversations.Conversation conversation, ReplyView reply) {
        return conversation.newerThan(reply.conversationVersion());
    }

    private static @Nullable String reason(
            ReplyState state, @Nullable String holdReason, @Nullable ReplyReturned returned) {
        return state == ReplyState.DRAFT ? (returned == null ? null : returned.reason()) : holdReason;
    }

    private List<ChannelView> usable(Conversations.Conversation conversation) {
        return desk.writable(conversation);
    }

    private static Network network(Conversations.Conversation conversation) {
        for (var network : Network.values()) {
            if (network.name().equals(conversation.network())) {
                return network;
            }
        }
        return Network.MANUAL;
    }

    private static List<Composer.Choice> choices(List<ChannelView> channels) {
        return channels.stream()
                .map(channel -> new Composer.Choice(channel.channelId(), channel.name()))
                .toList();
    }
}
