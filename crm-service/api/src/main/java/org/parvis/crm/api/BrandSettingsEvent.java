package org.parvis.crm.api;

/** All that a brand settles about how it answers. */
public sealed interface BrandSettingsEvent permits AnswerTargetSet, TellingTextSet {

    String brandId();
}
