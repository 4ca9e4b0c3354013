package org.parvis.crm.api;

/** What has outlived its time may expire again. */
public record RetentionHoldLifted(String brandId, String deciderId) implements RetentionEvent {}
