package org.parvis.publishing.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.delivery.DeliveryItem;
import org.parvis.publishing.delivery.StopBoard;

/**
 * A stop as programs read it.
 *
 * @param counted false in the rare case that what it met is not counted yet; it is in force all the same
 * @param held had not begun to leave when the stop was declared, and does not
 * @param gone left within the hour before
 * @param inFlight had begun to leave
 * @param waiting held, and waiting for a person's word
 * @param counts of how many these four are the first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StopAnswer(
        String id,
        Scope scope,
        String reason,
        boolean inForce,
        @Nullable String declaredBy,
        @Nullable Instant declaredAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt,
        boolean counted,
        List<Item> held,
        List<Item> gone,
        List<Item> inFlight,
        List<Item> waiting,
        Counts counts) {

    /** How many there are in all. */
    record Counts(long held, long gone, long inFlight, long waiting) {}

    /** How far it reaches. */
    record Scope(String brand, @Nullable String channel) {}

    /** One thing it met. */
    record Item(
            String delivery,
            String kind,
            String of,
            String channel,
            String state,
            boolean held,
            Instant notBefore,
            @Nullable String permalink) {

        static Item of(DeliveryItem item) {
            return new Item(
                    item.deliveryId(),
                    item.outgoing().name(),
                    item.outgoingId(),
                    item.channelId(),
                    item.state().name(),
                    item.held(),
                    item.notBefore(),
                    item.permalink());
        }
    }

    static StopAnswer of(StopBoard.StopItem stop, StopBoard.Effect effect, StopBoard.Met waiting) {
        return new StopAnswer(
                stop.stopId(),
                new Scope(stop.brandId(), stop.channelId()),
                stop.reason(),
                stop.inForce(),
                stop.declaredBy(),
                stop.declaredAt(),
                stop.liftedBy(),
                stop.liftedAt(),
                true,
                items(effect.held()),
                items(effect.gone()),
                items(effect.inFlight()),
                items(waiting),
                new Counts(
                        effect.held().count(),
                        effect.gone().count(),
                        effect.inFlight().count(),
                        waiting.count()));
    }

    /** In force, and not counted yet. */
    static StopAnswer declared(String id, String brandId, @Nullable String channelId, String reason) {
        return new StopAnswer(
                id,
                new Scope(brandId, channelId),
                reason,
                true,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Counts(0, 0, 0, 0));
    }

    private static List<Item> items(StopBoard.Met met) {
        return met.first().stream().map(Item::of).toList();
    }
}
