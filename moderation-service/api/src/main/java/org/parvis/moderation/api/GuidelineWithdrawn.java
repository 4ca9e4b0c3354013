package org.parvis.moderation.api;

/** A guideline can no longer be cited. */
public record GuidelineWithdrawn(String guidelineId, String brandId) implements GuidelineEvent {}
