package org.parvis.crm.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Somebody outside is cultivated from now on, for the first time or again. */
public record RelationBegun(
        String relationId,
        String brandId,
        @Subject String personId,
        RelationStage stage,
        @Protected String reason,
        String ownerId,
        @Nullable String backupId)
        implements RelationEvent {}
