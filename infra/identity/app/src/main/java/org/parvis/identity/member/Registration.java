package org.parvis.identity.member;

/**
 * What came of setting somebody up.
 *
 * @param passwordKept a password was sent, and the member has one already, which stays
 */
public record Registration(boolean isNew, boolean passwordKept) {}
