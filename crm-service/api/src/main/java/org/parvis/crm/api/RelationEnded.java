package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Nobody cultivates it any more; it may begin again. */
public record RelationEnded(
        String relationId,
        String brandId,
        @Subject String personId,
        @Protected String reason) implements RelationEvent {}
