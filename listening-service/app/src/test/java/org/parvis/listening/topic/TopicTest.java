package org.parvis.listening.topic;

import static org.parvis.listening.Refusals.refusedBecause;

import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicAssigned;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicRedefined;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.api.TopicSubject;
import org.parvis.listening.api.TopicThrottleEnded;
import org.parvis.listening.api.TopicThrottled;

class TopicTest {

    private static final TopicSample GOOD = new TopicSample(900, 40, 17, 20);
    private static final TopicDefined DEFINED = new TopicDefined(
            "t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, "wifi OR \"wi-fi\"", List.of("fr"), GOOD, null);

    private final AggregateTestFixture<Topic> fixture = new AggregateTestFixture<>(Topic.class);

    private static DefineTopic define(String brand, String query) {
        return define(brand, query, null);
    }

    private static DefineTopic define(String brand, String query, @Nullable TopicSample sample) {
        return new DefineTopic("t1", brand, "Wi-Fi", TopicSubject.PRODUCT, query, List.of("fr"), sample, null, null);
    }

    private static TopicRedefined redefined(String query, @Nullable TopicSample sample) {
        return new TopicRedefined("t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, query, List.of("fr"), sample, null);
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
    void whatWasJudgedStaysWhileItAsksForTheSame() {
        fixture.given(DEFINED)
                .when(new DefineTopic(
                        "t1",
                        "helianthe",
                        "Wi-Fi",
                        TopicSubject.PRODUCT,
                        DEFINED.query(),
                        List.of("fr"),
                        null,
                        500,
                        null))
                .expectEvents(new TopicRedefined(
                        "t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, DEFINED.query(), List.of("fr"), GOOD, 500));
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
    void hasAnEndToWhatItEverAskedFor() {
        var long1 = "x".repeat(Topic.MOST_SIGNS_EVER / 2);
        var long2 = "y".repeat(Topic.MOST_SIGNS_EVER / 2);
        fixture.given(DEFINED, redefined(long1, null))
                .when(define("helianthe", long2))
                .expectException(refusedBecause("TOPIC_CHANGED_TOO_OFTEN"))
                .expectNoEvents();
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
                .expectEvents(redefined(DEFINED.query(), GOOD));
    }

    private static DefineTopic owned(@Nullable String ownerId) {
        return new DefineTopic(
                "t1", "helianthe", "Wi-Fi", TopicSubject.PRODUCT, DEFINED.query(), List.of("fr"), GOOD, null, ownerId);
    }

    @Test
    void hasAnOwnerFromTheBeginningAndAnotherOneBreaksNoCurve() {
        var ines = new TopicAssigned("t1", "helianthe", "ines");
        fixture.givenNoPriorActivity().when(owned("ines")).expectEvents(DEFINED, ines);
        fixture.given(DEFINED, ines).when(owned("ines")).expectNoEvents();
        fixture.given(DEFINED, ines).when(owned(null)).expectNoEvents();
        fixture.given(DEFINED, ines).when(owned("theo")).expectEvents(new TopicAssigned("t1", "helianthe", "theo"));
    }

    @Test
    void isNobodysWhenItsOwnerLeavesUnlessSomebodyElseHasIt() {
        var ines = new TopicAssigned("t1", "helianthe", "ines");
        var nobody = new TopicAssigned("t1", "helianthe", null);
        fixture.given(DEFINED, ines)
                .when(new FreeTopic("t1", "helianthe", "ines"))
                .expectEvents(nobody);
        fixture.given(DEFINED, ines, nobody)
                .when(new FreeTopic("t1", "helianthe", "ines"))
                .expectNoEvents();
        fixture.given(DEFINED, ines, new TopicAssigned("t1", "helianthe", "theo"))
                .when(new FreeTopic("t1", "helianthe", "ines"))
                .expectNoEvents();
    }

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
    private static final TopicThrottled THROTTLED = new TopicThrottled("t1", "helianthe", NOON, MIDNIGHT, 50);

    @Test
    void isThrottledOnceUntilItsDayEnds() {
        var throttle = new ThrottleTopic("t1", "helianthe", NOON, MIDNIGHT, 50);
        fixture.given(DEFINED).when(throttle).expectEvents(THROTTLED);
        fixture.given(DEFINED, THROTTLED).when(throttle).expectNoEvents();
    }

    @Test
    void takesMessagesAgainOnceAndWhatWasToldIsNotToldAgain() {
        var end = new EndThrottle("t1", "helianthe", NOON, MIDNIGHT, 12);
        var ended = new TopicThrottleEnded("t1", "helianthe", NOON, MIDNIGHT, 12);
        fixture.given(DEFINED, THROTTLED).when(end).expectEvents(ended);
        fixture.given(DEFINED, THROTTLED, ended).when(end).expectNoEvents();
        fixture.given(DEFINED, THROTTLED, ended)
                .when(new ThrottleTopic("t1", "helianthe", NOON, MIDNIGHT, 50))
                .expectNoEvents();
        fixture.given(DEFINED, THROTTLED, ended)
                .when(new ThrottleTopic("t1", "helianthe", MIDNIGHT, MIDNIGHT.plusSeconds(86_400), 50))
                .expectEvents(new TopicThrottled("t1", "helianthe", MIDNIGHT, MIDNIGHT.plusSeconds(86_400), 50));
    }
}
