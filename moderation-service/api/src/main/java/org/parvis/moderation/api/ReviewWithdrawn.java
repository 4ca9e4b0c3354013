package org.parvis.moderation.api;

/** The draft changed or was cancelled: there is nothing to judge any more. */
public record ReviewWithdrawn(String reviewId, String brandId, String reason) implements ReviewEvent {}
