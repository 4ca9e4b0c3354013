package org.parvis.identity.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;

/** The issuer keeps no sessions, so it follows none; Spring's own registry would remember each sign-in for ever. */
final class NoSessions implements SessionRegistry {

    @Override
    public List<Object> getAllPrincipals() {
        return List.of();
    }

    @Override
    public List<SessionInformation> getAllSessions(Object principal, boolean includeExpiredSessions) {
        return List.of();
    }

    @Override
    public @Nullable SessionInformation getSessionInformation(String sessionId) {
        return null;
    }

    @Override
    public void refreshLastRequest(String sessionId) {
        // Nothing to refresh.
    }

    @Override
    public void registerNewSession(String sessionId, Object principal) {
        // Ends with the request.
    }

    @Override
    public void removeSessionInformation(String sessionId) {
        // Nothing to remove.
    }
}
