package org.parvis.crm.api;

/** The hold is lifted; it waits for a decision again. */
public record ErasureResumed(String erasureId, String brandId, String memberId) implements ErasureEvent {}
