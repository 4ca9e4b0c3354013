package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.parvis.identity.session.SessionDesk;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** The gateway took back a refresh token: somebody signed out. */
final class SignedOut implements AuthenticationSuccessHandler {

    private final OAuth2AuthorizationService authorizations;
    private final SessionDesk sessions;

    SignedOut(OAuth2AuthorizationService authorizations, SessionDesk sessions) {
        this.authorizations = authorizations;
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        var revoked = (OAuth2TokenRevocationAuthenticationToken) authentication;
        var authorization = authorizations.findByToken(revoked.getToken(), OAuth2TokenType.REFRESH_TOKEN);
        if (authorization != null) {
            sessions.signedOut(authorization.getId());
        }
        response.setStatus(HttpServletResponse.SC_OK);
    }
}
