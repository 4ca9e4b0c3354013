package org.parvis.crm.api;

/** The key of this person is destroyed: whatever was encrypted for them can be read by nobody any more. */
public record PersonErased(String erasureId, String brandId, String personId) implements ErasureEvent {}
