package org.parvis.listening.topic;

import static org.parvis.listening.Refusals.refusedBecause;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicRedefined;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.api.TopicSubject;

class TopicTest {

    private static final TopicSample GOOD = new TopicSample(900, 40, 17, 20);
    private static final TopicDefined DEFINED = new TopicDefined(
            "t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, "wifi OR \"wi-fi\"", List.of("fr"), GOOD);

    private final AggregateTestFixture<Topic> fixture = new AggregateTestFixture<>(Topic.class);

    private static DefineTopic define(String brand, String query) {
        return define(brand, query, null);
    }

    private static DefineTopic define(String brand, String query, @Nullable TopicSample sample) {
        return new DefineTopic("t1", brand, "Wi-Fi", TopicSubject.PRODUCT, query, List.of("fr"), sample);
    }

    private static TopicRedefined redefined(String query, @Nullable TopicSample sample) {
        return new TopicRedefined("t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, query, List.of("fr"), sample);
    }

    @Test
    void isDefined() {
        fixture.givenNoPriorActivity()
                .when(define("helianthe", "wifi OR \"wi-fi\"", GOOD))
                .expectEvents(DEFINED);
    }

    @Test
    void theSameAgainIsNoBreakInTheCurves() {
        fixture.given(DEFINED).when(define("helianthe", DEFINED.query())).expectNoEvents();
    }

    @Test
    void whatIsFoundMayBeJudgedAgainAndTheSameJudgementIsNothingNew() {
        var better = new TopicSample(900, 40, 19, 20);
        fixture.given(DEFINED).when(define("helianthe", DEFINED.query(), GOOD)).expectNoEvents();
        fixture.given(DEFINED)
                .when(define("helianthe", DEFINED.query(), better))
                .expectEvents(redefined(DEFINED.query(), better));
    }

    @Test
    void whatWasJudgedOfOneQueryIsNotSaidOfAnother() {
        fixture.given(DEFINED, redefined("wifi", null))
                .when(define("helianthe", DEFINED.query()))
                .expectEvents(redefined(DEFINED.query(), null));
    }

    @Test
    void anotherQueryIsABreakInTheCurves() {
        fixture.given(DEFINED).when(define("helianthe", "wifi")).expectEvents(redefined("wifi", null));
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
                .expectEvents(redefined(DEFINED.query(), null));
    }
}
