package org.parvis.crm.api;

/** Every service has forgotten every id of the person. */
public record ErasureFinished(String erasureId, String brandId, int persons, int rows) implements ErasureEvent {}
