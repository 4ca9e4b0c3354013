package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.token.PersonalToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Recognises token requests that show a personal access token. */
final class PersonalTokenGrantConverter implements AuthenticationConverter {

    static final String TOKEN_TYPE = "urn:parvis:token-type:personal-access-token";

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!AuthorizationGrantType.TOKEN_EXCHANGE
                        .getValue()
                        .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))
                || !TOKEN_TYPE.equals(request.getParameter(OAuth2ParameterNames.SUBJECT_TOKEN_TYPE))) {
            return null;
        }
        var client = Objects.requireNonNull(
                SecurityContextHolder.getContext().getAuthentication(),
                "the token endpoint authenticates clients first");
        var token = PersonalToken.of(request.getParameter(OAuth2ParameterNames.SUBJECT_TOKEN));
        return new PersonalTokenGrant(client, token.orElse(null));
    }
}
