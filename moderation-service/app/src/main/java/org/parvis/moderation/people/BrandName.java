package org.parvis.moderation.people;

/** A brand as people call it. */
public record BrandName(String brandId, String name) {}
