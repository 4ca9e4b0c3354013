package org.parvis.moderation.api;

import java.util.Map;

/** A versioned rule of conduct that decisions cite; title and text by language. */
public record GuidelinePublished(
        String guidelineId, String brandId, int version, Map<String, String> title, Map<String, String> text)
        implements GuidelineEvent {

    public GuidelinePublished {
        title = Map.copyOf(title);
        text = Map.copyOf(text);
    }
}
