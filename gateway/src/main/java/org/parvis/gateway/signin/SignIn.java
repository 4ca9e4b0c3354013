package org.parvis.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Asking;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.issuer.Issuer;
import org.parvis.gateway.issuer.IssuerUnavailable;
import org.parvis.gateway.issuer.TokenRefused;
import org.parvis.gateway.session.BrowserCookies;
import org.parvis.gateway.session.Sessions;
import org.parvis.privacy.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/** Sends a browser to identity, and opens a session when it comes back with a code. */
@Component
public final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_=-]{16,200}");
    private static final int LONGEST_CODE = 2_000;
    private static final int LONGEST_TARGET = 1_500;
    private static final int ENOUGH_TO_TELL_APART = 12;

    private final OAuth2AuthorizationRequestResolver requests;
    private final ClientRegistration identity;
    private final IdTokens idTokens;
    private final Issuer issuer;
    private final Sessions sessions;
    private final BrowserCookies cookies;
    private final KeyRing keys;
    private final Answers answers;
    private final Clock clock;

    SignIn(
            OAuth2AuthorizationRequestResolver requests,
            ClientRegistration identity,
            IdTokens idTokens,
            Issuer issuer,
            Sessions sessions,
            BrowserCookies cookies,
            KeyRing keys,
            Answers answers,
            Clock clock) {
        this.requests = requests;
        this.identity = identity;
        this.idTokens = idTokens;
        this.issuer = issuer;
        this.sessions = sessions;
        this.cookies = cookies;
        this.keys = keys;
        this.answers = answers;
        this.clock = clock;
    }

    /** Sends the browser away to sign in; it will come back to the page it asked for. */
    public void begin(HttpServletRequest request, HttpServletResponse response) {
        var authorization = Objects.requireNonNull(requests.resolve(request, IdentityClient.ID));
        var state = Objects.requireNonNull(authorization.getState());
        String verifier = Objects.requireNonNull(authorization.getAttribute(PkceParameterNames.CODE_VERIFIER));
        var nonce =
                Objects.requireNonNull(authorization.getAdditionalParameters().get(OidcParameterNames.NONCE));
        var underway = new Underway(
                state,
                nonce.toString(),
                verifier,
                target(request),
                clock.instant().plus(LIFE));
        cookies.give(response, cookieName(state), underway.seal(keys), LIFE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", authorization.getAuthorizationRequestUri());
        response.setStatus(HttpServletResponse.SC_FOUND);
    }

    /** What identity sends back: a code to redeem, or why there is none. */
    public void finish(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var state = request.getParameter("state");
        var code = request.getParameter("code");
        var found = underway(request, state);
        if (found.isEmpty()) {
            startOver(request, response);
            return;
        }
        var underway = found.get();
        cookies.takeBack(response, cookieName(underway.state()));
        if (code == null || code.length() > LONGEST_CODE) {
            LOG.info("Identity ended a sign-in without a code: {}", plain(request.getParameter("error")));
            answers.give(request, response, Problem.of(401, "SIGN_IN_REFUSED").offering(Problem.Way.SIGN_IN));
            return;
        }
        try {
            var tokens = issuer.redeem(code, underway.verifier(), Objects.requireNonNull(identity.getRedirectUri()));
            var person = idTokens.read(tokens.id(), underway.nonce());
            sessions.open(request, response, person.memberId(), person.language(), person.sid(), tokens);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Location", underway.target());
            response.setStatus(HttpServletResponse.SC_FOUND);
        } catch (TokenRefused e) {
            LOG.warn("A sign-in was refused: {}", e.getMessage());
            answers.give(request, response, Problem.of(401, "SIGN_IN_REFUSED").offering(Problem.Way.SIGN_IN));
        } catch (IssuerUnavailable e) {
            LOG.warn("A sign-in could not be ended: {}", e.getMessage());
            answers.give(
                    request,
                    response,
                    Problem.of(503, "SIGN_IN_UNAVAILABLE")
                            .againAfter(Duration.ofSeconds(5))
                            .offering(Problem.Way.SIGN_IN));
        }
    }

    /** An answer without its question: an old tab, a page gone back to, or a browser that keeps none of our cookies. */
    private void startOver(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (sessions.find(request).isPresent()) {
            response.setHeader("Location", "/");
            response.setStatus(HttpServletResponse.SC_FOUND);
            return;
        }
        var keepsCookies = request.getHeader("Cookie") != null;
        answers.give(
                request,
                response,
                Problem.of(400, keepsCookies ? "SIGN_IN_TOO_OLD" : "NO_COOKIES").offering(Problem.Way.SIGN_IN));
    }

    private Optional<Underway> underway(HttpServletRequest request, @Nullable String state) {
        if (state == null || !STATE.matcher(state).matches()) {
            return Optional.empty();
        }
        var cookie = cookies.value(request, cookieName(state));
        return cookie == null
                ? Optional.empty()
                : Underway.open(keys, cookie)
                        .filter(underway -> clock.instant().isBefore(underway.until()))
                        .filter(underway -> MessageDigest.isEqual(
                                underway.state().getBytes(StandardCharsets.UTF_8),
                                state.getBytes(StandardCharsets.UTF_8)));
    }

    /** Each sign-in has a cookie of its own: several tabs may be on their way at once. */
    private static String cookieName(String state) {
        return "parvis-in-" + state.replaceAll("[^A-Za-z0-9]", "").substring(0, ENOUGH_TO_TELL_APART);
    }

    private static String target(HttpServletRequest request) {
        var query = request.getQueryString();
        var target = request.getRequestURI() + (query == null ? "" : "?" + query);
        return Asking.isReading(request) && target.length() <= LONGEST_TARGET ? target : "/";
    }

    private static String plain(@Nullable String error) {
        return error != null && error.matches("[a-z_]{1,64}") ? error : "no reason";
    }
}
