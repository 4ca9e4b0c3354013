package org.parvis.moderation.review;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AbstractRepository;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.Role;
import org.parvis.moderation.Acting;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.guideline.CitableGuidelines;
import org.parvis.moderation.people.ApprovingGrants;
import org.parvis.moderation.people.ApprovingGrants.Given;
import org.slf4j.LoggerFactory;

/** Whatever is sent in whatever order by whomever, nobody judges what they wrote a part of, or approves by the author's grace. */
class FourEyesTest {

    private static final List<String> MEMBERS = List.of("ines", "malik", "priya", "theo");
    /** Has the role from the author, for an hour. */
    private static final String PUPPET = "theo";

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    record Sent(Object command, MetaData by) {}

    @Provide
    Arbitrary<List<Sent>> commands() {
        var editors = Arbitraries.of(MEMBERS).set().ofMaxSize(3).map(ArrayList::new);
        Arbitrary<Object> command = Arbitraries.oneOf(
                editors.map(Reviewing::open),
                Arbitraries.just(Reviewing.approve(Reviewing.HASH)),
                Arbitraries.just(Reviewing.approve("older")),
                Arbitraries.just(new ApproveReview(Reviewing.ID, Reviewing.BRAND, null, "note")),
                Arbitraries.just(
                        new ApproveReviewWithEdit(Reviewing.ID, Reviewing.BRAND, "other words", Reviewing.HASH, null)),
                Arbitraries.just(Reviewing.refuse("g-07")),
                Arbitraries.just(new SeeReview(Reviewing.ID, Reviewing.BRAND, "view", 1)),
                Arbitraries.just(new WithdrawReview(Reviewing.ID, Reviewing.BRAND, "REVISED")));
        Arbitrary<MetaData> by = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(MEMBERS), Arbitraries.of(Role.class))
                        .as(Acting::as),
                Arbitraries.of(MEMBERS).map(member -> Acting.as(member, Role.LEAD)),
                Arbitraries.of(Acting.automation(), Acting.automationAsLead()));
        return Combinators.combine(command, by)
                .as(Sent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 300)
    void neitherAuthorNorEditorNorMachineEverDecides(@ForAll("commands") List<Sent> commands) {
        var history = new ArrayList<Object>();
        for (var sent : commands) {
            history.addAll(eventsOf(history, sent));
        }
        var underReview = Reviewing.opened(List.of());
        var isOpen = false;
        for (var event : history) {
            if (event instanceof ReviewOpened opened) {
                underReview = opened;
                isOpen = true;
            }
            var decider = deciderOf(event);
            if (decider != null) {
                assertThat(isOpen).as("one decision for one submission").isTrue();
                isOpen = false;
                assertThat(decider).isNotEqualTo(underReview.authorId()).isNotIn(underReview.editors());
                assertThat(MEMBERS).as("a machine decided").contains(decider);
                if (!(event instanceof ReviewRefused)) {
                    assertThat(decider).as("has the role from the author").isNotEqualTo(PUPPET);
                }
            }
        }
    }

    private static @Nullable String deciderOf(Object event) {
        return switch (event) {
            case ReviewApproved e -> e.approverId();
            case ReviewApprovedWithEdit e -> e.approverId();
            case ReviewRefused e -> e.deciderId();
            default -> null;
        };
    }

    private static final AggregateTestFixture<Review> FIXTURE = new AggregateTestFixture<>(Review.class);

    static {
        // A command that comes before any review is part of the game; each would be logged with its stack.
        ((Logger) LoggerFactory.getLogger(AbstractRepository.class)).setLevel(Level.OFF);
        FIXTURE.registerInjectableResource((CitableGuidelines) (brand, id) -> Optional.of(1));
        FIXTURE.registerInjectableResource((ApprovingGrants) (member, brand, channel) ->
                List.of(new Given(member.equals(PUPPET) ? Reviewing.AUTHOR : "root", NOW.minusSeconds(3_600))));
        FIXTURE.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        FIXTURE.registerInjectableResource((ContentFingerprint) (channel, mention, text) -> "hash of " + text);
    }

    /** What one command adds to a history. */
    private static List<Object> eventsOf(List<Object> history, Sent sent) {
        var given = history.isEmpty() ? FIXTURE.givenNoPriorActivity() : FIXTURE.given(history);
        given.when(sent.command(), sent.by());
        try {
            return FIXTURE.getEventStore()
                    .readEvents(Reviewing.ID)
                    .asStream()
                    .skip(history.size())
                    .<Object>map(DomainEventMessage::getPayload)
                    .toList();
        } catch (AggregateNotFoundException e) {
            return List.of();
        }
    }
}
