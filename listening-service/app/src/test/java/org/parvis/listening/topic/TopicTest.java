package org.parvis.listening.topic;

import static org.parvis.listening.Refusals.refusedBecause;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicRedefined;
import org.parvis.listening.api.TopicSubject;

class TopicTest {

    private static final TopicDefined DEFINED =
            new TopicDefined("t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, "wifi OR \"wi-fi\"", List.of("fr"));

    private final AggregateTestFixture<Topic> fixture = new AggregateTestFixture<>(Topic.class);

    private static DefineTopic define(String brand, String query) {
        return new DefineTopic("t1", brand, "Wi-Fi", TopicSubject.PRODUCT, query, List.of("fr"));
    }

    @Test
    void isDefined() {
        fixture.givenNoPriorActivity()
                .when(define("helianthe", "wifi OR \"wi-fi\""))
                .expectEvents(DEFINED);
    }

    @Test
    void theSameAgainIsNoBreakInTheCurves() {
        fixture.given(DEFINED).when(define("helianthe", DEFINED.query())).expectNoEvents();
    }

    @Test
    void anotherQueryIsABreakInTheCurves() {
        fixture.given(DEFINED)
                .when(define("helianthe", "wifi"))
                .expectEvents(
                        new TopicRedefined("t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, "wifi", List.of("fr")));
    }

    @Test
    void belongsToItsBrand() {
        fixture.given(DEFINED)
                .when(define("borealis", "wifi"))
                .expectException(refusedBecause("TOPIC_OF_ANOTHER_BRAND"))
                .expectNoEvents();
    }

    @Test
    void isArchivedOnceAndCollectsAgainWhenDefinedAgain() {
        var archived = new TopicArchived("t1", "helianthe");
        fixture.given(DEFINED).when(new ArchiveTopic("t1", "helianthe")).expectEvents(archived);
        fixture.given(DEFINED, archived)
                .when(new ArchiveTopic("t1", "helianthe"))
                .expectNoEvents();
        fixture.given(DEFINED, archived)
                .when(define("helianthe", DEFINED.query()))
                .expectEvents(new TopicRedefined(
                        "t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, DEFINED.query(), List.of("fr")));
    }
}
