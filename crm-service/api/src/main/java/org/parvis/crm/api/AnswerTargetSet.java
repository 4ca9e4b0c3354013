package org.parvis.crm.api;

/** Within how many minutes a brand means to answer, from now on. */
public record AnswerTargetSet(String brandId, int minutes) implements BrandSettingsEvent {}
