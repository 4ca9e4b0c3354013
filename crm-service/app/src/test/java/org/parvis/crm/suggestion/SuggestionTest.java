package org.parvis.crm.suggestion;

import static org.parvis.crm.Refusals.refusedBecause;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.AuthorNotReached;
import org.parvis.crm.api.AuthorReplyDrafted;
import org.parvis.crm.api.AuthorTold;
import org.parvis.crm.api.Decision;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionEvent;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;

class SuggestionTest {

    private static final String ID = "s1";
    private static final String BRAND = "helianthe";
    private static final String CLAIRE = "claire";
    private static final Instant FIRST = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TOLD = Instant.parse("2026-11-23T08:12:00Z");

    private final AggregateTestFixture<Suggestion> fixture = new AggregateTestFixture<>(Suggestion.class);

    @BeforeEach
    void claireManagesTheApplication() {
        LineManagers managers = (member, line) -> member.equals(CLAIRE) && line.equals("application");
        fixture.registerInjectableResource(managers);
    }

    @Nested
    class Raising {

        @Test
        void carriesAMentionToAProductLine() {
            fixture.givenNoPriorActivity()
                    .when(raise("  Show holds in the app "))
                    .expectEvents(raised());
        }

        @Test
        void theSameTwiceChangesNothing() {
            given().when(raise("Show holds in the app")).expectNoEvents();
        }

        @Test
        void refusesOtherWordsUnderTheSameId() {
            given().when(raise("Hide holds"))
                    .expectException(refusedBecause(SuggestionRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void refusesAnotherLineUnderTheSameId() {
            given().when(new RaiseSuggestion(ID, BRAND, "cabin", "Show holds in the app", "m1", "c1", "p1", FIRST))
                    .expectException(refusedBecause(SuggestionRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void refusesAnEmptySummary() {
            fixture.givenNoPriorActivity()
                    .when(raise(" "))
                    .expectException(refusedBecause(SuggestionRefusal.SUMMARY_EMPTY));
        }

        @Test
        void refusesAnEndlessSummary() {
            fixture.givenNoPriorActivity()
                    .when(raise("a".repeat(Suggestion.LONGEST_SUMMARY + 1)))
                    .expectException(refusedBecause(
                            SuggestionRefusal.SUMMARY_TOO_LONG, Map.of("longest", Suggestion.LONGEST_SUMMARY)));
        }
    }

    @Nested
    class Evidence {

        @Test
        void isAnotherMentionAskingForTheSame() {
            given().when(evidence("m2")).expectEvents(added("m2"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(added("m2")).when(evidence("m2")).expectNoEvents();
            given().when(evidence("m1")).expectNoEvents();
        }

        @Test
        void mayComeAfterEverythingIsSettled() {
            given(decided(Decision.ACCEPTED, "Yes"), shipped())
                    .when(evidence("m2"))
                    .expectEvents(added("m2"));
        }

        @Test
        void ofAnotherBrandIsRefusedAsIfNothingWereHere() {
            given().when(new AddEvidence(ID, "other", "m2", "c2", "p2"))
                    .expectException(refusedBecause(SuggestionRefusal.UNKNOWN_SUGGESTION));
        }

        @Test
        void isRefusedWhenThereIsTooMuch() {
            var much = Stream.concat(
                    Stream.of(raised()),
                    Stream.iterate(2, n -> n + 1)
                            .limit(Suggestion.MOST_EVIDENCE - 1L)
                            .map(n -> added("m" + n)));
            fixture.given(much.toArray())
                    .when(evidence("one-too-many"))
                    .expectException(refusedBecause(
                            SuggestionRefusal.TOO_MUCH_EVIDENCE, Map.of("most", Suggestion.MOST_EVIDENCE)));
        }
    }

    @Nested
    class Deciding {

        @Test
        void isTheProductManagersAct() {
            by(CLAIRE, given(), decide(Decision.ACCEPTED, " In 8.4 ", 0L))
                    .expectEvents(decided(Decision.ACCEPTED, "In 8.4"));
        }

        @Test
        void isRefusedToWhoManagesAnotherLine() {
            by("hugo", given(), decide(Decision.ACCEPTED, "In 8.4", 0L))
                    .expectException(refusedBecause(SuggestionRefusal.NOT_YOUR_LINE));
        }

        @Test
        void needsAReason() {
            by(CLAIRE, given(), decide(Decision.DECLINED, " ", 0L))
                    .expectException(refusedBecause(SuggestionRefusal.REASON_NEEDED));
        }

        @Test
        void refusesAnEndlessReason() {
            by(CLAIRE, given(), decide(Decision.DECLINED, "a".repeat(Suggestion.LONGEST_WORDS + 1), 0L))
                    .expectException(refusedBecause(
                            SuggestionRefusal.REASON_TOO_LONG, Map.of("longest", Suggestion.LONGEST_WORDS)));
        }

        @Test
        void theSameTwiceChangesNothing() {
            by(CLAIRE, given(decided(Decision.LATER, "Spring")), decide(Decision.LATER, "Spring", 0L))
                    .expectNoEvents();
        }

        @Test
        void otherwiseIsAllowedWithANewReason() {
            by(CLAIRE, given(decided(Decision.LATER, "Spring")), decide(Decision.ACCEPTED, "We have the people", 1L))
                    .expectEvents(decided(Decision.ACCEPTED, "We have the people"));
        }

        @Test
        void otherwiseIsRefusedWithTheOldReason() {
            by(CLAIRE, given(decided(Decision.LATER, "Spring")), decide(Decision.ACCEPTED, "Spring", 1L))
                    .expectException(refusedBecause(SuggestionRefusal.REASON_UNCHANGED));
        }

        @Test
        void refusesAStaleVersion() {
            by(CLAIRE, given(added("m2")), decide(Decision.ACCEPTED, "In 8.4", 0L))
                    .expectException(refusedBecause(SuggestionRefusal.STALE_VERSION, Map.of("version", 1L)));
        }

        @Test
        void isOverOnceItIsShipped() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes"), shipped()), decide(Decision.DECLINED, "No", 2L))
                    .expectException(refusedBecause(SuggestionRefusal.ALREADY_SHIPPED));
        }

        @Test
        void forAnotherBrandIsRefusedAsIfNothingWereHere() {
            by(CLAIRE, given(), new DecideSuggestion(ID, "other", Decision.ACCEPTED, "Yes", 0L))
                    .expectException(refusedBecause(SuggestionRefusal.UNKNOWN_SUGGESTION));
        }
    }

    @Nested
    class Shipping {

        @Test
        void followsAnAcceptance() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes")), ship(" Since 8.4 ", 1L))
                    .expectEvents(shipped());
        }

        @Test
        void isRefusedWithoutOne() {
            by(CLAIRE, given(), ship("Since 8.4", 0L)).expectException(refusedBecause(SuggestionRefusal.NOT_ACCEPTED));
            by(CLAIRE, given(decided(Decision.LATER, "Spring")), ship("Since 8.4", 1L))
                    .expectException(refusedBecause(SuggestionRefusal.NOT_ACCEPTED));
        }

        @Test
        void isRefusedToWhoManagesAnotherLine() {
            by("hugo", given(decided(Decision.ACCEPTED, "Yes")), ship("Since 8.4", 1L))
                    .expectException(refusedBecause(SuggestionRefusal.NOT_YOUR_LINE));
        }

        @Test
        void needsNoWords() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes")), ship(" ", 1L))
                    .expectEvents(new SuggestionShipped(ID, BRAND, ""));
        }

        @Test
        void refusesEndlessWords() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes")), ship("a".repeat(Suggestion.LONGEST_WORDS + 1), 1L))
                    .expectException(refusedBecause(
                            SuggestionRefusal.SHIP_NOTE_TOO_LONG, Map.of("longest", Suggestion.LONGEST_WORDS)));
        }

        @Test
        void theSameTwiceChangesNothing() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes"), shipped()), ship("Since 8.4", 1L))
                    .expectNoEvents();
        }

        @Test
        void againWithOtherWordsIsRefused() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes"), shipped()), ship("Since 8.5", 2L))
                    .expectException(refusedBecause(SuggestionRefusal.ALREADY_SHIPPED));
        }

        @Test
        void refusesAStaleVersion() {
            by(CLAIRE, given(decided(Decision.ACCEPTED, "Yes")), ship("Since 8.4", 0L))
                    .expectException(refusedBecause(SuggestionRefusal.STALE_VERSION));
        }
    }

    @Nested
    class TellingAuthors {

        @Test
        void beginsWithADraftThatIsOnRecordOnce() {
            given().when(new RecordAuthorReply(ID, BRAND, "m1", "p1", "r1")).expectEvents(replyDrafted());
            given(replyDrafted())
                    .when(new RecordAuthorReply(ID, BRAND, "m1", "p1", "r1"))
                    .expectNoEvents();
        }

        @Test
        void endsWhenTheReplyIsLive() {
            given(replyDrafted())
                    .when(new RecordAuthorTold(ID, BRAND, "m1", "p1", "r1", TOLD))
                    .expectEvents(told());
            given(replyDrafted(), told())
                    .when(new RecordAuthorTold(ID, BRAND, "m1", "p1", "r1", TOLD))
                    .expectNoEvents();
        }

        @Test
        void saysWhoCannotBeReached() {
            given(decided(Decision.DECLINED, "No"))
                    .when(new RecordAuthorNotReached(ID, BRAND, "m1", "p1", "NO_CHANNEL"))
                    .expectEvents(notReached());
            given(decided(Decision.DECLINED, "No"), notReached())
                    .when(new RecordAuthorNotReached(ID, BRAND, "m1", "p1", "NO_CHANNEL"))
                    .expectNoEvents();
        }

        @Test
        void isTriedAnewAfterAnotherDecision() {
            given(decided(Decision.DECLINED, "No"), notReached(), decided(Decision.ACCEPTED, "Yes"), shipped())
                    .when(new RecordAuthorNotReached(ID, BRAND, "m1", "p1", "NO_CHANNEL"))
                    .expectEvents(notReached());
        }
    }

    private TestExecutor<Suggestion> given(SuggestionEvent... since) {
        return fixture.given(
                Stream.concat(Stream.of(raised()), Stream.of(since)).toArray());
    }

    private static ResultValidator<Suggestion> by(String member, TestExecutor<Suggestion> given, Object command) {
        return given.when(command, Map.of(EntryMetadata.ACTOR, member));
    }

    private static RaiseSuggestion raise(String summary) {
        return new RaiseSuggestion(ID, BRAND, "application", summary, "m1", "c1", "p1", FIRST);
    }

    private static AddEvidence evidence(String mentionId) {
        return new AddEvidence(ID, BRAND, mentionId, "c2", "p2");
    }

    private static DecideSuggestion decide(Decision decision, String reason, long expectedVersion) {
        return new DecideSuggestion(ID, BRAND, decision, reason, expectedVersion);
    }

    private static ShipSuggestion ship(String note, long expectedVersion) {
        return new ShipSuggestion(ID, BRAND, note, expectedVersion);
    }

    private static SuggestionRaised raised() {
        return new SuggestionRaised(ID, BRAND, "application", "Show holds in the app", "m1", "c1", "p1", FIRST);
    }

    private static EvidenceAdded added(String mentionId) {
        return new EvidenceAdded(ID, BRAND, mentionId, "c2", "p2");
    }

    private static SuggestionDecided decided(Decision decision, String reason) {
        return new SuggestionDecided(ID, BRAND, decision, reason);
    }

    private static SuggestionShipped shipped() {
        return new SuggestionShipped(ID, BRAND, "Since 8.4");
    }

    private static AuthorReplyDrafted replyDrafted() {
        return new AuthorReplyDrafted(ID, BRAND, "m1", "p1", "r1");
    }

    private static AuthorNotReached notReached() {
        return new AuthorNotReached(ID, BRAND, "m1", "p1", "NO_CHANNEL");
    }

    private static AuthorTold told() {
        return new AuthorTold(ID, BRAND, "m1", "p1", "r1", TOLD);
    }
}
