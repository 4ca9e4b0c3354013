package org.parvis.publishing.delivery;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.channel.Sight;

/** What people do with deliveries that need them, for the API and the pages alike. */
public final class DeliveryDesk {

    static final Action PROPOSES_AGAIN = Action.HOLD;

    private static final int LONGEST_TEXT = 1_000;

    private final Commands commands;
    private final Access access;
    private final Deliveries deliveries;
    private final WaysOut waysOut;
    private final Gate gate;
    private final Claims claims;
    private final Clock clock;

    DeliveryDesk(
            Commands commands,
            Access access,
            Deliveries deliveries,
            WaysOut waysOut,
            Gate gate,
            Claims claims,
            Clock clock) {
        this.commands = commands;
        this.access = access;
        this.deliveries = deliveries;
        this.waysOut = waysOut;
        this.gate = gate;
        this.claims = claims;
        this.clock = clock;
    }

    /** Lets a held delivery go on; the gate still has the last word. */
    public void resume(String deliveryId) {
        commands.send(new ResumeDelivery(deliveryId, brand(deliveryId, Action.HOLD)));
    }

    /** The same for many: one that somebody let go meanwhile is no reason to keep the others. True when it was this word that let it go. */
    public boolean resumeIfHeld(String deliveryId) {
        try {
            resume(deliveryId);
            return true;
        } catch (Refused e) {
            if (e.code().equals(DeliveryRefusal.NOT_HELD.name())) {
                return false;
            }
            throw e;
        }
    }

    void confirmLive(String deliveryId, @Nullable String permalink) {
        var brandId = brand(deliveryId, Action.HOLD);
        commands.send(new ConfirmLive(deliveryId, brandId, link(permalink)));
    }

    private static String link(@Nullable String permalink) {
        var link = checked("permalink", permalink);
        if (!link.isEmpty() && !link.startsWith("https://") && !link.startsWith("http://")) {
            throw new InvalidInput("permalink", "web-address");
        }
        return link;
    }

    void proposeSendAgain(String deliveryId, @Nullable String reason) {
        var brandId = brand(deliveryId, PROPOSES_AGAIN);
        commands.send(new ProposeSendAgain(deliveryId, brandId, checked("reason", reason)));
    }

    void agreeSendAgain(String deliveryId) {
        commands.send(new AgreeSendAgain(deliveryId, brand(deliveryId, Action.SEND_AGAIN)));
    }

    /** A parked or held delivery shall not leave. A part of a post is for whoever has the right on all of its channels, as the post is. */
    void giveUp(String deliveryId) {
        var brandId = brand(deliveryId, Action.HOLD);
        var channelIds = channels(find(deliveryId));
        for (var channelId : channelIds) {
            access.require(Action.HOLD, brandId, channelId, "delivery:" + deliveryId);
        }
        commands.send(new GiveUpDelivery(deliveryId, brandId, channelIds.size() > 1));
    }

    /** Whether the current member has the right to; whether it is the time is another question. */
    boolean mayGiveUp(DeliveryView delivery) {
        var mine = access.scope(Action.HOLD);
        return channels(delivery).stream().allMatch(channelId -> mine.covers(delivery.brandId(), channelId));
    }

    /** Of all that leaves with it; none of what was never intended. */
    private List<String> channels(DeliveryView delivery) {
        var intent = delivery.intent();
        return intent == null ? List.of() : waysOut.of(intent);
    }

    /**
     * Somebody takes it to post it by hand. As with a machine the gate is asked, the attempt goes on record, and the gate is asked once more:
     * only then may they see the words.
     */
    void take(String deliveryId) {
        var brandId = brand(deliveryId, Action.HOLD);
        var delivery = find(deliveryId);
        if (!delivery.isByHand()) {
            throw new DeliveryRefused(Refused.Category.CONFLICT, DeliveryRefusal.NOT_BY_HAND, deliveryId);
        }
        mayLeave(delivery);
        commands.send(new StartAttempt(
                deliveryId,
                brandId,
                claims.nextFence(),
                delivery.intended().contentHash(),
                delivery.version(),
                null,
                CurrentActor.require().id()));
        if (!(gate.check(delivery, clock.instant()) instanceof Verdict.Clear)) {
            // Not under the key of the request: that is the attempt's.
            commands.send(
                    new RecordNotSent(deliveryId, brandId, delivery.attempt() + 1, "STOPPED_AT_THE_GATE", null),
                    CurrentActor.require(),
                    null);
            throw new DeliveryRefused(Refused.Category.CONFLICT, DeliveryRefusal.NOT_CLEARED, deliveryId);
        }
        // A request that came once more may find that it is somebody else's by now.
        if (!CurrentActor.require().id().equals(find(deliveryId).takenBy())) {
            throw new DeliveryRefused(Refused.Category.CONFLICT, DeliveryRefusal.NOT_TAKEN, deliveryId);
        }
    }

    /** Does what the gate says when it says no. */
    private void mayLeave(DeliveryView delivery) {
        if (delivery.phase() != DeliveryPhase.READY || delivery.held()) {
            return;
        }
        switch (gate.check(delivery, clock.instant())) {
            case Verdict.Clear ignored -> {
                return;
            }
            case Verdict.Hold(var reason, var stopId) ->
                commands.send(new HoldDelivery(delivery.deliveryId(), delivery.brandId(), reason, stopId));
            case Verdict.Cancel(var reason) ->
                commands.send(new CancelDelivery(delivery.deliveryId(), delivery.brandId(), reason));
        }
        throw new DeliveryRefused(Refused.Category.CONFLICT, DeliveryRefusal.NOT_CLEARED, delivery.deliveryId());
    }

    void reportPosted(String deliveryId, @Nullable String permalink) {
        commands.send(new ReportPosted(deliveryId, brand(deliveryId, Action.HOLD), link(permalink)));
        claims.wake(find(deliveryId));
    }

    void reportNotPosted(String deliveryId, @Nullable String reason) {
        commands.send(new ReportNotPosted(deliveryId, brand(deliveryId, Action.HOLD), checked("reason", reason)));
    }

    DeliveryView read(String deliveryId) {
        var delivery = find(deliveryId);
        var intent = delivery.intent();
        Sight.require(
                access,
                delivery.brandId(),
                intent == null ? null : intent.channelId(),
                "delivery:" + deliveryId,
                Action.READ_INBOX,
                Action.DRAFT,
                Action.MANAGE_CHANNELS);
        return delivery;
    }

    private String brand(String deliveryId, Action action) {
        var delivery = find(deliveryId);
        var intent = delivery.intent();
        access.require(
                action, delivery.brandId(), intent == null ? null : intent.channelId(), "delivery:" + deliveryId);
        return delivery.brandId();
    }

    private DeliveryView find(String deliveryId) {
        return deliveries.find(deliveryId).orElseThrow(() -> new NotFound("delivery", deliveryId));
    }

    private static String checked(String field, @Nullable String text) {
        var checked = text == null ? "" : text.strip();
        if (checked.length() > LONGEST_TEXT) {
            throw new InvalidInput(field, "too-long", LONGEST_TEXT);
        }
        return checked;
    }
}
