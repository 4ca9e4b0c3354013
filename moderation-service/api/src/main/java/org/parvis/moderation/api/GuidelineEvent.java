package org.parvis.moderation.api;

/** All that happens to a guideline. */
public sealed interface GuidelineEvent permits GuidelinePublished, GuidelineWithdrawn {

    String guidelineId();

    String brandId();
}
