package org.parvis.gateway.script;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.parvis.gateway.issuer.Issuer;
import org.parvis.gateway.issuer.TokenRefused;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.stereotype.Component;

/**
 * Turns the personal access token of a program into an access token, and remembers it for a moment: soon after a token was taken back it
 * opens nothing any more.
 */
@Component
public final class PersonalTokens {

    private static final String PREFIX = "pvs_";
    private static final int AT_MOST = 10_000;

    private final Issuer issuer;
    private final Cache<String, Optional<String>> known;

    PersonalTokens(Issuer issuer, GatewaySettings settings) {
        this.issuer = issuer;
        this.known = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(settings.rememberTokens())
                // Not in the common pool: there the cache waits for whoever asks identity, and the answer waits for
                // the pool.
                .executor(Runnable::run)
                .build();
    }

    public static boolean isOne(String bearer) {
        return bearer.startsWith(PREFIX);
    }

    /** Whether this token was good a moment ago, so that looking at it again costs nothing. */
    public boolean isKnown(String token) {
        var found = known.getIfPresent(fingerprint(token));
        return found != null && found.isPresent();
    }

    /**
     * The access token; empty when the personal one counts no longer or never did.
     *
     * @throws org.parvis.gateway.issuer.IssuerUnavailable when identity does not answer
     */
    public Optional<String> accessToken(String token) {
        return known.get(fingerprint(token), key -> {
            try {
                return Optional.of(issuer.exchange(token));
            } catch (TokenRefused e) {
                return Optional.empty();
            }
        });
    }

    /** Somebody's tokens ended: all are asked about again. */
    public void forget() {
        known.invalidateAll();
    }

    /** Names a token without being one. */
    public static String fingerprint(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not usable in this Java runtime", e);
        }
    }
}
