package org.parvis.publishing.delivery;

import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.channel.Sight;

/** What people do with deliveries that need them, for the API and the pages alike. */
public final class DeliveryDesk {

    private static final int LONGEST_TEXT = 1_000;

    private final Commands commands;
    private final Access access;
    private final Deliveries deliveries;

    DeliveryDesk(Commands commands, Access access, Deliveries deliveries) {
        this.commands = commands;
        this.access = access;
        this.deliveries = deliveries;
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
        var link = checked("permalink", permalink);
        if (!link.isEmpty() && !link.startsWith("https://") && !link.startsWith("http://")) {
            throw new InvalidInput("permalink", "web-address");
        }
        commands.send(new ConfirmLive(deliveryId, brandId, link));
    }

    void proposeSendAgain(String deliveryId, @Nullable String reason) {
        var brandId = brand(deliveryId, Action.HOLD);
        commands.send(new ProposeSendAgain(deliveryId, brandId, checked("reason", reason)));
    }

    void agreeSendAgain(String deliveryId) {
        commands.send(new AgreeSendAgain(deliveryId, brand(deliveryId, Action.SEND_AGAIN)));
    }

    /** A parked or held delivery shall not leave. */
    void giveUp(String deliveryId) {
        commands.send(new CancelDelivery(deliveryId, brand(deliveryId, Action.HOLD), "GIVEN_UP"));
    }

    DeliveryView read(String deliveryId) {
        var delivery = find(deliveryId);
        Sight.require(
                access,
                delivery.brandId(),
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
