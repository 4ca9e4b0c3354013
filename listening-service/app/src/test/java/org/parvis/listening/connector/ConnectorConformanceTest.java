package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.StubServer.Reply;
import org.slf4j.LoggerFactory;

/** What every connector promises, tried on each against a network that tells the same story in its own words, and breaks in every way. */
class ConnectorConformanceTest {

    /** A network, its world, and a connector that listens to it. */
    private static final class Heard implements AutoCloseable {

        private final World world = new World();
        private final NetworkScript script;
        private final Stub server;
        private final Fetcher fetcher;
        private final Connector connector;
        private volatile @Nullable Reply fault;
        private volatile UnaryOperator<String> telling = UnaryOperator.identity();

        Heard(NetworkScript script) {
            this.script = script;
            this.server = script.serve(world, () -> Optional.ofNullable(fault), told -> telling.apply(told));
            var only = server.url("").replaceFirst("^.*://", "");
            this.fetcher = new Fetcher(
                    FetchPolicy.standard().allowing(AllowList.parse(only)).within(Duration.ofSeconds(10)), world.clock);
            this.connector = script.connector(fetcher, world, server.url(""));
        }

        PollResult poll(Cursor cursor) {
            return connector.poll(
                    new SourceSettings(script.settings(server.url(""))), new Credentials(script.credentials()), cursor);
        }

        Batch batch(Cursor cursor) {
            var result = poll(cursor);
            assertThat(result).isInstanceOf(Batch.class);
            return (Batch) result;
        }

        /** To the end, as the poller does. */
        Batch all(Cursor cursor) {
            var items = new ArrayList<CollectedItem>();
            var batch = batch(cursor);
            items.addAll(batch.items());
            for (var times = 0; batch.more() && times < 20; times++) {
                batch = batch(batch.next());
                items.addAll(batch.items());
            }
            return new Batch(items, batch.next(), false, batch.incomplete(), Optional.empty());
        }

        @Override
        public void close() {
            fetcher.close();
            server.close();
        }
    }

    private static List<String> texts(Batch batch) {
        return batch.items().stream()
                .filter(item -> item.change() != Change.DELETED)
                .map(CollectedItem::text)
                .toList();
    }

    private static Map<String, String> identities(Batch batch) {
        var identities = new HashMap<String, String>();
        batch.items()
                .forEach(item -> identities.put(
                        item.text(), MentionIdentity.mention("helianthe", item.scope(), item.remoteId())));
        return identities;
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatIsThereOldestFirstWithItsAuthorAndTime(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("one");
            heard.world.says("two");
            heard.world.says("three");

            var batch = heard.all(Cursor.START);

            assertThat(texts(batch)).containsExactly("one", "two", "three");
            assertThat(batch.items()).allSatisfy(item -> {
                assertThat(item.author().id()).isNotBlank();
                assertThat(item.author().handle()).isNotBlank();
                assertThat(item.publishedAt())
                        .isBeforeOrEqualTo(heard.world.clock.instant())
                        .isAfter(heard.world.clock.instant().minus(Duration.ofHours(1)));
                assertThat(item.threadRemoteId()).isNotBlank();
                assertThat(item.scope())
                        .isEqualTo(heard.connector.scope(
                                new SourceSettings(script.settings(heard.server.url(""))), item.remoteId()));
            });
            assertThat(heard.connector.kind()).isEqualTo(script.kind());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheSameUnderTheSameNameHoweverOftenItIsAsked(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("one");
            var first = heard.all(Cursor.START);
            heard.world.says("two");
            var second = heard.all(first.next());
            var again = heard.all(first.next());

            assertThat(texts(second))
                    .as("the cursor is the caller's, who stores it when all is safe")
                    .contains("two");
            assertThat(texts(again)).containsExactlyInAnyOrderElementsOf(texts(second));
            assertThat(identities(again)).isEqualTo(identities(second));
            assertThat(identities(heard.all(Cursor.START))).containsAllEntriesOf(identities(first));
            assertThat(new HashSet<>(identities(heard.all(Cursor.START)).values()))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsWhatTheNetworkShowsLate(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("early");
            var first = heard.all(Cursor.START);
            var second = heard.all(first.next());
            heard.world.saysLate("late", Duration.ofMinutes(8));

            var third = heard.all(second.next());
            assertThat(texts(third)).contains("late");
        }
    }

    @ParameterizedTest
    @EnumSource
    void missesNothingOfALongSilence(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("before");
            var before = heard.all(Cursor.START);
            heard.fault = new Reply(503, Map.of("Retry-After", "60"), "");
            assertThat(heard.poll(before.next())).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.problem()).isEqualTo(Problem.OUTAGE);
                assertThat(failure.code()).isEqualTo("listening.source.SERVER_ERROR");
            });
            var expected = new ArrayList<String>();
            for (var i = 0; i < 170; i++) {
                heard.world.says("during " + i);
                expected.add("during " + i);
            }
            heard.fault = null;

            var after = heard.all(before.next());
            assertThat(texts(after)).containsAll(expected);
            assertThat(after.incomplete()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsEditsWhereTheNetworkDoes(NetworkScript script) {
        Assumptions.assumeTrue(script.tellsEdits());
        try (var heard = new Heard(script)) {
            heard.world.says("first words");
            var before = heard.all(Cursor.START);
            heard.world.passes(Duration.ofHours(3));
            heard.world.says("between");
            var between = heard.all(before.next());
            heard.world.edits("first words", "better words");

            var after = heard.all(between.next());
            assertThat(identities(after).get("better words"))
                    .isEqualTo(identities(before).get("first words"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsDeletionsWhereTheNetworkDoes(NetworkScript script) {
        Assumptions.assumeTrue(script.tellsDeletions());
        try (var heard = new Heard(script)) {
            heard.world.says("kept");
            heard.world.says("regretted");
            var before = heard.all(Cursor.START);
            heard.world.passes(Duration.ofHours(3));
            var between = heard.all(before.next());
            heard.world.deletes("regretted");

            var after = heard.all(between.next());
            assertThat(after.items())
                    .filteredOn(item -> item.change() == Change.DELETED)
                    .extracting(item -> MentionIdentity.mention("helianthe", item.scope(), item.remoteId()))
                    .containsOnly(identities(before).get("regretted"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesANetworkAloneAsLongAsItAsks(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.fault = new Reply(429, Map.of("Retry-After", "120"), "{}");
            assertThat(heard.poll(Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.problem()).isEqualTo(Problem.RATE_LIMIT);
                if (script.saysHowLongToWait()) {
                    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
                }
            });
            assertThat(heard.server.requests()).as("one answer is enough").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNobodyAnswers(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.server.close();
            assertThat(heard.poll(Cursor.START))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.OUTAGE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nonsenseBringsNothingAndCostsNothing(NetworkScript script) {
        var nonsense = List.of(
                "",
                "<html><body>Welcome to the hotel wifi</body></html>",
                "{",
                "[]",
                "{}",
                "null",
                "\"text\"",
                "[null,1,{},[[]]]",
                "{\"items\":{},\"notifications\":7,\"latest_posts\":\"x\",\"statuses\":null}",
                "{\"items\":[{}],\"notifications\":[{}],\"latest_posts\":[{}],\"statuses\":[{}],\"cursor\":\"1\"}",
                "[".repeat(100_000),
                "<rss><channel><item><guid>");
        try (var heard = new Heard(script)) {
            heard.world.says("said before");
            var cursor = heard.all(Cursor.START).next();
            for (var body : nonsense) {
                heard.fault = new Reply(200, Map.of("Content-Type", "application/json"), body);
                var result = heard.poll(cursor);
                heard.fault = null;
                heard.world.says("after " + nonsense.indexOf(body));
                var goesOn = cursor;
                if (result instanceof Batch batch) {
                    assertThat(batch.items())
                            .as(body.substring(0, Math.min(60, body.length())))
                            .isEmpty();
                    goesOn = batch.next();
                }
                var next = heard.all(goesOn);
                assertThat(texts(next))
                        .as("after %s", body.substring(0, Math.min(60, body.length())))
                        .contains("after " + nonsense.indexOf(body));
                cursor = next.next();
            }
        }
    }

    /** Where in an answer something ends that is told: in JSON a string, elsewhere an element, an address or a line. */
    private static final Pattern END = Pattern.compile("(?<=[^\\[{,:])\"(?=[],}:])|</|(?<=[a-z])>(?=[\\s])");

    /** The same answer with something in its place of that number that no database keeps and no reader should see. */
    private static String spoiled(String told, int place) {
        var json = told.startsWith("{") || told.startsWith("[");
        var ends = END.matcher(told).results().skip(place).findFirst();
        return ends.map(end -> told.substring(0, end.start())
                        + (json ? "\\u0000\\u202e\\ud800" : "\0\u202e")
                        + told.substring(end.start()))
                .orElse(told);
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesInThatCannotBeKeptWhereverItStands(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("said &amp; done");
            var came = 0;
            for (var place = 0; place < 40; place++) {
                var number = place;
                heard.telling = told -> spoiled(told, number);
                if (heard.poll(Cursor.START) instanceof Batch batch) {
                    came += batch.items().size();
                    assertThat(batch.items())
                            .flatExtracting(ConnectorConformanceTest::words)
                            .allSatisfy(word ->
                                    assertThat(word).as("place %s", number).doesNotContainPattern("[\\p{Cs}\u202e\0]"));
                }
            }
            assertThat(came).as("it is read all the same").isGreaterThan(20);
        }
    }

    private static List<String> words(CollectedItem item) {
        return Stream.of(
                        Stream.of(item.remoteId(), item.permalink(), item.text(), item.threadRemoteId()),
                        Stream.of(
                                item.author().id(),
                                item.author().handle(),
                                item.author().name()),
                        Stream.of(item.title(), item.parentRemoteId(), item.language())
                                .flatMap(Optional::stream))
                .flatMap(some -> some)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void takesNoMoreThanItCanHold(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("x".repeat(900_000));
            assertThat(heard.all(Cursor.START).items())
                    .allSatisfy(item -> assertThat(item.text().length()).isLessThanOrEqualTo(20_000));
            heard.fault = new Reply(200, Map.of(), "{\"x\":\"" + "y".repeat(6_000_000) + "\"}");
            assertThat(heard.poll(Cursor.START))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.BAD_CONTENT));
        }
    }

    /** Twenty pages may be in memory one after the other, and not together. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FEED")
    void takesInSeveralPollsWhatOneCannotHold(NetworkScript script) {
        try (var heard = new Heard(script)) {
            heard.world.says("before");
            var cursor = heard.all(Cursor.START).next();
            var expected = new ArrayList<String>();
            for (var i = 0; i < 400; i++) {
                heard.world.says("long " + i + " " + "x".repeat(18_000));
                expected.add("long " + i);
            }
            var came = new ArrayList<String>();
            var more = true;
            for (var polls = 0; more && polls < 60; polls++) {
                var batch = heard.batch(cursor);
                assertThat(texts(batch).stream().mapToInt(String::length).sum()).isLessThan(4_000_000);
                assertThat(batch.incomplete()).isFalse();
                texts(batch).forEach(text -> came.add(text.replaceFirst(" x+$", "")));
                cursor = batch.next();
                more = batch.more();
                if (polls == 0) {
                    heard.world.says("meanwhile");
                }
            }
            texts(heard.all(cursor)).forEach(text -> came.add(text.replaceFirst(" x+$", "")));
            assertThat(came).containsAll(expected).contains("meanwhile");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotLedIntoNetworksThatAreNotItsBusiness(NetworkScript script) {
        try (var heard = new Heard(script);
                var inside = new StubServer(asked -> Reply.json("{}"))) {
            for (var address :
                    List.of(inside.url("/"), "http://169.254.169.254/latest/meta-data", "file:///etc/passwd")) {
                heard.fault = new Reply(302, Map.of("Location", address), "");
                assertThat(heard.poll(Cursor.START))
                        .isInstanceOfSatisfying(
                                Failure.class,
                                failure -> assertThat(failure.problem())
                                        .isIn(Problem.REFUSED_ADDRESS, Problem.BAD_CONTENT));
            }
            assertThat(inside.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsSecretsWhateverItIsTold(NetworkScript script) {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try (var heard = new Heard(script)) {
            heard.world.says("one");
            var told = "{\"error\":\"%s\",\"message\":\"%s\",\"code\":\"%s\",\"errors\":[\"%s\"]}"
                    .replace("%s", NetworkScript.SECRET);
            var cursor = heard.all(Cursor.START).next();
            for (var status : List.of(200, 302, 400, 401, 403, 404, 410, 418, 429, 500, 503)) {
                heard.fault = new Reply(
                        status,
                        Map.of(
                                "Location",
                                "http://10.0.0.1/?token=" + NetworkScript.SECRET,
                                "X-Echo",
                                NetworkScript.SECRET),
                        told);
                var result = heard.poll(cursor);
                assertThat(result.toString()).as("%s", status).doesNotContain(NetworkScript.SECRET);
            }
            assertThat(cursor.toString()).doesNotContain(NetworkScript.SECRET);
            assertThat(new Credentials(script.credentials()).toString()).doesNotContain(NetworkScript.SECRET);
            assertThat(heard.server.requests())
                    .allSatisfy(request -> assertThat(request.replaceAll("\\[.*?]|\\{.*", ""))
                            .as("nothing secret in an address, which others log")
                            .doesNotContain(NetworkScript.SECRET));
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(line -> line.contains(NetworkScript.SECRET));
        } finally {
            root.detachAppender(log);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItNeedsBeforeAnythingIsTried(NetworkScript script) {
        try (var heard = new Heard(script)) {
            assertThat(heard.connector.check(
                            new SourceSettings(script.settings(heard.server.url(""))),
                            new Credentials(script.credentials())))
                    .isEmpty();
            var needed = heard.connector.settings().stream()
                    .filter(Setting::needed)
                    .map(Setting::name)
                    .toList();
            assertThat(heard.connector.check(new SourceSettings(Map.of()), Credentials.NONE))
                    .extracting(SettingProblem::name)
                    .containsAll(needed);
            var known = heard.connector.settings().stream().map(Setting::name).toList();
            assertThat(known).containsAll(script.settings("").keySet());
            assertThat(heard.connector.settings().stream()
                            .filter(Setting::secret)
                            .map(Setting::name))
                    .containsAll(script.credentials().keySet());
            assertThat(heard.server.requests()).isEmpty();
        }
    }
}
