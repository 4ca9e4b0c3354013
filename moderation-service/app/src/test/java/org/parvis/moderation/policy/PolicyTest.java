package org.parvis.moderation.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.RightsOnRecord;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.PolicyDeclined;
import org.parvis.moderation.api.PolicyProposed;
import org.parvis.moderation.api.PolicyRule;
import org.parvis.moderation.policy.PolicyCommand.AdoptPolicy;
import org.parvis.moderation.policy.PolicyCommand.DeclinePolicy;
import org.parvis.moderation.policy.PolicyCommand.ProposePolicy;

class PolicyTest {

    private static final String BRAND = "helianthe";
    private static final PolicyRule EVERY_REPLY = new PolicyRule("EVERY_REPLY", Map.of());
    private static final PolicyRule PROMISES = new PolicyRule("PROMISES_DELAY_OR_MONEY", Map.of());

    private final AggregateTestFixture<Policy> fixture = new AggregateTestFixture<>(Policy.class);

    /** Whoever may propose for the brand now. */
    private final Set<String> proposers = new HashSet<>(Set.of("priya", "nora"));

    @BeforeEach
    void prepare() {
        fixture.registerInjectableResource(
                (RightsOnRecord) (member, action, brand, channel) -> brand.equals(BRAND) && proposers.contains(member));
    }

    @Nested
    class Proposing {

        @Test
        void saysWhoProposesWhatAndPutsNothingInForce() {
            given().when(propose(0L, PROMISES), by("priya"))
                    .expectEvents(proposed(1, "priya", PROMISES))
                    .expectResultMessagePayload(1L);
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(proposed(1, "priya", PROMISES))
                    .when(propose(null, PROMISES), by("priya"))
                    .expectNoEvents();
        }

        @Test
        void whatIsInForceIsNotProposedAgain() {
            given(adoptedAlone(1, PROMISES))
                    .when(propose(null, PROMISES), by("priya"))
                    .expectNoEvents();
            given().when(propose(null, ApprovalPolicy.FIRST.rules().toArray(PolicyRule[]::new)), by("priya"))
                    .expectNoEvents();
        }

        @Test
        void takesThePlaceOfWhatWasProposedBefore() {
            given(proposed(1, "priya", PROMISES))
                    .when(propose(1L, EVERY_REPLY), by("theo"))
                    .expectEvents(proposed(2, "theo", EVERY_REPLY));
        }

        @Test
        void refusesWhoSawAnOlderState() {
            given(proposed(1, "priya", PROMISES))
                    .when(propose(0L, EVERY_REPLY), by("theo"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("CHANGED_MEANWHILE policy:helianthe");
        }

        @Test
        void isForPeopleOnly() {
            given().when(propose(null, PROMISES), robot())
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_PEOPLE_ONLY policy:helianthe");
        }

        @Test
        void refusesRulesOfOneKindThatTogetherNobodyCouldRead() {
            var some = IntStream.range(0, 1_300).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
            var others = IntStream.range(0, 1_300).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
            given().when(
                            propose(
                                    null,
                                    new PolicyRule("WORDS", Map.of("words", some)),
                                    new PolicyRule("WORDS", Map.of("words", others))),
                            by("priya"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("INVALID_RULE policy:helianthe");
        }

        @Test
        void holdsSoManySignsAndNoMore() {
            var word = "w".repeat(79);
            var words = IntStream.range(0, 501)
                    .mapToObj(i -> word.substring(4) + (1_000 + i))
                    .collect(Collectors.joining("\n"));
            given().when(propose(null, new PolicyRule("WORDS", Map.of("words", words))), by("priya"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("TOO_MANY_SIGNS policy:helianthe");
        }

        @Test
        void waitsForWhoeverDecidesAfterFiftyProposals() {
            var proposals = IntStream.rangeClosed(1, 50)
                    .mapToObj(i -> new PolicyProposed(
                            "helianthe",
                            "helianthe",
                            i,
                            List.of(new PolicyRule("WORDS", Map.of("words", "word" + i))),
                            "priya"))
                    .toArray();
            var next = propose(null, new PolicyRule("EVERY_POST", Map.of()));
            given(proposals)
                    .when(next, by("priya"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("TOO_MANY_UNDECIDED policy:helianthe");
            var answered = Stream.concat(
                            Arrays.stream(proposals),
                            Stream.of(new PolicyDeclined("helianthe", "helianthe", 50, "nora", "One at a time")))
                    .toArray();
            given(answered).when(next, by("priya")).expectSuccessfulHandlerExecution();
        }

        @Test
        void refusesARuleThatCannotWork() {
            for (var bad : List.of(
                    new PolicyRule("NO_SUCH", Map.of()),
                    new PolicyRule("WORDS", Map.of("words", " , ")),
                    new PolicyRule("WORDS", Map.of("words", "*")),
                    new PolicyRule("AUTHOR_ROLE", Map.of("roles", "KING")),
                    new PolicyRule("CHANNEL", Map.of()),
                    new PolicyRule("EVERY_REPLY", Map.of("surprise", "x")))) {
                given().when(propose(null, bad), by("priya"))
                        .expectException(PolicyRefused.class)
                        .expectExceptionMessage("INVALID_RULE policy:helianthe");
            }
        }

        @Test
        void storesRulesInOneSpelling() {
            given().when(propose(null, new PolicyRule("WORDS", Map.of("words", " a,b ;a\n\nc  d "))), by("priya"))
                    .expectEvents(proposed(1, "priya", new PolicyRule("WORDS", Map.of("words", "a\nb\nc d"))));
        }
    }

    @Nested
    class Deciding {

        @Test
        void takesSomebodyElse() {
            given(proposed(1, "priya", PROMISES))
                    .when(new AdoptPolicy(BRAND, BRAND, 1L), by("priya"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_OWN_PROPOSAL policy:helianthe");
            given(proposed(1, "priya", PROMISES))
                    .when(new AdoptPolicy(BRAND, BRAND, 1L), by("nora"))
                    .expectEvents(adopted(1, 1, "priya", PROMISES))
                    .expectResultMessagePayload(2L);
        }

        @Test
        void takesThatWhoeverProposedMayProposeToThisDay() {
            proposers.remove("priya");
            given(proposed(1, "priya", PROMISES))
                    .when(new AdoptPolicy(BRAND, BRAND, 1L), by("nora"))
                    .expectNoEvents()
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_PROPOSER_LOST_RIGHT policy:helianthe");
            given(proposed(1, "priya", PROMISES))
                    .when(new DeclinePolicy(BRAND, BRAND, "Ask again", 1L), by("nora"))
                    .expectEvents(new PolicyDeclined(BRAND, BRAND, 1, "nora", "Ask again"));
            given(proposed(1, "priya", PROMISES))
                    .when(propose(1L, PROMISES), by("theo"))
                    .expectEvents(proposed(2, "theo", PROMISES));
        }

        @Test
        void takesAPerson() {
            for (var command :
                    List.of(new AdoptPolicy(BRAND, BRAND, 1L), new DeclinePolicy(BRAND, BRAND, "Too wide", 1L))) {
                given(proposed(1, "priya", PROMISES))
                        .when(command, robot())
                        .expectException(PolicyRefused.class)
                        .expectExceptionMessage("POLICY_PEOPLE_ONLY policy:helianthe");
            }
        }

        @Test
        void adoptsOnlyWhatItSaw() {
            given(proposed(1, "priya", PROMISES), proposed(2, "priya", EVERY_REPLY))
                    .when(new AdoptPolicy(BRAND, BRAND, 1L), by("nora"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("CHANGED_MEANWHILE policy:helianthe");
        }

        @Test
        void whoeverProposedLastIsTheOneWhoMayNotAdopt() {
            given(proposed(1, "nora", PROMISES), proposed(2, "priya", EVERY_REPLY))
                    .when(new AdoptPolicy(BRAND, BRAND, 2L), by("nora"))
                    .expectEvents(adopted(1, 2, "priya", EVERY_REPLY));
        }

        @Test
        void happensOnce() {
            given(proposed(1, "priya", PROMISES), adopted(1, 1, "priya", PROMISES))
                    .when(new AdoptPolicy(BRAND, BRAND, null), by("nora"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_NOTHING_PROPOSED policy:helianthe");
            given(proposed(1, "priya", PROMISES), new PolicyDeclined(BRAND, BRAND, 1, "nora", "No"))
                    .when(new AdoptPolicy(BRAND, BRAND, null), by("nora"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_NOTHING_PROPOSED policy:helianthe");
            given().when(new DeclinePolicy(BRAND, BRAND, "No", null), by("nora"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_NOTHING_PROPOSED policy:helianthe");
        }

        @Test
        void saysWhyItDeclines() {
            given(adoptedAlone(1, EVERY_REPLY), proposed(1, "priya", PROMISES))
                    .when(new DeclinePolicy(BRAND, BRAND, "  ", 2L), by("nora"))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("POLICY_NO_REASON policy:helianthe");
            given(adoptedAlone(1, EVERY_REPLY), proposed(1, "priya", PROMISES))
                    .when(new DeclinePolicy(BRAND, BRAND, " Too wide ", 2L), by("nora"))
                    .expectEvents(new PolicyDeclined(BRAND, BRAND, 1, "nora", "Too wide"));
        }

        @Test
        void countsVersionsOnFromThoseThatOneMemberSetAlone() {
            given(adoptedAlone(1, EVERY_REPLY), adoptedAlone(2, PROMISES), proposed(1, "priya", EVERY_REPLY))
                    .when(new AdoptPolicy(BRAND, BRAND, 3L), by("nora"))
                    .expectEvents(adopted(3, 1, "priya", EVERY_REPLY));
        }
    }

    private TestExecutor<Policy> given(Object... events) {
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(List.of(events));
    }

    private static ProposePolicy propose(@Nullable Long expected, PolicyRule... rules) {
        return new ProposePolicy(BRAND, BRAND, List.of(rules), expected);
    }

    private static PolicyProposed proposed(int number, String by, PolicyRule... rules) {
        return new PolicyProposed(BRAND, BRAND, number, List.of(rules), by);
    }

    private static PolicyAdopted adopted(int version, int proposal, String proposer, PolicyRule... rules) {
        return new PolicyAdopted(BRAND, BRAND, version, List.of(rules), proposal, proposer, "nora");
    }

    /** As entries say it that are older than proposals. */
    private static PolicyAdopted adoptedAlone(int version, PolicyRule... rules) {
        return new PolicyAdopted(BRAND, BRAND, version, List.of(rules), null, null, null);
    }

    private static Map<String, String> by(String member) {
        return Map.of(EntryMetadata.ACTOR, member, EntryMetadata.ACTOR_KIND, "HUMAN");
    }

    private static Map<String, String> robot() {
        return Map.of(EntryMetadata.ACTOR, "robot", EntryMetadata.ACTOR_KIND, "AUTOMATION");
    }
}
