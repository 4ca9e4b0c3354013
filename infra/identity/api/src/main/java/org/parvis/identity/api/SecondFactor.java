package org.parvis.identity.api;

/** What was shown as second factor. */
public enum SecondFactor {
    /** A code of the moment (RFC 6238). */
    TOTP,
    RECOVERY_CODE
}
