package org.parvis.identity.factor;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.identity.session.SessionDesk;
import org.springframework.stereotype.Component;

/** What an access token says of the second factor: nothing when none is demanded, otherwise that it is, and until when one counts. */
@Component
public final class StepUpClaims {

    private final Factors factors;
    private final FactorRoles roles;
    private final SessionDesk sessions;
    private final FactorSettings settings;

    StepUpClaims(Factors factors, FactorRoles roles, SessionDesk sessions, FactorSettings settings) {
        this.factors = factors;
        this.roles = roles;
        this.sessions = sessions;
        this.settings = settings;
    }

    /**
     * @param sessionId null for the token of a program
     * @param held the roles the member holds now
     */
    public Map<String, String> of(String memberId, @Nullable String sessionId, Collection<Role> held) {
        if (factors.since(memberId).isEmpty() && Collections.disjoint(roles.demanded(), held)) {
            return Map.of();
        }
        var claims = new LinkedHashMap<String, String>();
        claims.put("step_up", "DEMANDED");
        if (sessionId != null) {
            sessions.factorShownAt(sessionId)
                    .ifPresent(at ->
                            claims.put("step_up_until", at.plus(settings.life()).toString()));
        }
        return claims;
    }
}
