package org.parvis.crm.api;

import org.jspecify.annotations.Nullable;

/** Who looks after the relation now, and who stands in; an owner is missing only when both have left. */
public record RelationHandedOver(
        String relationId,
        String brandId,
        String personId,
        @Nullable String ownerId,
        @Nullable String backupId) implements RelationEvent {}
