package org.parvis.moderation.guideline;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Sets a rule of conduct in force; the same text again changes nothing, another text is the next version.
 *
 * @param expectedVersion the version the caller changes; null when the caller does not care
 */
record PublishGuideline(
        @TargetAggregateIdentifier String guidelineId,
        String brandId,
        Map<String, String> title,
        Map<String, String> text,
        @Nullable Long expectedVersion) {

    PublishGuideline {
        title = Map.copyOf(title);
        text = Map.copyOf(text);
    }
}
