package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * Nobody of the house speaks to them unasked before that day.
 *
 * @param until the first day on which they may be spoken to again, like {@code 2026-12-24}, where {@code zone} is
 */
public record ContactBarred(
        String relationId,
        String brandId,
        @Subject String personId,
        String until,
        String zone,
        @Protected String reason)
        implements RelationEvent {}
