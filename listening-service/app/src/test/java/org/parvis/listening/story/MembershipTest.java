package org.parvis.listening.story;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.MentionJoinedStory;
import org.parvis.listening.api.MentionPlacedInStory;
import org.parvis.listening.api.StoryLikeness;
import org.parvis.listening.story.StoryCommand.JoinStory;
import org.parvis.listening.story.StoryCommand.PlaceInStory;

class MembershipTest {

    private static final String BRAND = "helianthe";
    private static final JoinStory JOIN = new JoinStory("m2", BRAND, "m1", "m1", StoryLikeness.WORDS, 0.9);
    private static final MentionJoinedStory JOINED =
            new MentionJoinedStory("m2", BRAND, "m1", "m1", StoryLikeness.WORDS, 0.9);

    private final AggregateTestFixture<Membership> fixture = new AggregateTestFixture<>(Membership.class);

    @Test
    void joinsOnce() {
        fixture.givenNoPriorActivity()
                .when(JOIN)
                .expectResultMessagePayload(true)
                .expectEvents(JOINED);
        fixture.given(JOINED).when(JOIN).expectResultMessagePayload(false).expectNoEvents();
    }

    @Test
    void whatAPersonSaidStandsAgainstTheMachine() {
        var placed = new MentionPlacedInStory("m2", BRAND, "own");
        fixture.given(JOINED).when(new PlaceInStory("m2", BRAND, "own")).expectEvents(placed);
        fixture.given(placed).when(JOIN).expectNoEvents();
        fixture.given(placed).when(new PlaceInStory("m2", BRAND, "own")).expectNoEvents();
    }
}
