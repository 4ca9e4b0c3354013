package org.parvis.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.session.Sessions;
import org.parvis.web.Preferences;
import org.springframework.stereotype.Component;

/** Ends a session everywhere: here, at identity, in the browser. Somebody who is signed out already sees the same page. */
@Component
public final class SignOut {

    private final Sessions sessions;

    SignOut(Sessions sessions) {
        this.sessions = sessions;
    }

    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.find(request)
                .ifPresentOrElse(session -> sessions.end(session, response), () -> sessions.forget(response));
        Preferences.forget(response);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", Destination.SIGNED_OUT);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }
}
