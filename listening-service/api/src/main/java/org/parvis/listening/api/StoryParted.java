package org.parvis.listening.api;

/** A person took a merging back. */
public record StoryParted(String storyId, String brandId) implements StoryEvent {}
