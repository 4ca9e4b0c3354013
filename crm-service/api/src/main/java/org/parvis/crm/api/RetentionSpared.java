package org.parvis.crm.api;

/** Between the choice and the act something happened, so this person is not forgotten now. */
public record RetentionSpared(String erasureId, String brandId, String personId, SparedBecause because)
        implements ErasureEvent {}
