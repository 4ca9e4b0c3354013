package org.parvis.identity.signin;

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
    private final boolean madeForStepUp;

    /** @param token null when what was shown is none of ours */
    PersonalTokenGrant(Authentication client, @Nullable PersonalToken token) {
        this(client, token, false);
    }

    private PersonalTokenGrant(Authentication client, @Nullable PersonalToken token, boolean madeForStepUp) {
        super(List.of());
        this.client = client;
        this.token = token;
        this.madeForStepUp = madeForStepUp;
    }

    /** The same for a token that may do what asks people for their second factor. */
    PersonalTokenGrant forStepUp(boolean made) {
        return new PersonalTokenGrant(client, token, made);
    }

    boolean madeForStepUp() {
        return madeForStepUp;
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
