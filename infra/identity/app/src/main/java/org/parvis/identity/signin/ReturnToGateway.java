package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.parvis.identity.session.SessionDesk;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The end of a sign-in here: back to the gateway with the code, and nothing stays behind. */
final class ReturnToGateway implements AuthenticationSuccessHandler {

    private final SignInCookie cookie;
    private final OAuth2AuthorizationService authorizations;
    private final SessionDesk sessions;

    ReturnToGateway(SignInCookie cookie, OAuth2AuthorizationService authorizations, SessionDesk sessions) {
        this.cookie = cookie;
        this.authorizations = authorizations;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var answer = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(answer.getAuthorizationCode());
        var target = UriComponentsBuilder.fromUriString(Objects.requireNonNull(answer.getRedirectUri()))
                .queryParam(OAuth2ParameterNames.CODE, code.getTokenValue());
        if (answer.getState() != null) {
            target.queryParam(OAuth2ParameterNames.STATE, UriUtils.encode(answer.getState(), StandardCharsets.UTF_8));
        }
        // What the browser says of itself is known here only: the gateway asks for tokens in its own name.
        var authorization = Objects.requireNonNull(
                authorizations.findByToken(code.getTokenValue(), new OAuth2TokenType(OAuth2ParameterNames.CODE)));
        var isIn = cookie.read(request)
                .filter(who -> who.memberId().equals(authorization.getPrincipalName()))
                .filter(who ->
                        sessions.start(authorization.getId(), who.memberId(), who.at(), who.companySession(), request))
                .isPresent();
        cookie.takeBack(response);
        if (!isIn) {
            authorizations.remove(authorization);
            response.sendRedirect(SignInPageController.PATH);
            return;
        }
        // Spring's issuer opens a session to follow OpenID Connect log-outs; ours are the gateway's matter.
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect(target.build(true).toUriString());
    }
}
