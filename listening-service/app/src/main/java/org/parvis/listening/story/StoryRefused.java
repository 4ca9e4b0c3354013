package org.parvis.listening.story;

import org.parvis.axon.Refused;

/** What stories refuse. */
final class StoryRefused extends Refused {

    enum Reason {
        STORIES_ARE_ONE,
        STORY_IS_MERGED,
        STORY_IS_NOT_MERGED
    }

    StoryRefused(Category category, Reason reason, String storyId) {
        super(category, reason, "story:" + storyId);
    }
}
