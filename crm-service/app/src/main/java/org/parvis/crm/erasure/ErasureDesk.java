package org.parvis.crm.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.Brands;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.erasure.ErasureCommand.ApproveErasure;
import org.parvis.crm.erasure.ErasureCommand.DeclineErasure;
import org.parvis.crm.erasure.ErasureCommand.DeferErasure;
import org.parvis.crm.erasure.ErasureCommand.RequestErasure;
import org.parvis.crm.erasure.ErasureCommand.ResumeErasure;
import org.parvis.identity.rights.Action;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people do with erasures, the same from a page and from a program. */
@Component
class ErasureDesk {

    /** What the law gives. */
    static final Duration USUAL_TIME = Duration.ofDays(30);

    private final Access access;
    private final Commands commands;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final Clock clock;

    ErasureDesk(Access access, Commands commands, Erasures erasures, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.commands = commands;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The brands whose erasures the current member may see. */
    Brands visible() {
        var ids = new HashSet<>(access.brands(Action.REQUEST_ERASURE).ids());
        ids.addAll(access.brands(Action.DECIDE_ERASURE).ids());
        if (ids.isEmpty()) {
            access.requireAnywhere(Action.REQUEST_ERASURE);
        }
        return new Brands(ids);
    }

    Erasures.Row find(String id) {
        return erasures.find(id)
                .filter(row -> visible().contains(row.brandId()))
                .orElseThrow(() -> new NotFound("erasure", id));
    }

    /** Asked before a form is read: who may not ask is not told what is wrong with their words. */
    void requireRequest(String brandId) {
        access.require(Action.REQUEST_ERASURE, brandId);
    }

    Erasures.Row request(
            String id, String brandId, List<String> personIds, ErasureGround ground, @Nullable Instant dueAt) {
        Ids.requireValid(id);
        requireRequest(brandId);
        // Each is looked up, so a number that the rule refuses does not come so far.
        if (personIds.size() <= Erasure.MOST_PERSONS) {
            for (var person : personIds) {
                if (!isKnown(brandId, person)) {
                    throw new InvalidInput("persons", "person-unknown", person);
                }
            }
        }
        var due = dueAt == null ? clock.instant().plus(USUAL_TIME) : dueAt;
        commands.send(new RequestErasure(id, brandId, personIds, ground, due));
        await(id, row -> true);
        return erasures.find(id).orElseThrow(() -> new NotFound("erasure", id));
    }

    void approve(String id) {
        var brand = requireDecision(id);
        commands.send(new ApproveErasure(id, brand));
        await(id, row -> !row.isOpen());
    }

    void decline(String id, HoldGround ground) {
        var brand = requireDecision(id);
        commands.send(new DeclineErasure(id, brand, ground));
        await(id, row -> row.state() == Erasures.State.DECLINED);
    }

    void defer(String id, HoldGround ground, Instant until) {
        var brand = requireDecision(id);
        commands.send(new DeferErasure(id, brand, ground, until));
        await(id, row -> row.state() == Erasures.State.DEFERRED);
    }

    void resume(String id) {
        var brand = requireDecision(id);
        commands.send(new ResumeErasure(id, brand));
        await(id, row -> row.state() == Erasures.State.REQUESTED);
    }

    /** @return the brand */
    String requireDecision(String id) {
        var row = find(id);
        access.require(Action.DECIDE_ERASURE, row.brandId(), null, "erasure:" + id);
        return row.brandId();
    }

    private void await(String id, Predicate<Erasures.Row> reached) {
        Shown.soon(() -> erasures.find(id).filter(reached).isPresent());
    }

    private boolean isKnown(String brandId, String personId) {
        return jdbc.sql("select exists (select 1 from person where brand_id = ? and person_id = ?)")
                .params(brandId, personId)
                .query(Boolean.class)
                .single();
    }
}
