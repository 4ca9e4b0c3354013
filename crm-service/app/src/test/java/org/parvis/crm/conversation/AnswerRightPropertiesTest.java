package org.parvis.crm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.AnswerGivenBack;
import org.parvis.crm.api.AnswerReserved;
import org.parvis.crm.api.AnswerSent;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.GiveAnswerBack;
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.ReserveAnswer;

/** Whatever people, networks and automations do in whatever order: the promises of a conversation hold. */
class AnswerRightPropertiesTest {

    private static final String ID = "c-1";
    private static final String BRAND = "helianthe";
    private static final Instant NOW = Instant.parse("2026-11-23T08:12:00Z");

    @Property(tries = 60)
    void neverTwoRepliesHoldTheRightAndMessagesAreNumberedWithoutAGap(@ForAll("acts") List<Object> acts) {
        var happened = new ArrayList<ConversationEvent>();
        happened.addAll(carryOut(happened, receive("m0")));
        @Nullable String holder = null;
        var number = 0;
        var checked = 0;
        for (var act : acts) {
            happened.addAll(carryOut(happened, act));
            for (; checked < happened.size(); checked++) {
                switch (happened.get(checked)) {
                    case MessageReceived message -> assertThat(message.number()).isEqualTo(++number);
                    case AnswerReserved reserved -> {
                        assertThat(holder).isIn(null, reserved.replyId());
                        assertThat(reserved.seenMessages()).isEqualTo(number);
                        holder = reserved.replyId();
                    }
                    case AnswerGivenBack back -> {
                        assertThat(back.replyId()).isEqualTo(holder);
                        holder = null;
                    }
                    case AnswerSent sent -> holder = sent.replyId().equals(holder) ? null : holder;
                    default -> {}
                }
            }
        }
    }

    @Property(tries = 60)
    void whoMissedAMessageOrAnAnswerIsNeverLetThrough(@ForAll("acts") List<Object> acts, @ForAll("versions") int seen) {
        var happened = new ArrayList<ConversationEvent>();
        happened.addAll(carryOut(happened, receive("m0")));
        acts.forEach(act -> happened.addAll(carryOut(happened, act)));
        var reserved = carryOut(happened, new ReserveAnswer(ID, "late", seen));
        var missed = IntStream.range(seen + 1, happened.size())
                .mapToObj(happened::get)
                .anyMatch(event -> event instanceof MessageReceived || event instanceof AnswerSent);
        if (missed || seen >= happened.size()) {
            assertThat(reserved).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Object>> acts() {
        var name = Arbitraries.of("1", "2", "3", "4");
        return Arbitraries.oneOf(
                        name.map(n -> (Object) receive("m" + n)),
                        Combinators.combine(name, Arbitraries.of(0, 0, 0, 1, 2))
                                .as((n, behind) -> new Reserve("r" + n, behind)),
                        name.map(n -> new GiveAnswerBack(ID, "r" + n)),
                        name.map(n -> new RecordAnswer(ID, BRAND, "r" + n, "theo", NOW)),
                        name.map(n -> new AssignConversation(ID, BRAND, "member-" + n, null)),
                        name.map(n -> new AddNote(ID, BRAND, "n" + n, "Text", null)),
                        name.map(n -> new SnoozeConversation(ID, BRAND, NOW.plusSeconds(Long.parseLong(n)), null)),
                        Arbitraries.of(
                                new ResolveConversation(ID, BRAND, null),
                                new ReopenConversation(ID, BRAND, null),
                                new WakeConversation(ID, BRAND, null)))
                .list()
                .ofMinSize(3)
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<Integer> versions() {
        return Arbitraries.integers().between(0, 14);
    }

    /** Asks for the right as somebody who looked a few events ago. */
    private record Reserve(String replyId, int behind) {}

    /** What an act adds to what happened; nothing when it is refused. */
    private static List<ConversationEvent> carryOut(List<ConversationEvent> happened, Object act) {
        var fixture = new AggregateTestFixture<>(Conversation.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        var added = new ArrayList<ConversationEvent>();
        var command = act instanceof Reserve(var replyId, var behind)
                ? new ReserveAnswer(ID, replyId, happened.size() - 1L - behind)
                : act;
        fixture.given(happened.toArray()).when(command);
        fixture.getEventStore()
                .readEvents(ID)
                .asStream()
                .skip(happened.size())
                .forEach(event -> added.add((ConversationEvent) event.getPayload()));
        return added;
    }

    private static ReceiveMessage receive(String mentionId) {
        return new ReceiveMessage(ID, BRAND, "TOWN", "town-1", "t1", "p1", mentionId, NOW);
    }
}
