package org.parvis.crm.api;

/** The open proposal is off. */
public record RetentionDeclined(String brandId, int proposal, String deciderId) implements RetentionEvent {}
