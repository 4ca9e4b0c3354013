package org.parvis.listening.lesson;

import java.util.Map;
import org.parvis.axon.Refused;

/** What a brand's own reading refuses. */
final class LessonRefused extends Refused {

    enum Reason {
        /** Somebody else made a version meanwhile. */
        READING_MOVED_ON(Category.CONFLICT),
        READING_UNKNOWN(Category.NOT_FOUND),
        /** It adds to a shipped reading that this program has no more. */
        READING_OF_ANOTHER_PROGRAM(Category.CONFLICT),
        TOO_LITTLE_SAID(Category.CONFLICT);

        private final Category category;

        Reason(Category category) {
            this.category = category;
        }
    }

    LessonRefused(Reason reason, String brandId, Map<String, Object> details) {
        super(reason.category, reason, "brand:" + brandId, details);
    }
}
