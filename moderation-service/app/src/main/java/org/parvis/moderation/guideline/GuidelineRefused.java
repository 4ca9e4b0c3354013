package org.parvis.moderation.guideline;

import java.util.Map;
import org.parvis.axon.Refused;

/** A guideline was not changed. */
final class GuidelineRefused extends Refused {

    GuidelineRefused(GuidelineRefusal reason, String guidelineId, Map<String, Object> details) {
        super(reason.category(), reason, "guideline:" + guidelineId, details);
    }
}
