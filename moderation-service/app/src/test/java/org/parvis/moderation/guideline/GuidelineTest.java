package org.parvis.moderation.guideline;

import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.api.GuidelinePublished;
import org.parvis.moderation.api.GuidelineWithdrawn;

class GuidelineTest {

    private static final Map<String, String> TITLE = Map.of("fr", "Engagements", "en", "Commitments");

    private final AggregateTestFixture<Guideline> fixture = new AggregateTestFixture<>(Guideline.class);

    private static Map<String, String> text(String english) {
        return Map.of("fr", "Ne promettez pas de date.", "en", english);
    }

    private static PublishGuideline publish(String english, @Nullable Long expected) {
        return new PublishGuideline("g-07", "helianthe", TITLE, text(english), expected);
    }

    private static GuidelinePublished published(int version, String english) {
        return new GuidelinePublished("g-07", "helianthe", version, TITLE, text(english));
    }

    @Test
    void keepsEveryVersion() {
        fixture.givenNoPriorActivity()
                .when(publish("Promise no date.", null))
                .expectEvents(published(1, "Promise no date."));
        fixture.given(published(1, "Promise no date."))
                .when(publish("Promise neither date nor money.", 1L))
                .expectEvents(published(2, "Promise neither date nor money."))
                .expectResultMessagePayload(2);
    }

    @Test
    void changesNothingWhenTheTextIsTheSame() {
        fixture.given(published(1, "a"))
                .when(publish("a", null))
                .expectNoEvents()
                .expectResultMessagePayload(1);
    }

    @Test
    void needsBothLanguages() {
        fixture.givenNoPriorActivity()
                .when(new PublishGuideline("g-07", "helianthe", TITLE, Map.of("fr", "Non."), null))
                .expectException(GuidelineRefused.class)
                .expectExceptionMessage("LANGUAGE_MISSING guideline:g-07");
    }

    @Test
    void refusesToOverwriteAVersionTheCallerHasNotSeen() {
        fixture.given(published(1, "a"), published(2, "b"))
                .when(publish("c", 1L))
                .expectException(GuidelineRefused.class)
                .expectExceptionMessage("CHANGED_MEANWHILE guideline:g-07");
    }

    @Test
    void belongsToOneBrand() {
        fixture.given(published(1, "a"))
                .when(new PublishGuideline("g-07", "other", TITLE, text("a"), null))
                .expectException(GuidelineRefused.class)
                .expectExceptionMessage("ALREADY_EXISTS_DIFFERENT guideline:g-07");
    }

    @Test
    void isWithdrawnOnceAndMayComeBack() {
        var withdrawn = new GuidelineWithdrawn("g-07", "helianthe");
        fixture.given(published(1, "a"))
                .when(new WithdrawGuideline("g-07", "helianthe"))
                .expectEvents(withdrawn);
        fixture.given(published(1, "a"), withdrawn)
                .when(new WithdrawGuideline("g-07", "helianthe"))
                .expectNoEvents();
        fixture.given(published(1, "a"), withdrawn).when(publish("a", null)).expectEvents(published(2, "a"));
    }
}
