package org.parvis.listening.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionEvent;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectInBatch;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.parvis.listening.mention.MentionCommand.KeepReading;
import org.parvis.listening.mention.MentionCommand.RestoreReading;

/** Whatever is said of a message and taken back, in whatever order: it is read as the newest word says that was not taken back. */
class TakingBackPropertyTest {

    private static final String BRAND = "helianthe";
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final CollectMention COLLECT = new CollectMention(
            "m1",
            new MentionCollected(
                    "m1",
                    BRAND,
                    "s1",
                    "TOWN",
                    "th1",
                    "p-1",
                    "Margaux",
                    "margaux",
                    "r1",
                    null,
                    "https://town.example/posts/r1",
                    null,
                    "The wifi is down",
                    AT,
                    AT,
                    List.of(new TopicMatch("t1", List.of("wifi")))),
            new MentionClassified("m1", BRAND, "en", -0.6, Intent.CRITICISM, false, true, List.of(), "1", "p-1"));

    /** What somebody does. */
    sealed interface Act {

        /** Says it with a batch, which is said once. */
        record Batch(int batch, Correction correction) implements Act {}

        record Undo(int batch) implements Act {}

        record Alone(@Nullable Intent intent) implements Act {}
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Intent> intents = Arbitraries.of(Intent.SPAM, Intent.PRAISE, Intent.CRITICISM);
        Arbitrary<Act> batches = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Leaning.class).injectNull(0.4),
                        intents.injectNull(0.3))
                .as((batch, tone, intent) -> new Act.Batch(batch, new Correction(tone, intent)));
        Arbitrary<Act> undos = Arbitraries.integers().between(0, 5).map(Act.Undo::new);
        Arbitrary<Act> alone = intents.injectNull(0.4).map(Act.Alone::new);
        return Arbitraries.frequencyOf(Tuple.of(5, batches), Tuple.of(5, undos), Tuple.of(1, alone))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 500)
    void itIsReadAsTheNewestWordThatWasNotTakenBack(@ForAll("acts") List<Act> acts) {
        var words = new Words();
        var commands = new ArrayList<Object>(List.of(COLLECT));
        acts.forEach(act -> commands.addAll(words.after(act)));
        var fixture = new AggregateTestFixture<>(Mention.class);
        // A repetition of the first changes nothing; what all before it led to is on record by then.
        fixture.givenCommands(commands).when(COLLECT).expectNoEvents();
        var onRecord = fixture.getEventStore()
                .readEvents("m1")
                .asStream()
                .map(message -> (MentionEvent) message.getPayload())
                .reduce(Reading.NONE, TakingBackPropertyTest::read, (a, b) -> b);
        assertThat(onRecord).isEqualTo(words.reading());
    }

    /** As every read model follows it. */
    private static Reading read(Reading before, MentionEvent event) {
        return switch (event) {
            case MentionClassified e -> new Reading(e.language(), e.tone(), e.intent(), e.unsure(), false, false);
            case MentionCorrected e -> before.corrected(e.language(), e.tone(), e.intent());
            case MentionReadingConfirmed e -> before.confirmed();
            case MentionReadingRestored e ->
                new Reading(e.language(), e.tone(), e.intent(), e.unsure(), e.corrected(), e.settled());
            default -> before;
        };
    }

    /** The simple model: each word is how the message was read after it. */
    private static final class Words {

        private final List<Word> said = new ArrayList<>();
        private final HashSet<Integer> begun = new HashSet<>();

        /** @param batch none when it was said of this message alone */
        private record Word(@Nullable Integer batch, Reading reading) {}

        Words() {
            said.add(new Word(null, new Reading("en", -0.6, Intent.CRITICISM, true, false, false)));
        }

        Reading reading() {
            return said.getLast().reading();
        }

        List<Object> after(Act act) {
            var now = reading();
            return switch (act) {
                case Act.Batch(var batch, var correction) -> {
                    if (!begun.add(batch)) {
                        yield List.of();
                    }
                    var next = correction.agreesWith(now)
                            ? now.confirmed()
                            : now.corrected(null, correction.toneFor(now), correction.intentFor(now));
                    if (!correction.isSaidOf(now)) {
                        said.add(new Word(batch, next));
                    }
                    yield List.of(new CorrectInBatch("m1", BRAND, "b" + batch, correction));
                }
                case Act.Undo(var batch) -> {
                    said.removeIf(word -> word.batch() != null && word.batch().equals(batch));
                    yield List.of(
                            new RestoreReading("m1", BRAND, "b" + batch), new KeepReading("m1", BRAND, "b" + batch));
                }
                case Act.Alone(var intent) -> {
                    var next = intent == null || intent == now.intent()
                            ? now.confirmed()
                            : now.corrected(null, null, intent);
                    said.removeIf(word -> word.batch() != null);
                    said.add(new Word(null, next));
                    yield List.of(
                            intent == null
                                    ? new ConfirmReading("m1", BRAND)
                                    : new CorrectMention("m1", BRAND, null, null, intent));
                }
            };
        }
    }
}
