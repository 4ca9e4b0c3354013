package org.parvis.listening.story;

import static org.parvis.listening.Refusals.refusedBecause;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.StoryMerged;
import org.parvis.listening.api.StoryParted;
import org.parvis.listening.story.StoryCommand.MergeStory;
import org.parvis.listening.story.StoryCommand.PartStory;

class StoryBookTest {

    private static final String BRAND = "helianthe";

    private final AggregateTestFixture<StoryBook> fixture = new AggregateTestFixture<>(StoryBook.class);

    private static StoryMerged merged(String story, String into) {
        return new StoryMerged(story, BRAND, into);
    }

    @Test
    void tellsAMergedStoryInTheOneThatIsLeft() {
        fixture.given(merged("b", "a")).when(new MergeStory(BRAND, "c", "b")).expectEvents(merged("c", "a"));
    }

    @Test
    void makesNoCircle() {
        fixture.given(merged("b", "a"))
                .when(new MergeStory(BRAND, "a", "b"))
                .expectException(refusedBecause("STORIES_ARE_ONE"));
    }

    @Test
    void mergesAStoryOnceAndPartsItOnce() {
        fixture.given(merged("b", "a"))
                .when(new MergeStory(BRAND, "b", "c"))
                .expectException(refusedBecause("STORY_IS_MERGED"));
        fixture.given(merged("b", "a")).when(new PartStory(BRAND, "b")).expectEvents(new StoryParted("b", BRAND));
        fixture.given(merged("b", "a"), new StoryParted("b", BRAND))
                .when(new PartStory(BRAND, "b"))
                .expectException(refusedBecause("STORY_IS_NOT_MERGED"));
    }
}
