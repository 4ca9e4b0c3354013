package org.parvis.listening.alert;

import org.jspecify.annotations.Nullable;

/** What is counted together: a topic of a brand, or all that is said about it. */
record SeriesKey(String brandId, String topic) {

    /** In place of a topic. */
    static final String WHOLE_BRAND = "";

    @Nullable
    String topicId() {
        return topic.isEmpty() ? null : topic;
    }
}
