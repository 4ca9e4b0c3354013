package org.parvis.identity.rights;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;

/**
 * Who acts: a member signed in, an automation of a service, or a network.
 *
 * @param id member id, or the name of the automation or network
 * @param name what people call them; for pages only, never stored in an entry's metadata
 */
public record Actor(String id, Kind kind, String name, Locale locale, ZoneId zone, Theme theme, List<Grant> grants) {

    /** Human, automation or network, as every entry's metadata says. */
    public enum Kind {
        HUMAN,
        AUTOMATION,
        NETWORK
    }

    public Actor {
        grants = grants.stream().filter(Grant::hasPlace).toList();
    }

    /** An automation of a service, for example {@code crm.suggestion.telling}. It holds no grant: aggregates decide what it may do. */
    public static Actor automation(String name) {
        return new Actor(name, Kind.AUTOMATION, name, Locale.ENGLISH, ZoneId.of("UTC"), Theme.SYSTEM, List.of());
    }

    /** The same one with the rights that are known of them now. */
    public Actor holding(List<Grant> now) {
        return new Actor(id, kind, name, locale, zone, theme, now);
    }

    public Verdict decide(Action action, String brandId, @Nullable String channelId, Instant now) {
        return Rights.decide(grants, action, brandId, channelId, now);
    }

    public boolean may(Action action, String brandId, Instant now) {
        return decide(action, brandId, null, now).allowed();
    }

    /** When this actor may do something on a brand no longer; empty when there is no end, and when they may not do it. */
    public Optional<Instant> endOf(Action action, String brandId, Instant now) {
        var ends = grants.stream()
                .filter(g -> g.covers(brandId, null) && g.holdsAt(now) && Rights.allowsOnWhole(g, action))
                .map(g -> Objects.requireNonNullElse(g.until(), Instant.MAX))
                .max(Comparator.naturalOrder());
        return ends.filter(end -> !end.equals(Instant.MAX));
    }

    /** The brands on which, as a whole, this actor may do something; contains {@link Grant#EVERY_BRAND} when there is no limit. */
    public Set<String> brandsFor(Action action, Instant now) {
        return grants.stream()
                .filter(g -> g.holdsAt(now) && Rights.allowsOnWhole(g, action))
                .map(Grant::brandId)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Set<Role> roles(Instant now) {
        return grants.stream().filter(g -> g.holdsAt(now)).map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /** The role in which this actor acts on a brand, for the record; the most powerful one when there are several. */
    public @Nullable Role roleOn(String brandId, Instant now) {
        return grants.stream()
                .filter(g -> g.holdsAt(now) && g.covers(brandId, null))
                .map(Grant::role)
                .min(Comparator.comparing(WEIGHT::indexOf))
                .orElse(null);
    }

    private static final List<Role> WEIGHT = List.of(
            Role.LEAD,
            Role.COMMUNITY_MANAGER,
            Role.PRODUCT_MANAGER,
            Role.AUDITOR,
            Role.ADMIN,
            Role.AGENCY,
            Role.EMPLOYEE);
}
