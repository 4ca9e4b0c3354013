package org.parvis.publishing.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.FairShares;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which deliveries are due, and which worker has which. A claim ends by itself; each has a number higher than all before it. All times are the
 * database's own, so that workers need not agree on the time.
 */
public final class Claims {

    private final JdbcClient jdbc;

    public Claims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One delivery for one worker.
     *
     * @param brandId whose delivery it is
     * @param channelId where it goes
     * @param fence higher than every fence given out before
     * @param wakes how often the delivery was woken so far
     */
    record Claim(String deliveryId, String brandId, String channelId, long fence, long wakes) {}

    /** A number for somebody who needs no claim because they are told apart otherwise. */
    long nextFence() {
        return jdbc.sql("select nextval('delivery_fence')").query(Long.class).single();
    }

    /** Puts a delivery in line; a delivery that is there already stays where it is. */
    void enqueue(String deliveryId, String brandId, String channelId, Instant due) {
        jdbc.sql("""
                        insert into delivery_claim (delivery_id, brand_id, channel_id, due_at) values (?, ?, ?, ?)
                        on conflict (delivery_id) do nothing
                        """).params(deliveryId, brandId, channelId, at(due)).update();
    }

    /** Makes a delivery due now, also when a worker has it at the moment. */
    void wake(DeliveryView delivery) {
        jdbc.sql("""
                        insert into delivery_claim (delivery_id, brand_id, channel_id, due_at) values (?, ?, ?, clock_timestamp())
                        on conflict (delivery_id) do update set due_at = clock_timestamp(), wakes = delivery_claim.wakes + 1
                        """)
                .params(
                        delivery.deliveryId(),
                        delivery.brandId(),
                        delivery.intended().channelId())
                .update();
    }

    /**
     * Takes the delivery that is due the longest of those that nobody has; what may have arrived comes first.
     *
     * @param full whose deliveries stay where they are
     */
    Optional<Claim> claim(Duration lease, FairShares.Full full) {
        return jdbc.sql("""
                        update delivery_claim set fence = nextval('delivery_fence'),
                               lease_until = clock_timestamp() + ? * interval '1 millisecond'
                         where delivery_id = (
                               select delivery_id from delivery_claim
                                where due_at <= clock_timestamp()
                                  and (lease_until is null or lease_until <= clock_timestamp())
                                  and brand_id <> all(?) and channel_id <> all(?)
                                order by in_doubt desc, due_at limit 1 for update skip locked)
                        returning delivery_id, brand_id, channel_id, fence, wakes
                        """)
                .param(lease.toMillis())
                .param(full.brands().toArray(String[]::new))
                .param(full.addresses().toArray(String[]::new))
                .query((row, number) ->
                        new Claim(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)))
                .optional();
    }

    /**
     * Gives a delivery back.
     *
     * @param wait when it is due again; at a person's word only when null; a length of time, because clocks differ
     * @param inDoubt whether it is seen now that it may have arrived; it then comes first until it is over
     */
    void release(Claim claim, @Nullable Duration wait, boolean inDoubt) {
        jdbc.sql("""
                        update delivery_claim set lease_until = null, in_doubt = in_doubt or ?,
                               due_at = case when wakes <> ? then clock_timestamp()
                                             else clock_timestamp() + ?::bigint * interval '1 millisecond' end
                         where delivery_id = ? and fence = ?
                        """)
                .param(inDoubt)
                .param(claim.wakes())
                .param(wait == null ? null : wait.toMillis())
                .param(claim.deliveryId())
                .param(claim.fence())
                .update();
    }

    /** Takes a delivery out of the line for good. */
    void finish(Claim claim) {
        jdbc.sql("delete from delivery_claim where delivery_id = ? and fence = ?")
                .params(claim.deliveryId(), claim.fence())
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
