package org.parvis.listening.api;

/** A person said that two stories are one; what joins the first from now on is told in the second. */
public record StoryMerged(String storyId, String brandId, String intoStoryId) implements StoryEvent {}
