package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * When somebody is to be spoken to next, in place of what was planned before.
 *
 * @param date a day like {@code 2026-12-24}, where {@code zone} is
 */
public record NextContactPlanned(
        String relationId,
        String brandId,
        @Subject String personId,
        String date,
        String zone,
        @Protected String about) implements RelationEvent {}
