package org.parvis.identity.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A person who works here was set up. */
public record MemberRegistered(
        @Subject String memberId,
        @Protected String name,
        @Protected String email,
        String language,
        String zone) implements MemberEvent {}
