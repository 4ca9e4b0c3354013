package org.parvis.identity.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * A member signs in through the company's own service from now on.
 *
 * @param issuer that service
 * @param companyId what it calls the person
 */
public record MemberLinked(
        @Subject String memberId, String issuer, @Protected String companyId) implements MemberEvent {}
