package org.parvis.publishing.post;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Conflict;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.boot.Scope;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Variant;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.channel.Sight;
import org.parvis.publishing.delivery.CancelDelivery;
import org.parvis.publishing.delivery.Deliveries;
import org.parvis.publishing.delivery.DeliveryPhase;
import org.parvis.publishing.delivery.DeliveryView;
import org.parvis.publishing.delivery.HoldDelivery;
import org.parvis.publishing.delivery.ResumeDelivery;

/** What people do with posts, for the API and the pages alike. */
public final class PostDesk {

    private static final String TAKEN_BACK = "TAKEN_BACK";

    private final Commands commands;
    private final Access access;
    private final Posts posts;
    private final Channels channels;
    private final Deliveries deliveries;

    PostDesk(Commands commands, Access access, Posts posts, Channels channels, Deliveries deliveries) {
        this.commands = commands;
        this.access = access;
        this.posts = posts;
        this.channels = channels;
        this.deliveries = deliveries;
    }

    /**
     * Begins a post or changes it; true when it was begun.
     *
     * @param seenRevision the revision its writer changes, null when they did not say
     */
    boolean write(String postId, PostForm form, @Nullable Integer seenRevision) {
        Ids.requireValid(postId);
        var known = posts.find(postId);
        known.ifPresent(post -> requireOnItsChannels(post, Action.DRAFT));
        var brandId = known.map(PostView::brandId).orElseGet(() -> form.brand() == null ? "" : form.brand());
        Ids.requireValid("brand", brandId);
        access.requireSomewhere(Action.DRAFT, brandId, "brand:" + brandId);
        if (form.brand() != null && !form.brand().equals(brandId)) {
            throw new NotFound("post", postId);
        }
        var described = PostDescription.of(form);
        for (var variant : described.variants()) {
            channel(brandId, variant.channelId());
            access.require(Action.DRAFT, brandId, variant.channelId(), "channel:" + variant.channelId());
        }
        commands.send(new WritePost(
                postId,
                brandId,
                described.title(),
                described.kind(),
                described.variants(),
                described.slot(),
                seenRevision));
        return known.isEmpty();
    }

    void submit(String postId) {
        var post = require(postId, Action.DRAFT);
        Map<String, Network> networks = new HashMap<>();
        for (var variant : post.variants()) {
            networks.put(
                    variant.channelId(),
                    channel(post.brandId(), variant.channelId()).network());
        }
        commands.send(new SubmitPost(postId, post.brandId(), networks));
    }

    /** Takes a released post back, as a whole or not at all. */
    public void hold(String postId, Actor actor) {
        var post = find(postId);
        requireHold(post, actor);
        cancelDeliveries(post);
        commands.send(new HoldPost(postId, post.brandId(), actor.id()));
    }

    void cancel(String postId, String reason, Actor actor) {
        var post = find(postId);
        requireHold(post, actor);
        cancelDeliveries(post);
        commands.send(new CancelPost(postId, post.brandId(), reason));
    }

    /** First all are kept from leaving, which can be undone; only when none of them has left are they called off, which cannot. */
    private void cancelDeliveries(PostView post) {
        Shown.soon(() -> there(post).size() == post.deliveryIds().size());
        requireNoneLeft(post);
        var kept = there(post).stream().filter(delivery -> !delivery.held()).toList();
        try {
            kept.forEach(this::keep);
            requireNoneLeft(post);
        } catch (RuntimeException notAll) {
            kept.forEach(this::letGo);
            throw notAll;
        }
        for (var deliveryId : post.deliveryIds()) {
            commands.send(new CancelDelivery(deliveryId, post.brandId(), TAKEN_BACK));
        }
    }

    private List<DeliveryView> there(PostView post) {
        return post.deliveryIds().stream()
                .flatMap(id -> deliveries.find(id).stream())
                .toList();
    }

    private void requireNoneLeft(PostView post) {
        var left = there(post).stream()
                .filter(delivery -> hasLeft(delivery.phase()))
                .map(DeliveryView::deliveryId)
                .toList();
        if (!left.isEmpty()) {
            throw new Conflict("TOO_LATE", Map.of("left", left));
        }
    }

    /** Not under the key of the request: that is the cancellation's. */
    private void keep(DeliveryView delivery) {
        commands.send(
                new HoldDelivery(delivery.deliveryId(), delivery.brandId(), TAKEN_BACK, null),
                CurrentActor.require(),
                null);
    }

    /** As if nobody had wanted it back; a stop that came meanwhile is found at the gate. */
    private void letGo(DeliveryView kept) {
        deliveries
                .find(kept.deliveryId())
                .filter(delivery -> delivery.held() && TAKEN_BACK.equals(delivery.holdReason()))
                .ifPresent(delivery -> commands.send(
                        new ResumeDelivery(delivery.deliveryId(), delivery.brandId()), CurrentActor.require(), null));
    }

    private static boolean hasLeft(DeliveryPhase phase) {
        return switch (phase) {
            case ATTEMPTED, UNKNOWN, CONFIRMED -> true;
            case READY, REJECTED, PARKED, CANCELLED -> false;
        };
    }

    /** Lets an approved post that missed its slot go out now. */
    void publishNow(String postId) {
        var post = require(postId, Action.HOLD);
        var undo = post.variants().stream()
                .map(Variant::channelId)
                .map(id -> channel(post.brandId(), id))
                .mapToInt(ChannelView::undoSeconds)
                .max()
                .orElse(0);
        commands.send(new PublishNow(postId, post.brandId(), undo));
    }

    PostAnswer read(String postId) {
        return PostAnswer.of(requireReadable(postId), deliveries::find);
    }

    /** Why the last review sent a post back that nobody submitted since. */
    Optional<String> returnedBecause(String postId) {
        requireReadable(postId);
        return posts.returnedBecause(postId);
    }

    /** Whose posts somebody may read: whoever writes for a brand, and whoever audits it. */
    static Scope readable(Access access) {
        return access.scope(Action.DRAFT, Action.READ_AUDIT);
    }

    PostView requireReadable(String postId) {
        var post = find(postId);
        var subject = "post:" + postId;
        if (post.variants().isEmpty()) {
            Sight.require(access, post.brandId(), null, subject, Action.DRAFT, Action.READ_AUDIT);
        }
        for (var variant : post.variants()) {
            Sight.require(access, post.brandId(), variant.channelId(), subject, Action.DRAFT, Action.READ_AUDIT);
        }
        return post;
    }

    PostView require(String postId, Action action) {
        var post = find(postId);
        requireOnItsChannels(post, action);
        return post;
    }

    /** A right on single channels is one on the posts that go through these, and through no other. */
    private void requireOnItsChannels(PostView post, Action action) {
        var subject = "post:" + post.postId();
        if (post.variants().isEmpty()) {
            access.require(action, post.brandId(), null, subject);
        }
        post.variants().forEach(variant -> access.require(action, post.brandId(), variant.channelId(), subject));
    }

    private void requireHold(PostView post, Actor actor) {
        requireOnItsChannels(post, post.authorId().equals(actor.id()) ? Action.DRAFT : Action.HOLD);
    }

    private ChannelView channel(String brandId, String channelId) {
        return channels.find(channelId)
                .filter(channel -> channel.brandId().equals(brandId))
                .orElseThrow(() -> new NotFound("channel", channelId));
    }

    private PostView find(String postId) {
        return posts.find(postId).orElseThrow(() -> new NotFound("post", postId));
    }
}
