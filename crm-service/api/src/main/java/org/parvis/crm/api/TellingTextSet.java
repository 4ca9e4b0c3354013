package org.parvis.crm.api;

/**
 * The words a brand begins with when it tells authors back in a language. {@code {name}}, {@code {summary}} and {@code {words}} stand
 * for the author, the suggestion and what the product manager wrote.
 */
public record TellingTextSet(String brandId, Telling telling, String language, String text)
        implements BrandSettingsEvent {}
