package org.parvis.listening.story;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refused.Category;
import org.parvis.listening.api.StoryMerged;
import org.parvis.listening.api.StoryParted;
import org.parvis.listening.story.StoryCommand.MergeStory;
import org.parvis.listening.story.StoryCommand.PartStory;
import org.parvis.listening.story.StoryRefused.Reason;

/** Which stories of a brand people made one. One book for the brand, so that no two who merge at once make a circle. */
final class StoryBook {

    @AggregateIdentifier
    private @Nullable String brandId;

    private final Map<String, String> merged = new HashMap<>();

    StoryBook() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(MergeStory c) {
        var into = told(c.intoStoryId());
        if (told(c.storyId()).equals(into)) {
            throw new StoryRefused(Category.CONFLICT, Reason.STORIES_ARE_ONE, c.storyId());
        }
        if (merged.containsKey(c.storyId())) {
            throw new StoryRefused(Category.CONFLICT, Reason.STORY_IS_MERGED, c.storyId());
        }
        apply(new StoryMerged(c.storyId(), c.brandId(), into));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PartStory c) {
        if (!merged.containsKey(c.storyId())) {
            throw new StoryRefused(Category.CONFLICT, Reason.STORY_IS_NOT_MERGED, c.storyId());
        }
        apply(new StoryParted(c.storyId(), c.brandId()));
    }

    /** The story in which this one is told by now. */
    private String told(String storyId) {
        var told = storyId;
        for (var into = merged.get(told); into != null; into = merged.get(told)) {
            told = into;
        }
        return told;
    }

    @EventSourcingHandler
    void evolve(StoryMerged event) {
        brandId = event.brandId();
        merged.put(event.storyId(), event.intoStoryId());
    }

    @EventSourcingHandler
    void evolve(StoryParted event) {
        brandId = event.brandId();
        merged.remove(event.storyId());
    }
}
