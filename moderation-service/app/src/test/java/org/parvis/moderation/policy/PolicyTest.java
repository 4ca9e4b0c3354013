package org.parvis.moderation.policy;

import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.PolicyRule;

class PolicyTest {

    private static final PolicyRule EVERY_REPLY = new PolicyRule("EVERY_REPLY", Map.of());
    private static final PolicyRule PROMISES = new PolicyRule("PROMISES_DELAY_OR_MONEY", Map.of());

    private final AggregateTestFixture<Policy> fixture = new AggregateTestFixture<>(Policy.class);

    private static AdoptPolicy adopt(@Nullable Long expected, PolicyRule... rules) {
        return new AdoptPolicy("helianthe", "helianthe", List.of(rules), expected);
    }

    private static PolicyAdopted adopted(int version, PolicyRule... rules) {
        return new PolicyAdopted("helianthe", "helianthe", version, List.of(rules));
    }

    @Test
    void beginsWithVersionOneWhenABrandAdoptsItsFirst() {
        fixture.givenNoPriorActivity()
                .when(adopt(0L, PROMISES))
                .expectEvents(adopted(1, PROMISES))
                .expectResultMessagePayload(1);
    }

    @Test
    void changesNothingWhenTheSameRulesAreAdoptedAgain() {
        fixture.given(adopted(1, PROMISES)).when(adopt(null, PROMISES)).expectNoEvents();
    }

    @Test
    void changesNothingWhenTheRulesEveryBrandBeginsWithAreAdopted() {
        fixture.givenNoPriorActivity()
                .when(adopt(null, ApprovalPolicy.FIRST.rules().toArray(PolicyRule[]::new)))
                .expectNoEvents();
    }

    @Test
    void refusesToOverwriteAVersionTheCallerHasNotSeen() {
        fixture.given(adopted(1, PROMISES))
                .when(adopt(0L, EVERY_REPLY))
                .expectException(PolicyRefused.class)
                .expectExceptionMessage("CHANGED_MEANWHILE policy:helianthe");
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
            fixture.givenNoPriorActivity()
                    .when(adopt(null, bad))
                    .expectException(PolicyRefused.class)
                    .expectExceptionMessage("INVALID_RULE policy:helianthe");
        }
    }

    @Test
    void storesRulesInOneSpelling() {
        fixture.givenNoPriorActivity()
                .when(adopt(null, new PolicyRule("WORDS", Map.of("words", " a,b ;a\n\nc  d "))))
                .expectEvents(adopted(1, new PolicyRule("WORDS", Map.of("words", "a\nb\nc d"))));
    }
}
