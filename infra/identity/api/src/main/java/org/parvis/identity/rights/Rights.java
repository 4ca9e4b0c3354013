package org.parvis.identity.rights;

import static org.parvis.identity.rights.Action.*;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;

/** The one table of rights: what each role may do. Everything that is not listed is refused. */
public final class Rights {

    /** What reaches all of a brand: a right on single channels of it does not allow these. */
    private static final Set<Action> OF_WHOLE_BRAND = EnumSet.of(
            MANAGE_TOPICS,
            MANAGE_SOURCES,
            MANAGE_ROTA,
            MANAGE_POLICY,
            ADOPT_POLICY,
            MANAGE_PRODUCT_LINES,
            REQUEST_ERASURE,
            DECIDE_ERASURE,
            EXPORT_PERSON,
            MANAGE_MEMBERS,
            CONFIRM_GRANT,
            OPERATE);

    /** What is of a brand and no channel, and yet for whoever works on any channel of it: its messages and conversations. */
    private static final Set<Action> SHARED = EnumSet.of(
            READ_MENTIONS,
            CORRECT_MENTION,
            READ_INBOX,
            WORK_INBOX,
            ESCALATE,
            ACKNOWLEDGE,
            READ_SUGGESTIONS,
            RAISE_SUGGESTION,
            DECIDE_SUGGESTION,
            READ_REPORTS,
            READ_MEMBERS);

    private Rights() {}

    /** All that a role allows. */
    public static Set<Action> of(Role role) {
        return switch (role) {
            case COMMUNITY_MANAGER ->
                EnumSet.of(
                        READ_MENTIONS,
                        CORRECT_MENTION,
                        READ_INBOX,
                        WORK_INBOX,
                        DRAFT,
                        HOLD,
                        STOP,
                        LIFT_STOP,
                        ESCALATE,
                        ACKNOWLEDGE,
                        READ_SUGGESTIONS,
                        RAISE_SUGGESTION,
                        REQUEST_ERASURE,
                        READ_OWN_RECORD,
                        READ_REPORTS,
                        READ_MEMBERS);
            case EMPLOYEE -> EnumSet.of(READ_INBOX, DRAFT, STOP, ESCALATE, RAISE_SUGGESTION, READ_MEMBERS);
            case LEAD ->
                EnumSet.of(
                        READ_MENTIONS,
                        CORRECT_MENTION,
                        MANAGE_TOPICS,
                        READ_INBOX,
                        WORK_INBOX,
                        DRAFT,
                        HOLD,
                        APPROVE,
                        SEND_AGAIN,
                        STOP,
                        LIFT_STOP,
                        ESCALATE,
                        ACKNOWLEDGE,
                        MANAGE_ROTA,
                        MANAGE_POLICY,
                        READ_SUGGESTIONS,
                        RAISE_SUGGESTION,
                        REQUEST_ERASURE,
                        READ_RECORD,
                        READ_REPORTS,
                        READ_MEMBERS);
            case PRODUCT_MANAGER ->
                EnumSet.of(READ_SUGGESTIONS, DECIDE_SUGGESTION, READ_REPORTS, ESCALATE, ACKNOWLEDGE, READ_MEMBERS);
            case AGENCY -> EnumSet.of(READ_MENTIONS, READ_INBOX, DRAFT, ESCALATE, RAISE_SUGGESTION, READ_MEMBERS);
            case AUDITOR ->
                EnumSet.of(
                        READ_AUDIT,
                        READ_MENTIONS,
                        READ_INBOX,
                        READ_SUGGESTIONS,
                        DECIDE_ERASURE,
                        ADOPT_POLICY,
                        CONFIRM_GRANT,
                        EXPORT_PERSON,
                        READ_REPORTS,
                        READ_MEMBERS,
                        STOP,
                        LIFT_STOP);
            case ADMIN ->
                EnumSet.of(
                        MANAGE_MEMBERS,
                        CONFIRM_GRANT,
                        READ_MEMBERS,
                        MANAGE_CHANNELS,
                        MANAGE_SOURCES,
                        MANAGE_TOPICS,
                        MANAGE_ROTA,
                        MANAGE_POLICY,
                        MANAGE_PRODUCT_LINES,
                        STOP,
                        LIFT_STOP,
                        OPERATE,
                        READ_REPORTS);
        };
    }

    /** Whether a grant allows something on what it names: its brand, or its channel. */
    public static boolean allows(Grant grant, Action action) {
        return of(grant.role()).contains(action) && (grant.channelId() == null || !OF_WHOLE_BRAND.contains(action));
    }

    /** The same for a brand as a whole, of which a right on one channel allows no more than what all share. */
    static boolean allowsOnWhole(Grant grant, Action action) {
        return of(grant.role()).contains(action) && (grant.channelId() == null || SHARED.contains(action));
    }

    /** Says yes or no, and which grant decided; {@code channelId} null asks for the brand as a whole. */
    public static Verdict decide(
            Collection<Grant> grants, Action action, String brandId, @Nullable String channelId, Instant now) {
        Grant expired = null;
        Grant elsewhere = null;
        for (var grant : grants) {
            if (!of(grant.role()).contains(action)) {
                continue;
            }
            var isAllowed = channelId == null ? allowsOnWhole(grant, action) : allows(grant, action);
            if (!grant.covers(brandId, channelId) || !isAllowed) {
                elsewhere = grant;
            } else if (!grant.holdsAt(now)) {
                expired = grant;
            } else {
                return new Verdict(true, Verdict.Because.GRANTED, grant);
            }
        }
        if (expired != null) {
            return new Verdict(false, Verdict.Because.EXPIRED, expired);
        }
        return elsewhere != null
                ? new Verdict(false, Verdict.Because.OTHER_SCOPE, elsewhere)
                : new Verdict(false, Verdict.Because.NO_GRANT, null);
    }
}
