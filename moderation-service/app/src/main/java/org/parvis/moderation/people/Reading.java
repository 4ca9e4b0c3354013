package org.parvis.moderation.people;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Scope;
import org.parvis.identity.rights.Action;
import org.springframework.stereotype.Component;

/**
 * Who may read what. Several rights open the same page: whoever writes must be able to read the rules, whoever audits must see what was
 * decided.
 */
@Component
public class Reading {

    private static final Action[] RULES = {Action.DRAFT, Action.APPROVE, Action.MANAGE_POLICY, Action.READ_AUDIT};
    private static final Action[] REVIEWS = {Action.APPROVE, Action.DRAFT, Action.READ_AUDIT};
    private static final Action[] ESCALATIONS = {Action.ACKNOWLEDGE, Action.ESCALATE, Action.READ_AUDIT};
    private static final Action[] ROTAS = {Action.MANAGE_ROTA, Action.ACKNOWLEDGE, Action.ESCALATE, Action.READ_AUDIT};

    private final Access access;

    Reading(Access access) {
        this.access = access;
    }

    public Scope rules() {
        return scope(RULES);
    }

    public Scope reviews() {
        return scope(REVIEWS);
    }

    public Scope escalations() {
        return scope(ESCALATIONS);
    }

    public Scope rotas() {
        return scope(ROTAS);
    }

    /** The brands and channels on which the current member may do something. */
    public Scope scope(Action... actions) {
        return access.scope(actions);
    }

    public void requireRules(String brandId) {
        requireRules(brandId, "brand:" + brandId);
    }

    public void requireRules(String brandId, String subject) {
        require(brandId, null, subject, RULES);
    }

    public void requireReview(String brandId, String channelId, String reviewId) {
        require(brandId, channelId, "review:" + reviewId, REVIEWS);
    }

    public void requireEscalations(String brandId) {
        require(brandId, null, "brand:" + brandId, ESCALATIONS);
    }

    public void requireEscalation(String brandId, String escalationId) {
        require(brandId, null, "escalation:" + escalationId, ESCALATIONS);
    }

    public void requireRota(String brandId, String rotaId) {
        require(brandId, null, "rota:" + rotaId, ROTAS);
    }

    /** What is of the brand is read by whoever works on any channel of it: the rules hold there too. */
    private void require(String brandId, @Nullable String channelId, String subject, Action... actions) {
        var scope = access.scope(actions);
        if (channelId == null ? !scope.coversBrand(brandId) : !scope.covers(brandId, channelId)) {
            access.require(actions[0], brandId, channelId, subject);
        }
    }
}
