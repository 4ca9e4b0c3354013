package org.parvis.publishing.stop;

import static org.parvis.publishing.testing.Refusals.refused;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Refused.Category;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopEvent;
import org.parvis.publishing.api.StopLifted;
import org.parvis.publishing.api.StopScope;

class StopsTest {

    private static final String BRAND = "helianthe";

    private final AggregateTestFixture<Stops> fixture = new AggregateTestFixture<>(Stops.class);

    @Test
    void aScopeIsStoppedForTwentyReasonsAtMost() {
        List<StopEvent> past = new ArrayList<>();
        for (int n = 0; n < Stops.MOST_ON_ONE_SCOPE; n++) {
            past.add(declared("s-" + n, "hook"));
        }
        fixture.given(past)
                .when(declare("s-more", "hook"))
                .expectException(refused(Category.CONFLICT, StopRefusal.STOPPED_ALREADY))
                .expectNoEvents();
        fixture.given(past).when(declare("s-0", "hook")).expectNoEvents();
        fixture.given(past).when(declare("s-else", "town")).expectEvents(declared("s-else", "town"));
        fixture.given(past).when(declare("s-brand", null)).expectEvents(declared("s-brand", null));
        past.add(new StopLifted("s-3", BRAND));
        fixture.given(past).when(declare("s-more", "hook")).expectEvents(declared("s-more", "hook"));
    }

    @Test
    void theSameStopAgainIsNoOtherAndAnotherUnderItsIdIsRefused() {
        fixture.given(declared("s", "hook")).when(declare("s", "hook")).expectNoEvents();
        fixture.given(declared("s", "hook"))
                .when(declare("s", null))
                .expectException(refused(Category.CONFLICT, StopRefusal.ALREADY_EXISTS_DIFFERENT));
    }

    /** Whoever declares it again would believe that everything is stopped. */
    @Test
    void aStopThatWasLiftedIsNotDeclaredAgain() {
        fixture.given(declared("s", "hook"), new StopLifted("s", BRAND))
                .when(declare("s", "hook"))
                .expectNoEvents()
                .expectException(refused(Category.CONFLICT, StopRefusal.STOP_LIFTED));
    }

    private static DeclareStop declare(String id, @Nullable String channel) {
        return new DeclareStop(BRAND, id, scope(channel), channel, "Why");
    }

    private static StopDeclared declared(String id, @Nullable String channel) {
        return new StopDeclared(id, BRAND, scope(channel), channel, "Why");
    }

    private static StopScope scope(@Nullable String channel) {
        return channel == null ? StopScope.BRAND : StopScope.CHANNEL;
    }
}
