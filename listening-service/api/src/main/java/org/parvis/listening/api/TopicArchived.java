package org.parvis.listening.api;

/** A standing query stopped collecting. */
public record TopicArchived(String topicId, String brandId) implements TopicEvent {}
