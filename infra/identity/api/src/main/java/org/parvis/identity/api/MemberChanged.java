package org.parvis.identity.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A member was described anew. */
public record MemberChanged(
        @Subject String memberId,
        @Protected String name,
        @Protected String email,
        String language,
        String zone) implements MemberEvent {}
