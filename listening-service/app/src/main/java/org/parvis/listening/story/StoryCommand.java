package org.parvis.listening.story;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.listening.api.StoryLikeness;

/** What can happen to stories. */
sealed interface StoryCommand {

    String brandId();

    /** A message was found to tell what was told before. */
    record JoinStory(
            @TargetAggregateIdentifier String mentionId,
            String brandId,
            String storyId,
            String likeMentionId,
            StoryLikeness likeness,
            double degree)
            implements StoryCommand {}

    /** A person knows better. */
    record PlaceInStory(@TargetAggregateIdentifier String mentionId, String brandId, String storyId)
            implements StoryCommand {}

    /** Two stories are one. */
    record MergeStory(@TargetAggregateIdentifier String brandId, String storyId, String intoStoryId)
            implements StoryCommand {}

    /** They are two after all. */
    record PartStory(@TargetAggregateIdentifier String brandId, String storyId) implements StoryCommand {}
}
