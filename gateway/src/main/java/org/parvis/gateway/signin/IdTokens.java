package org.parvis.gateway.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.issuer.IssuerUnavailable;
import org.parvis.gateway.issuer.TokenRefused;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Reads who signed in from an ID token that identity made for this very sign-in. */
final class IdTokens {

    private final JwtDecoder decoder;

    IdTokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param sid what identity calls this sign-in */
    record Person(String memberId, String language, String sid) {}

    Person read(@Nullable String token, String nonce) {
        if (token == null) {
            throw new TokenRefused("no ID token");
        }
        try {
            var id = decoder.decode(token);
            var shown = Objects.requireNonNullElse(id.getClaimAsString("nonce"), "");
            if (!MessageDigest.isEqual(
                    shown.getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8))) {
                throw new TokenRefused("the ID token is of another sign-in");
            }
            return new Person(
                    Objects.requireNonNull(id.getSubject(), "an ID token names its member"),
                    Objects.requireNonNullElse(id.getClaimAsString("locale"), ""),
                    Objects.requireNonNullElse(id.getClaimAsString("sid"), ""));
        } catch (BadJwtException e) {
            throw new TokenRefused("the ID token does not hold: " + e.getMessage());
        } catch (JwtException e) {
            throw new IssuerUnavailable("The keys of identity cannot be read", e);
        }
    }
}
