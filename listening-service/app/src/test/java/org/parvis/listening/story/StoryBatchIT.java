package org.parvis.listening.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.story.Recogniser.Arrival;
import org.parvis.test.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** However many messages are looked at together: the stories, and what is remembered, are those of one after the other. */
class StoryBatchIT {

    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
    private static final JdbcClient JDBC = tables();
    private static final TraceRows ROWS = new TraceRows(JDBC, Clock.systemUTC());

    private static final String FLIGHT =
            "Hélianthe opens a night flight from Nantes to Lisbon in May, said its director on Tuesday morning";
    private static final List<String> TEXTS = List.of(
            FLIGHT,
            "RT @somebody: " + FLIGHT,
            FLIGHT.substring(0, FLIGHT.length() * 8 / 10) + "…",
            FLIGHT
                    + " and promises fares below those of the train, which the unions of both houses do not believe at all,"
                    + " since nobody has seen a plan of it, a date, or a crew that would be there at three in the morning",
            "The strike begins on Monday at six in the morning in Rennes and nobody knows for how long",
            "From Monday at six in the morning there is a strike in Rennes, nobody knows for how long",
            "Read https://news.example/2026/11/night-flight-to-lisbon",
            "Look at this https://news.example/2026/11/night-flight-to-lisbon and at that https://blog.example/strike-in-rennes",
            "Thank you so much");

    /**
     * One message, and perhaps where a person then places another.
     *
     * @param placed how many messages before this one, or none when negative
     */
    record Said(String brand, String source, String person, String text, Duration after, int placed) {}

    @Provide
    Arbitrary<List<Said>> said() {
        return Combinators.combine(
                        Arbitraries.of("helianthe", "helianthe", "borealis"),
                        Arbitraries.of("forum", "feed"),
                        Arbitraries.integers().between(1, 8).map(n -> "person-" + n),
                        Arbitraries.of(TEXTS),
                        Arbitraries.integers().between(0, 40 * 24).map(Duration::ofHours),
                        Arbitraries.integers().between(-12, 4))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 150)
    void theSameStoriesAndTheSameMemoryInBatchesOfAnySize(
            @ForAll("said") List<Said> said,
            @ForAll @IntRange(min = 2, max = 20) int batch,
            @ForAll @IntRange(min = 1, max = 9) int together) {
        var one = told(said, 1, 1);
        assertThat(told(said, batch, together)).isEqualTo(one);
        assertThat(told(said, said.size(), StoryBatch.TOGETHER)).isEqualTo(one);
    }

    /** Every message links to one page and says something else of it, so each is near all others, more than are looked at. */
    @Example
    void asManyAreLookedAtAsForOneMessage() {
        var said = IntStream.range(0, Traces.MOST + 60)
                .mapToObj(n -> new Said(
                        "helianthe",
                        "forum",
                        "person-" + n,
                        "Number " + n + " says of it: " + ("word" + n + " ").repeat(n % 5 * 3)
                                + "https://news.example/2026/11/night-flight-to-lisbon",
                        Duration.ofMinutes(n * 37 % 400),
                        n % 9 == 0 && n > 20 ? 20 : -1))
                .toList();
        assertThat(told(said, 500, StoryBatch.TOGETHER)).isEqualTo(told(said, 1, 1));
    }

    /** As a batch is run again in which a message could not be digested: what was recognised for that one is gone. */
    @Example
    void whatFailedIsForgotten() {
        JDBC.sql("truncate story_trace").update();
        var arrivals = IntStream.range(0, 3)
                .mapToObj(
                        n -> arrival(n, new Said("helianthe", "forum", "person-" + n, FLIGHT, Duration.ofHours(n), -1)))
                .toList();
        var batch = new StoryBatch(ROWS, arrivals, 1);
        batch.recognise(arrivals.get(0));
        batch.forget();
        assertThat(batch.recognise(arrivals.get(1))).isEmpty();
        batch.write();
        assertThat(batch.recognise(arrivals.get(2)).map(like -> like.to().mentionId()))
                .hasValue("m-1");
    }

    private record Told(List<Optional<String>> likes, List<Map<String, @Nullable Object>> traces) {}

    private static Told told(List<Said> said, int batchSize, int together) {
        JDBC.sql("truncate story_trace").update();
        var likes = new ArrayList<Optional<String>>();
        for (int from = 0; from < said.size(); from += batchSize) {
            int to = Math.min(said.size(), from + batchSize);
            var arrivals = IntStream.range(from, to)
                    .mapToObj(n -> arrival(n, said.get(n)))
                    .toList();
            var batch = new StoryBatch(ROWS, arrivals, together);
            for (int n = from; n < to; n++) {
                likes.add(batch.recognise(arrivals.get(n - from))
                        .map(like -> like.to().mentionId() + " " + like.to().storyId() + " " + like.kind() + " "
                                + like.degree()));
                int placed = said.get(n).placed();
                if (placed >= 0 && placed <= n) {
                    batch.move("m-" + (n - placed), "m-" + n);
                }
            }
            batch.write();
        }
        return new Told(likes, JDBC.sql("""
                                select mention_id, of_brand, source_id, person_id, story_id, said_at, last_said_at, words,
                                  encode(whole, 'hex') as whole, encode(opening, 'hex') as opening, page, links::text, keys::text
                                  from story_trace order by mention_id
                                """).query().listOfRows());
    }

    private static Arrival arrival(int n, Said said) {
        return new Arrival(
                "m-" + n,
                said.brand(),
                said.source(),
                said.person(),
                null,
                said.text(),
                "https://forum.example/thread/" + n % 7,
                AT.plus(said.after()));
    }

    private static JdbcClient tables() {
        try (var script = StoryBatchIT.class.getResourceAsStream("/db/listening/V9__stories.sql")) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(
                    TestPostgres.freshDatabase().owner().getConnection(), true));
            jdbc.sql(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8))
                    .update();
            return jdbc;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
