package org.parvis.listening.api;

/** A person said which story a message belongs to; one of its own when it was taken out. From then on it stays there. */
public record MentionPlacedInStory(String mentionId, String brandId, String storyId) implements StoryEvent {}
