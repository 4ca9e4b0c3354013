package org.parvis.identity.signin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.token.PersonalToken;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The gateway shows a personal access token and asks for an access token in return (RFC 8693). */
final class PersonalTokenGrant extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Authentication client;
    private final transient @Nullable PersonalToken token;
    private final @Nullable Instant factorShownAt;

    /** @param token null when what was shown is none of ours */
    PersonalTokenGrant(Authentication client, @Nullable PersonalToken token) {
        this(client, token, null);
    }

    private PersonalTokenGrant(Authentication client, @Nullable PersonalToken token, @Nullable Instant factorShownAt) {
        super(List.of());
        this.client = client;
        this.token = token;
        this.factorShownAt = factorShownAt;
    }

    /** The same for a token for which the second factor was shown then; null when it was not. */
    PersonalTokenGrant withFactorShown(@Nullable Instant at) {
        return new PersonalTokenGrant(client, token, at);
    }

    @Nullable
    Instant factorShownAt() {
        return factorShownAt;
    }

    @Nullable
    PersonalToken token() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return client;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
