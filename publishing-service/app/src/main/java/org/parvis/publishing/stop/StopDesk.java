package org.parvis.publishing.stop;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.StopScope;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.delivery.DeliveryDesk;
import org.parvis.publishing.delivery.HoldDelivery;
import org.parvis.publishing.delivery.StopBoard;
import org.parvis.publishing.delivery.StopBoard.StopItem;

/** Declares and lifts stops, and sees to it that what a stop met is held in its own past before the stop is lifted. */
public final class StopDesk {

    private static final Actor KEEPER = Actor.automation("publishing.stop.keeper");
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(3);
    private static final int AT_ONCE = 200;

    private final Commands commands;
    private final Access access;
    private final Channels channels;
    private final StopBoard board;
    private final StopIds ids;

    StopDesk(Commands commands, Access access, Channels channels, StopBoard board, StopIds ids) {
        this.commands = commands;
        this.access = access;
        this.channels = channels;
        this.board = board;
        this.ids = ids;
    }

    /**
     * Stops a brand, or one of its channels.
     *
     * @param stopId null to have one made
     * @return the id, once what the stop met is counted
     */
    public String declare(@Nullable String stopId, String brandId, @Nullable String channelId, String reason) {
        if (channelId == null) {
            access.require(Action.STOP, brandId);
        } else {
            access.require(Action.STOP, brandId, channelId, "channel:" + channelId);
            var isOfBrand = channels.find(channelId)
                    .filter(channel -> channel.brandId().equals(brandId))
                    .isPresent();
            if (!isOfBrand) {
                throw new NotFound("channel", channelId);
            }
        }
        var id = stopId == null ? Ids.ofRequest() : Ids.requireValid(stopId);
        var scope = channelId == null ? StopScope.BRAND : StopScope.CHANNEL;
        ids.claim(id, brandId);
        // In force as soon as this returns: the gate reads it where it is written.
        commands.send(new DeclareStop(brandId, id, scope, channelId, reason));
        if (await(() -> board.find(id).isPresent())) {
            holdWhatItMet(id);
        }
        return id;
    }

    /** Ends a stop; what it held waits for a person. */
    public void lift(String stopId) {
        var stop = find(stopId);
        requireLift(stop);
        holdWhatItMet(stopId);
        commands.send(new LiftStop(stop.brandId(), stopId));
        // Whoever lifted it looks at the board next.
        await(() -> board.find(stopId).filter(StopItem::inForce).isEmpty());
    }

    /** Lets everything go that a lifted stop held; answers how much that was. */
    int letGo(String stopId, DeliveryDesk deliveries) {
        requireLift(find(stopId));
        var let =
                board.waiting(stopId).stream().filter(deliveries::resumeIfHeld).toList();
        await(() -> board.waiting(stopId).stream().noneMatch(let::contains));
        return let.size();
    }

    StopItem require(String stopId) {
        var stop = find(stopId);
        var subject = "stop:" + stopId;
        if (stop.channelId() == null) {
            access.requireSomewhere(Action.STOP, stop.brandId(), subject);
        } else {
            access.require(Action.STOP, stop.brandId(), stop.channelId(), subject);
        }
        return stop;
    }

    /** Whoever may stop may not for that let go again: a stop is lifted by who answers for what then leaves. */
    private void requireLift(StopItem stop) {
        var subject = "stop:" + stop.stopId();
        access.require(Action.LIFT_STOP, stop.brandId(), stop.channelId(), subject);
    }

    private StopItem find(String stopId) {
        return board.find(stopId).orElseThrow(() -> new NotFound("stop", stopId));
    }

    /** Holds in its own past what a stop keeps back, so that lifting the stop lets nothing go by itself. */
    void holdWhatItMet(String stopId) {
        for (var round = 0; round < 25; round++) {
            var loose = board.notYetHeld(stopId, AT_ONCE);
            for (var delivery : loose) {
                commands.send(
                        new HoldDelivery(delivery.deliveryId(), delivery.brandId(), "STOP", stopId),
                        KEEPER,
                        "stop-" + stopId + "-" + delivery.deliveryId());
            }
            if (loose.size() < AT_ONCE) {
                return;
            }
        }
    }

    /** For a process that died after declaring a stop. */
    void tieLooseEnds() {
        board.inForceWithLooseEnds().forEach(this::holdWhatItMet);
    }

    /** Whoever did something looks at it next; true when it is shown. */
    static boolean await(BooleanSupplier shown) {
        return Shown.within(SHOWN_WITHIN, shown);
    }
}
