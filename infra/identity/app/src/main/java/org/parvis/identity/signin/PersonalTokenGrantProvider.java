package org.parvis.identity.signin;

import java.time.Clock;
import java.util.Objects;
import org.parvis.identity.token.TokenDesk;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Gives an access token for a personal access token that still counts. Nothing is stored: the next one is asked for in a moment. */
final class PersonalTokenGrantProvider implements AuthenticationProvider {

    private final TokenDesk tokens;
    private final OAuth2TokenGenerator<? extends OAuth2Token> generator;
    private final Clock clock;

    PersonalTokenGrantProvider(TokenDesk tokens, OAuth2TokenGenerator<? extends OAuth2Token> generator, Clock clock) {
        this.tokens = tokens;
        this.generator = generator;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (PersonalTokenGrant) authentication;
        if (!(grant.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
                || !client.isAuthenticated()
                || client.getRegisteredClient() == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        var shown = grant.token();
        var owner = shown == null ? null : tokens.owner(shown).orElse(null);
        if (owner == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        var registered = Objects.requireNonNull(client.getRegisteredClient());
        var generated = generator.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(registered)
                .principal(SignInContext.authentication(owner.memberId(), clock.instant()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .tokenType(OAuth2TokenType.ACCESS_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizationGrant(grant.withFactorShown(owner.factorShownAt()))
                .build());
        if (generated == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.SERVER_ERROR);
        }
        var token = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                generated.getTokenValue(),
                generated.getIssuedAt(),
                generated.getExpiresAt());
        return new OAuth2AccessTokenAuthenticationToken(registered, client, token);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PersonalTokenGrant.class.isAssignableFrom(authentication);
    }
}
