package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** They may be spoken to again before the day that was set, and why. */
public record ContactBarLifted(
        String relationId,
        String brandId,
        @Subject String personId,
        @Protected String reason) implements RelationEvent {}
