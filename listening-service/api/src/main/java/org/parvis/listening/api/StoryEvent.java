package org.parvis.listening.api;

/** All that happens to stories: which messages tell the same. A message that joined none is a story of its own, under its own id. */
public sealed interface StoryEvent permits MentionJoinedStory, MentionPlacedInStory, StoryMerged, StoryParted {

    /** The story that something happened to. */
    String storyId();

    String brandId();
}
