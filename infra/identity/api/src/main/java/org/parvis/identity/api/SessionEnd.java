package org.parvis.identity.api;

/** Why a session was ended before its time. */
public enum SessionEnd {
    /** The member signed out there. */
    SIGNED_OUT,
    /** From the list of sessions, by the member or an administrator. */
    REVOKED,
    PASSWORD_CHANGED,
    /** The member left the house. */
    LEFT,
    /** The company's own sign-in service said so. */
    SIGNED_OUT_AT_COMPANY
}
