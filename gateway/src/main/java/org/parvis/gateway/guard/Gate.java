package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Asking;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.issuer.IssuerUnavailable;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.script.PersonalTokens;
import org.parvis.gateway.session.FreshTokens;
import org.parvis.gateway.session.SessionOver;
import org.parvis.gateway.session.Sessions;
import org.parvis.gateway.signin.SignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody through to a service without an access token of identity. People are led to the sign-in; programs and the scripts of a page
 * are told, because they cannot follow there.
 */
final class Gate extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Pattern SIGNED_TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final FreshTokens fresh;
    private final PersonalTokens personal;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Answers answers;

    Gate(FreshTokens fresh, PersonalTokens personal, Sessions sessions, SignIn signIn, Answers answers) {
        this.fresh = fresh;
        this.personal = personal;
        this.sessions = sessions;
        this.signIn = signIn;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var destination = Destination.of(request);
        var isGuarded = destination instanceof Destination.Behind || destination == Destination.Own.START;
        if (!isGuarded || admit(request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return switch (Caller.of(request)) {
                case Caller.Browser browser -> {
                    var session = browser.session();
                    yield give(request, new Caller.Pass(fresh.accessToken(session), session.csrfToken()));
                }
                case Caller.Program program -> {
                    var token = accessToken(program.bearer());
                    if (token.isEmpty()) {
                        answers.give(
                                request,
                                response,
                                Problem.of(401, "TOKEN_REFUSED").challenging("Bearer error=\"invalid_token\""));
                        yield false;
                    }
                    yield give(request, new Caller.Pass(token.get(), null));
                }
                case Caller.Stranger stranger -> {
                    turnAway(request, response);
                    yield false;
                }
            };
        } catch (SessionOver e) {
            sessions.forget(response);
            turnAway(request, response);
        } catch (IssuerUnavailable e) {
            LOG.warn("No token for {}: {}", request.getRequestURI(), e.getMessage());
            answers.give(
                    request, response, Problem.of(503, "SIGN_IN_UNAVAILABLE").againAfter(SOON));
        }
        return false;
    }

    private static boolean give(HttpServletRequest request, Caller.Pass pass) {
        request.setAttribute(Caller.Pass.ATTRIBUTE, pass);
        return true;
    }

    /** A signed token is for the services to judge: each of them does, at every request. */
    private Optional<String> accessToken(String bearer) {
        if (PersonalTokens.isOne(bearer)) {
            return personal.accessToken(bearer);
        }
        return SIGNED_TOKEN.matcher(bearer).matches() ? Optional.of(bearer) : Optional.empty();
    }

    private void turnAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Asking.isVisit(request)) {
            signIn.begin(request, response);
        } else {
            var problem = Problem.of(401, "UNAUTHENTICATED").offering(Problem.Way.SIGN_IN);
            answers.give(request, response, problem.challenging("Bearer"));
        }
    }
}
