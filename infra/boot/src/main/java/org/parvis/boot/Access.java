package org.parvis.boot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refusals;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Verdict;

/**
 * Asks for rights where a request comes in. A missing right on a brand one works for is a 403 that names the action; any other brand does
 * not exist, as far as the asker can tell. Each refusal is an entry.
 */
public final class Access {

    private static final int ENTRIES_A_MINUTE = 30;
    private static final String FOREIGN = "FOREIGN_BRAND";

    private final Clock clock;
    private final Refusals refusals;
    private final BrandDirectory brands;
    private final DemandedFactor demandedFactor;
    private final Cache<String, AtomicInteger> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Access(Clock clock, Refusals refusals, BrandDirectory brands, DemandedFactor demandedFactor) {
        this.clock = clock;
        this.refusals = refusals;
        this.brands = brands;
        this.demandedFactor = demandedFactor;
    }

    /** On the brand as a whole. @throws Forbidden or {@link NotFound} */
    public void require(Action action, String brandId) {
        require(action, brandId, null, "brand:" + brandId);
    }

    /** @throws Forbidden or {@link NotFound} */
    public void require(Action action, String brandId, @Nullable String channelId) {
        require(action, brandId, channelId, "brand:" + brandId);
    }

    /**
     * For something that exists.
     *
     * @param subject what is asked for, as {@code kind:id}; named in the entry and in the 404
     * @throws Forbidden or {@link NotFound}
     */
    public void require(Action action, String brandId, @Nullable String channelId, String subject) {
        var actor = CurrentActor.require();
        require(actor, action, brandId, channelId, subject);
        requireKnown(actor, brandId);
    }

    /**
     * Whoever has a right on every brand can misspell one. What is set up for a brand that there is not is seen by nobody, and a stop of it
     * stops nothing; the word for all brands is none of them either.
     */
    private void requireKnown(Actor actor, String brandId) {
        var isNamed = actor.grants().stream()
                .map(Grant::brandId)
                .anyMatch(brand -> brand.equals(brandId) && !brand.equals(Grant.EVERY_BRAND));
        // It may have been registered a moment ago.
        if (!isNamed && !Shown.soon(() -> brands.find(brandId).isPresent())) {
            throw new NotFound("brand", brandId);
        }
    }

    /**
     * The same of a member of whom more is known than the token of the running request says.
     *
     * @throws Forbidden or {@link NotFound}
     */
    public void require(Actor actor, Action action, String brandId, @Nullable String channelId, String subject) {
        var verdict = actor.decide(action, brandId, channelId, clock.instant());
        if (verdict.allowed()) {
            return;
        }
        if (!worksFor(actor, brandId)) {
            record(actor, brandId, subject, action.name(), FOREIGN);
            throw NotFound.of(subject);
        }
        var code = verdict.because() == Verdict.Because.EXPIRED ? "GRANT_EXPIRED" : "NO_RIGHT";
        record(actor, brandId, subject, action.name(), code);
        throw new Forbidden(action, code);
    }

    /** On the brand as a whole. */
    public boolean may(Action action, String brandId) {
        return CurrentActor.require().may(action, brandId, clock.instant());
    }

    /** On the brand as a whole, or on one of its channels at least. */
    public boolean maySomewhere(Action action, String brandId) {
        return scope(action).coversBrand(brandId);
    }

    /**
     * For what is of the brand and begins something on one of its channels; which one is asked where it is known.
     *
     * @throws Forbidden or {@link NotFound}
     */
    public void requireSomewhere(Action action, String brandId, String subject) {
        if (maySomewhere(action, brandId)) {
            requireKnown(CurrentActor.require(), brandId);
        } else {
            require(action, brandId, null, subject);
        }
    }

    /** The brands and channels on which the current member may do any of several things. */
    public Scope scope(Action... anyOf) {
        return Scope.of(CurrentActor.require(), clock.instant(), anyOf);
    }

    /** The brands on which, as a whole, the current member may do something. */
    public Brands brands(Action action) {
        return new Brands(CurrentActor.require().brandsFor(action, clock.instant()));
    }

    /** For what belongs to no single brand: lets pass whoever may do it on any brand as a whole. @throws Forbidden */
    public void requireAnywhere(Action action) {
        requireAnywhere(CurrentActor.require(), action);
    }

    /** The same of a member of whom more is known than the token of the running request says. @throws Forbidden */
    public void requireAnywhere(Actor actor, Action action) {
        if (actor.brandsFor(action, clock.instant()).isEmpty()) {
            record(actor, null, "action:" + action, action.name(), "NO_RIGHT");
            throw new Forbidden(action, "NO_RIGHT");
        }
    }

    /** For what is of the house and no brand: lets pass whoever may do it on every brand. @throws Forbidden */
    public void requireEverywhere(Action action) {
        if (!brands(action).all()) {
            record(CurrentActor.require(), null, "action:" + action, action.name(), "NO_RIGHT");
            throw new Forbidden(action, "NO_RIGHT");
        }
    }

    /**
     * For acts that whoever stole a session must not do. Asks nothing of members of whom the house demands no second factor; a token that
     * says so may be older than the factor, or than the rule, so the ledger is asked.
     *
     * @throws StepUpNeeded when the second factor was not shown a moment ago
     */
    public void requireSecondFactor() {
        var passes = switch (CurrentActor.factor(clock.instant())) {
            case SHOWN -> true;
            case WAITING -> false;
            case NOT_DEMANDED -> !demandedFactor.of(CurrentActor.require().id());
        };
        if (!passes) {
            throw new StepUpNeeded();
        }
    }

    /** For an id that was tried and belongs to a brand the current member does not work for; no entry when they do. */
    void recordForeign(String brandId, String subject) {
        var actor = CurrentActor.require();
        if (!worksFor(actor, brandId)) {
            record(actor, brandId, subject, "ASK", FOREIGN);
        }
    }

    private boolean worksFor(Actor actor, String brandId) {
        return actor.roleOn(brandId, clock.instant()) != null
                || actor.grants().stream().anyMatch(g -> g.brandId().equals(brandId));
    }

    private void record(Actor actor, @Nullable String brandId, String subject, String action, String code) {
        // Somebody who tries every door fills their minute, not the ledger.
        if (recent.get(actor.id(), id -> new AtomicInteger()).incrementAndGet() <= ENTRIES_A_MINUTE) {
            refusals.record(actor, brandId, subject, action, code);
        }
    }
}
