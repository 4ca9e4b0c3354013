package org.parvis.gateway.issuer;

/** Identity cannot be asked at the moment. */
public final class IssuerUnavailable extends RuntimeException {

    public IssuerUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
