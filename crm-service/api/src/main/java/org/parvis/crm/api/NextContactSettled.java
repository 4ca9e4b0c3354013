package org.parvis.crm.api;

/** The contact that was planned took place, or will not. */
public record NextContactSettled(String relationId, String brandId, String personId, boolean made)
        implements RelationEvent {}
