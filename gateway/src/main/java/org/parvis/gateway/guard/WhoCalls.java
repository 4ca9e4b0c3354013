package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.parvis.gateway.answer.ReaderLanguage;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.session.Sessions;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sent a request: a session first, and a token only from somebody without one. */
final class WhoCalls extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";

    private final Sessions sessions;

    WhoCalls(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var destination = Destination.of(request);
        if (destination != Destination.Own.ASSETS && destination != Destination.Own.HEALTH) {
            request.setAttribute(Caller.ATTRIBUTE, caller(request));
        }
        chain.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request) {
        var session = sessions.find(request);
        if (session.isPresent()) {
            ReaderLanguage.isMembers(request, session.get().language());
            return new Caller.Browser(session.get());
        }
        var authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return new Caller.Stranger();
        }
        var isBearer = authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
        // Anything else is no token of ours; it is refused as one that does not count.
        return new Caller.Program(
                isBearer ? authorization.substring(BEARER.length()).strip() : "");
    }
}
