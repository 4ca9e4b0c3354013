package org.parvis.listening.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a topic asks for from now on, whether for the first time or anew. */
public sealed interface TopicDefinition extends TopicEvent permits TopicDefined, TopicRedefined {

    String name();

    TopicSubject subject();

    String query();

    List<String> languages();

    /** Null when nobody judged what it finds. */
    @Nullable
    TopicSample sample();

    /** So many messages it takes in a day of the brand at most; null when it takes all. */
    @Nullable
    Integer dailyBudget();
}
