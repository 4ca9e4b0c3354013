package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.StubServer.Reply;

/** Streams that lose, repeat and mix up what they tell, break off, and are refused now and then: all that was said is here in the end. */
class StreamFaultsTest {

    private static final int SAID = 300;

    private static Set<String> heard(
            Connector connector,
            Map<String, String> settings,
            Map<String, String> credentials,
            World world,
            Random random) {
        var texts = new HashSet<String>();
        var cursor = Cursor.START;
        for (var said = 0; said < 2 * SAID && (said < SAID || texts.size() < SAID); said++) {
            if (said < SAID) {
                world.saysLate("said " + said, Duration.ofMillis(random.nextInt(60_000)));
            }
            world.passes(Duration.ofSeconds(random.nextInt(12)));
            // Not every poll keeps what it brought: then the cursor stays, as after a crash.
            if (connector.poll(new SourceSettings(settings), new Credentials(credentials), cursor)
                            instanceof Batch batch
                    && random.nextInt(10) > 0) {
                batch.items().stream()
                        .filter(item -> item.change() == Change.PRESENT)
                        .map(CollectedItem::text)
                        .forEach(texts::add);
                cursor = batch.next();
            }
        }
        return texts;
    }

    private static void losesNothing(NetworkScript script, World world, Stub server, Random random) {
        try (server;
                var fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), world.clock)) {
            var texts = heard(
                    script.connector(fetcher, world, server.url("")),
                    script.settings(server.url("")),
                    script.credentials(),
                    world,
                    random);
            assertThat(texts).hasSize(SAID);
        }
    }

    private static Supplier<Optional<Reply>> sometimes(Random random) {
        return () -> switch (random.nextInt(12)) {
            case 0 -> Optional.of(new Reply(503, Map.of(), ""));
            case 1 -> Optional.of(new Reply(429, Map.of("Retry-After", "3"), ""));
            default -> Optional.empty();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesNothingOfWhatMastodonsStreamsTellBadly(long seed) {
        var random = new Random(seed);
        var world = new World();
        var server = NetworkScript.MASTODON_STREAM.serve(
                world, sometimes(random), told -> told.startsWith(":)") ? badly(told, random) : told);
        losesNothing(NetworkScript.MASTODON_STREAM, world, server, random);
    }

    /** Some of it lost, some twice, in another order, and broken off. */
    private static String badly(String told, Random random) {
        var events = new ArrayList<String>();
        for (var event : told.split("\n\n")) {
            for (var times = random.nextInt(3); times > 0; times--) {
                events.add(event);
            }
        }
        Collections.shuffle(events, random);
        var all = String.join("\n\n", events);
        return ":)\n\n" + all.substring(0, all.isEmpty() ? 0 : random.nextInt(all.length()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesNothingOfWhatJetstreamTellsTwiceAndBreaksOff(long seed) {
        var random = new Random(seed);
        var world = new World();
        var fault = sometimes(random);
        var server = new StubJetstream(
                asked -> fault.get().orElseGet(() -> NetworkScript.JETSTREAM.answer(asked, world)), asked -> {
                    var told = new ArrayList<String>();
                    for (var message : NetworkScript.commits(asked, world)) {
                        told.addAll(Collections.nCopies(1 + random.nextInt(2), message));
                    }
                    var some = told.subList(0, random.nextInt(told.size() + 1));
                    return new StubJetstream.Told(
                            List.copyOf(some), List.of(1000, 1001, 1008, 1011).get(random.nextInt(4)));
                });
        losesNothing(NetworkScript.JETSTREAM, world, server, random);
    }
}
