package org.parvis.listening.api;

import org.jspecify.annotations.Nullable;

/**
 * Who looks after a topic from now on: its query, how right it is, what it leaves out. What it asks for is unchanged.
 *
 * @param ownerId a member; null when nobody does, because its owner left
 */
public record TopicAssigned(
        String topicId, String brandId, @Nullable String ownerId) implements TopicEvent {}
