package org.parvis.boot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The brands and channels on which an actor may do any of some actions; the filter of every list, so that an agency with a right on one
 * channel sees nothing of the next one.
 */
public record Scope(List<Grant> grants) {

    /** Condition for a table with brand_id and channel_id; binds with {@link #bind}. */
    public static final String BRAND_AND_CHANNEL = on("brand_id", "channel_id");

    /** Condition for a table that has only brand_id. */
    public static final String BRAND = "(:scope_brands::text[] && array[brand_id, '*'])";

    public Scope {
        grants = List.copyOf(grants);
    }

    public static Scope of(Actor actor, Instant now, Action... actions) {
        var wanted = Set.of(actions);
        return new Scope(actor.grants().stream()
                .filter(grant -> grant.until() == null || now.isBefore(grant.until()))
                .filter(grant -> wanted.stream().anyMatch(action -> Rights.allows(grant, action)))
                .toList());
    }

    /** Condition for columns that hold a brand and a channel; binds with {@link #bind}. */
    public static String on(String brandColumn, String channelColumn) {
        return """
                exists (select from unnest(:scope_brands::text[], :scope_channels::text[]) as s (brand, channel)
                  where s.brand in (%s, '*') and (s.channel is null or s.channel = %s))
                """.formatted(brandColumn, channelColumn);
    }

    public boolean isEmpty() {
        return grants.isEmpty();
    }

    /** The brands it touches, if only in one channel; for their names, never to choose what is on a channel. */
    public Brands touched() {
        return new Brands(Set.of(grants.stream().map(Grant::brandId).distinct().toArray(String[]::new)));
    }

    public String[] brands() {
        return grants.stream().map(Grant::brandId).toArray(String[]::new);
    }

    /** Whether something on a brand and channel is inside. */
    public boolean covers(String brandId, @Nullable String channelId) {
        return grants.stream()
                .anyMatch(g ->
                        (g.brandId().equals(Grant.EVERY_BRAND) || g.brandId().equals(brandId))
                                && (g.channelId() == null || Objects.equals(g.channelId(), channelId)));
    }

    public boolean coversBrand(String brandId) {
        return grants.stream()
                .anyMatch(g ->
                        g.brandId().equals(Grant.EVERY_BRAND) || g.brandId().equals(brandId));
    }

    /** Gives a statement with one of the conditions its parameters. */
    public StatementSpec bind(StatementSpec statement) {
        return statement
                .param("scope_brands", brands())
                .param("scope_channels", grants.stream().map(Grant::channelId).toArray(String[]::new));
    }
}
