package org.parvis.listening.api;

/**
 * A message tells what was told before.
 *
 * @param likeMentionId the message of that story it is most like
 * @param degree how much, up to 1
 */
public record MentionJoinedStory(
        String mentionId, String brandId, String storyId, String likeMentionId, StoryLikeness likeness, double degree)
        implements StoryEvent {}
