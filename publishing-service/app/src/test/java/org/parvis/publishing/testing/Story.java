package org.parvis.publishing.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.parvis.boot.testing.RunningService;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.MessageReceived;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.Role;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.listening.api.MentionCollected;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplySubmitted;

/** Writes into the ledger what the other services would have written before publishing's part begins. */
public final class Story {

    public static final String BRAND = "helianthe";

    /** The entries of whole replies in one append. */
    private static final int TOGETHER = 4 * 1_000;

    private final RunningService service;
    private final String brand;
    private final Map<String, Long> sequences = new HashMap<>();

    public Story(RunningService service) {
        this(service, BRAND);
    }

    /** What happens in another brand, with ids of its own. */
    public Story(RunningService service, String brand) {
        this.service = service;
        this.brand = brand;
    }

    /** Appends an event to the stream of an aggregate of another service. */
    public void happened(String type, String id, Object event) {
        service.append(
                type, id, next(type, id), event, Map.of("actor", "test", "actorKind", "AUTOMATION", "brand", brand));
    }

    private synchronized long next(String type, String id) {
        return sequences.merge(type + "/" + id, 0L, (old, none) -> old + 1);
    }

    /** Somebody outside wrote, and it became a conversation. */
    public void wrote(String conversationId, String mentionId, String network, String remoteId) {
        happened(
                "Mention",
                mentionId,
                new MentionCollected(
                        mentionId,
                        brand,
                        "source",
                        network,
                        "thread-" + conversationId,
                        "p-" + conversationId,
                        "Margaux Belin",
                        "margaux",
                        remoteId,
                        null,
                        "http://town/" + remoteId,
                        null,
                        "Two charges for one seat?",
                        Instant.now(),
                        Instant.now(),
                        List.of()));
        happened(
                "Conversation",
                conversationId,
                new ConversationOpened(
                        conversationId,
                        brand,
                        network,
                        "source",
                        "thread-" + conversationId,
                        "p-" + conversationId,
                        mentionId,
                        Instant.now()));
        happened(
                "Conversation",
                conversationId,
                new MessageReceived(conversationId, brand, mentionId, 1, Instant.now()));
    }

    /** A reply that needed no approval and is released at once: everything up to the way out. */
    public void released(List<Release> replies) {
        var events = new ArrayList<GenericDomainEventMessage<?>>();
        for (var reply : replies) {
            var hash = ContentHash.of(reply.channelId(), reply.mentionId(), reply.text());
            var person = "p-" + reply.replyId();
            add(
                    events,
                    "Review",
                    "v-" + reply.replyId(),
                    new ReviewNotNeeded("v-" + reply.replyId(), brand, Reviewed.REPLY, reply.replyId(), hash, 1));
            add(
                    events,
                    "Reply",
                    reply.replyId(),
                    new ReplyDrafted(
                            reply.replyId(),
                            brand,
                            "c-" + reply.replyId(),
                            reply.mentionId(),
                            reply.channelId(),
                            person,
                            reply.text(),
                            hash,
                            "ines",
                            1,
                            null));
            add(
                    events,
                    "Reply",
                    reply.replyId(),
                    new ReplySubmitted(
                            reply.replyId(),
                            brand,
                            "c-" + reply.replyId(),
                            reply.mentionId(),
                            reply.channelId(),
                            person,
                            reply.text(),
                            hash,
                            0,
                            "ines",
                            List.of()));
            add(
                    events,
                    "Reply",
                    reply.replyId(),
                    new ReplyReleased(reply.replyId(), brand, hash, "v-" + reply.replyId(), reply.leavesAt()));
        }
        for (var from = 0; from < events.size(); from += TOGETHER) {
            var part = events.subList(from, Math.min(events.size(), from + TOGETHER));
            service.bean(LedgerStorageEngine.class).appendEvents(part);
        }
    }

    private void add(List<GenericDomainEventMessage<?>> events, String type, String id, Object event) {
        events.add(new GenericDomainEventMessage<>(
                type, id, next(type, id), event, Map.of("actor", "test", "actorKind", "AUTOMATION", "brand", brand)));
    }

    /** One reply to be released. */
    public record Release(String replyId, String mentionId, String channelId, String text, Instant leavesAt) {}

    /** A lead who may approve. */
    public void lead(String memberId) {
        works(memberId, Role.LEAD);
    }

    /** Somebody with a role on the brand. */
    public void works(String memberId, Role role) {
        happened("Member", memberId, new GrantGiven(memberId, "g-" + memberId, role, brand, null, null, null));
    }

    /** Moderation opens a review of a submitted reply. */
    public void reviewOpened(String reviewId, String replyId, String contentHash, String authorId, String... editors) {
        happened(
                "Review",
                reviewId,
                new ReviewOpened(
                        reviewId,
                        brand,
                        Reviewed.REPLY,
                        replyId,
                        null,
                        null,
                        "",
                        null,
                        "",
                        contentHash,
                        0,
                        authorId,
                        List.of(editors),
                        1,
                        List.of()));
    }

    /** Somebody approves it. */
    public void approved(String reviewId, String replyId, String contentHash, String approverId) {
        happened(
                "Review",
                reviewId,
                new ReviewApproved(reviewId, brand, Reviewed.REPLY, replyId, approverId, contentHash, null));
    }
}
