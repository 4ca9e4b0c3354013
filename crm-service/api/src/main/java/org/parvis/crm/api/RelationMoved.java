package org.parvis.crm.api;

import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The relation came nearer or further, and why. */
public record RelationMoved(
        String relationId,
        String brandId,
        @Subject String personId,
        RelationStage stage,
        @Protected String reason) implements RelationEvent {}
