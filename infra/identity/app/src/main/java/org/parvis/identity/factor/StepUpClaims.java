package org.parvis.identity.factor;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.springframework.stereotype.Component;

/** What an access token says of the second factor: nothing when none is demanded, otherwise that it is, and until when one counts. */
@Component
public final class StepUpClaims {

    private final Factors factors;
    private final FactorRoles roles;
    private final ShownFactor shown;

    StepUpClaims(Factors factors, FactorRoles roles, ShownFactor shown) {
        this.factors = factors;
        this.roles = roles;
        this.shown = shown;
    }

    /**
     * For a session.
     *
     * @param held the roles the member holds now
     */
    public Map<String, String> of(String memberId, String sessionId, Collection<Role> held) {
        if (!isDemanded(memberId, held)) {
            return Map.of();
        }
        var claims = new LinkedHashMap<String, String>();
        claims.put("step_up", "DEMANDED");
        shown.at(memberId, sessionId)
                .ifPresent(at -> claims.put("step_up_until", shown.until(at).toString()));
        return claims;
    }

    /**
     * For a program, which cannot be asked: its token was made for such acts, by somebody who showed the factor they have now, or was not.
     *
     * @param shownAt when the factor was shown for it; null when none was, or when it was not made for such acts
     * @param held the roles the member holds now
     */
    public Map<String, String> ofProgram(String memberId, @Nullable Instant shownAt, Collection<Role> held) {
        if (!isDemanded(memberId, held)) {
            return Map.of();
        }
        return Map.of("step_up", shownAt != null && shown.counts(memberId, shownAt) ? "MADE_FOR_IT" : "DEMANDED");
    }

    private boolean isDemanded(String memberId, Collection<Role> held) {
        return factors.since(memberId).isPresent() || !Collections.disjoint(roles.demanded(), held);
    }
}
