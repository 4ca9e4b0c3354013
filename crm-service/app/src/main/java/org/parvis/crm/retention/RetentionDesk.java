package org.parvis.crm.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Shown;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.retention.RetentionCommand.AdoptRetention;
import org.parvis.crm.retention.RetentionCommand.DeclineRetention;
import org.parvis.crm.retention.RetentionCommand.HoldRetention;
import org.parvis.crm.retention.RetentionCommand.LiftRetentionHold;
import org.parvis.crm.retention.RetentionCommand.ProposeRetention;
import org.parvis.crm.settings.Settings;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Component;

/** What people do with retention, the same from a page and from a program. Who sets rules proposes; who decides on erasures adopts. */
@Component
class RetentionDesk {

    static final Action PROPOSES = Action.MANAGE_POLICY;
    static final Action DECIDES = Action.DECIDE_ERASURE;

    private final Access access;
    private final Commands commands;
    private final Retentions retentions;
    private final People people;
    private final Settings settings;
    private final Clock clock;

    RetentionDesk(
            Access access, Commands commands, Retentions retentions, People people, Settings settings, Clock clock) {
        this.access = access;
        this.commands = commands;
        this.retentions = retentions;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /** The brands whose retention the current member may see. */
    Brands visible() {
        var ids = new HashSet<>(access.brands(PROPOSES).ids());
        ids.addAll(access.brands(DECIDES).ids());
        if (ids.isEmpty()) {
            access.requireAnywhere(PROPOSES);
        }
        return new Brands(ids);
    }

    /** A brand that exists and whose retention the current member may see. */
    String requireVisible(String brandId) {
        if (!access.may(DECIDES, brandId)) {
            access.require(PROPOSES, brandId);
        }
        return requireKnown(brandId);
    }

    private String requireKnown(String brandId) {
        if (settings.brands(visible()).stream().noneMatch(brand -> brand.id().equals(brandId))) {
            throw new NotFound("brand", brandId);
        }
        return brandId;
    }

    /** Asked before a form is read, like {@link #requireDecision}. */
    void requireProposal(String brandId) {
        access.require(PROPOSES, brandId);
    }

    void requireDecision(String brandId) {
        access.require(DECIDES, brandId);
    }

    void propose(String brandId, Months months, @Nullable Long version) {
        requireProposal(brandId);
        act(requireKnown(brandId), new ProposeRetention(brandId, months, version));
    }

    void adopt(String brandId, @Nullable Long version) {
        requireDecision(brandId);
        // What it leads to cannot be taken back.
        access.requireSecondFactor();
        act(requireKnown(brandId), new AdoptRetention(brandId, version));
    }

    void decline(String brandId, @Nullable Long version) {
        requireDecision(brandId);
        act(requireKnown(brandId), new DeclineRetention(brandId, version));
    }

    void hold(String brandId, HoldGround ground, Instant until, @Nullable Long version) {
        requireDecision(brandId);
        act(requireKnown(brandId), new HoldRetention(brandId, ground, until, version));
    }

    void lift(String brandId, @Nullable Long version) {
        requireDecision(brandId);
        act(requireKnown(brandId), new LiftRetentionHold(brandId, version));
    }

    private void act(String brandId, RetentionCommand command) {
        if (commands.send(command) instanceof Long reached) {
            Shown.soon(() -> retentions.version(brandId) >= reached);
        }
    }

    /** By which months somebody asks who is due. */
    enum By {
        PROPOSAL,
        POLICY
    }

    /** Who is due now, by the open proposal, or else by the policy in force; ids only. */
    Listing<People.Due> due(String brandId, @Nullable By by, PageRequest page) {
        requireVisible(brandId);
        Supplier<@Nullable Months> open =
                () -> retentions.open(brandId).map(Retentions.Proposal::months).orElse(null);
        Supplier<@Nullable Months> inForce = () ->
                retentions.inForce(brandId).map(Retentions.Proposal::months).orElse(null);
        var months = by == By.POLICY ? inForce.get() : open.get();
        if (months == null && by == null) {
            months = inForce.get();
        }
        if (months == null) {
            return new Listing<>(List.of(), null);
        }
        var rows = people.after(brandId, months.before(clock.instant()), page.after(), page.limit() + 1);
        return Listing.of(rows, page, People.Due::personId);
    }
}
