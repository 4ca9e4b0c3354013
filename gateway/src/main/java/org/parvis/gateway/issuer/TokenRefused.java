package org.parvis.gateway.issuer;

/** Identity does not honour what was shown: it is over, taken back, or never was. */
public final class TokenRefused extends RuntimeException {

    public TokenRefused(String reason) {
        super(reason);
    }
}
