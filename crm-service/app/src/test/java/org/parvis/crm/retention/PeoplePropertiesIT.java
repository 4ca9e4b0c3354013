package org.parvis.crm.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.parvis.crm.sql.Instants;
import org.parvis.test.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Whatever happened with people of a brand: exactly those are chosen who had no contact since the cut-off of their class, are in nobody's
 * hands and are owed nothing. On rows of a real PostgreSQL, against rules told a second time in Java.
 */
class PeoplePropertiesIT {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String BRAND = "helianthe";
    private static final JdbcClient JDBC = tables();
    private static final List<String> UNDER_WAY =
            List.of("SUBMITTED", "WAITING_APPROVAL", "RELEASED", "ATTEMPTED", "UNKNOWN", "PARKED");

    /** What happened with one person; days count back from now. */
    record Story(
            int seenDaysAgo,
            int entryDaysAgo,
            int answers,
            int notes,
            boolean isAnswering,
            String suggestion,
            String erasure,
            String reply,
            String copy,
            boolean isWaiting) {

        boolean hasConversation() {
            return entryDaysAgo >= 0;
        }

        int contactDaysAgo() {
            return hasConversation() ? Math.min(seenDaysAgo, entryDaysAgo) : seenDaysAgo;
        }

        boolean isInConversation() {
            return (hasConversation() && answers + notes > 0) || !suggestion.isEmpty();
        }

        boolean isLate(int neverAnsweredDays, int inConversationDays) {
            return contactDaysAgo() >= (isInConversation() ? inConversationDays : neverAnsweredDays);
        }

        boolean isKept() {
            return isOwedAnAnswer()
                    || (hasConversation() && isAnswering)
                    || UNDER_WAY.contains(reply)
                    || isWaiting
                    || List.of("asked", "made").contains(copy)
                    || List.of("REQUESTED", "DEFERRED", "APPROVED", "ERASED", "FINISHED", "DECLINED LEGAL_CLAIM")
                            .contains(erasure);
        }

        private boolean isOwedAnAnswer() {
            return List.of("undecided", "accepted", "later", "declined", "shipped", "asked")
                    .contains(suggestion);
        }
    }

    @Property(tries = 80)
    void exactlyThoseAreChosenWhomNothingKeeps(
            @ForAll("stories") List<Story> stories,
            @ForAll @IntRange(min = 1, max = 60) int neverAnsweredDays,
            @ForAll @IntRange(min = 1, max = 60) int inConversationDays,
            @ForAll @IntRange(min = 1, max = 12) int most) {
        write(stories);
        var people = new People(JDBC);
        var cutOff = new CutOff(
                NOW.minus(Duration.ofDays(neverAnsweredDays)), NOW.minus(Duration.ofDays(inConversationDays)));
        var expected = IntStream.range(0, stories.size())
                .filter(n -> stories.get(n).isLate(neverAnsweredDays, inConversationDays)
                        && !stories.get(n).isKept())
                .boxed()
                .sorted(Comparator.comparing((Integer n) -> -stories.get(n).contactDaysAgo())
                        .thenComparing(PeoplePropertiesIT::id))
                .map(PeoplePropertiesIT::id)
                .toList();

        assertThat(people.oldest(BRAND, cutOff, 1_000))
                .extracting(People.Due::personId)
                .containsExactlyElementsOf(expected);
        assertThat(people.oldest(BRAND, cutOff, most))
                .extracting(People.Due::personId)
                .containsExactlyElementsOf(expected.stream().limit(most).toList());
        assertThat(people.after(BRAND, cutOff, null, 1_000))
                .extracting(People.Due::personId)
                .containsExactlyElementsOf(expected.stream().sorted().toList());
        assertThat(people.count(BRAND, cutOff).all()).isEqualTo(expected.size());
        for (var n = 0; n < stories.size(); n++) {
            assertThat(people.whyKept(BRAND, id(n), cutOff, "another").isEmpty())
                    .as("%s", stories.get(n))
                    .isEqualTo(expected.contains(id(n)));
        }
    }

    @Property(tries = 40)
    void everybodyHasAClassAndALastContact(@ForAll("stories") List<Story> stories) {
        write(stories);
        var people = new People(JDBC);
        for (var n = 0; n < stories.size(); n++) {
            var story = stories.get(n);
            assertThat(people.find(BRAND, id(n)))
                    .contains(new People.Due(
                            id(n),
                            story.isInConversation() ? PersonClass.IN_CONVERSATION : PersonClass.NEVER_ANSWERED,
                            daysAgo(story.contactDaysAgo())));
        }
        assertThat(people.find(BRAND, "somebody-of-nimbus")).isEmpty();
    }

    @Provide
    Arbitrary<List<Story>> stories() {
        var days = Arbitraries.integers().between(0, 70);
        var nothing = Arbitraries.just("");
        // Most stories are plain, otherwise hardly anybody would ever be due.
        return Combinators.combine(
                        days,
                        Arbitraries.integers().between(-20, 70),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
                        rarely(
                                nothing,
                                Arbitraries.of(
                                        "undecided",
                                        "accepted",
                                        "later",
                                        "declined",
                                        "shipped",
                                        "asked",
                                        "declined told",
                                        "shipped told",
                                        "declined missed",
                                        "shipped missed")),
                        rarely(
                                nothing,
                                Arbitraries.of(
                                        "REQUESTED",
                                        "DEFERRED",
                                        "APPROVED",
                                        "ERASED",
                                        "FINISHED",
                                        "FINISHED SPARED",
                                        "DECLINED LEGAL_CLAIM",
                                        "DECLINED PUBLIC_INTEREST")))
                .flatAs((seen, entry, answers, notes, answering, suggestion, erasure) -> Combinators.combine(
                                rarely(
                                        nothing,
                                        Arbitraries.of(
                                                "DRAFT",
                                                "SUBMITTED",
                                                "WAITING_APPROVAL",
                                                "RELEASED",
                                                "ATTEMPTED",
                                                "UNKNOWN",
                                                "PARKED",
                                                "CONFIRMED",
                                                "REJECTED",
                                                "CANCELLED")),
                                rarely(nothing, Arbitraries.of("asked", "made", "dropped", "failed")),
                                Arbitraries.integers().between(0, 9))
                        .as((reply, copy, waiting) -> new Story(
                                seen,
                                entry,
                                answers,
                                notes,
                                answering,
                                suggestion,
                                erasure,
                                reply,
                                copy,
                                waiting == 0)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Arbitrary<String> rarely(Arbitrary<String> usual, Arbitrary<String> rare) {
        return Arbitraries.frequencyOf(Tuple.of(3, usual), Tuple.of(1, rare));
    }

    private static void write(List<Story> stories) {
        JDBC.sql("""
                truncate person, conversation, suggestion, suggestion_evidence, telling_author, erasure, erasure_spared, thread_item,
                  intake, access_export
                """).update();
        for (var n = 0; n < stories.size(); n++) {
            write(id(n), stories.get(n));
        }
        // Another brand's people are nobody's business here.
        person("nimbus", "somebody-of-nimbus", 70);
    }

    private static void write(String id, Story story) {
        person(BRAND, id, story.seenDaysAgo());
        if (story.hasConversation()) {
            // An older one counts as little as it is old.
            conversation(id, "old-", 70, 0, 0, false);
            conversation(id, "new-", story.entryDaysAgo(), story.answers(), story.notes(), story.isAnswering());
        }
        if (!story.suggestion().isEmpty()) {
            suggestion(id, story.suggestion());
        }
        if (!story.erasure().isEmpty()) {
            erasure(id, story.erasure());
        }
        if (!story.reply().isEmpty()) {
            JDBC.sql("""
                    insert into thread_item (kind, item_id, brand_id, conversation_id, person_id, said_at, changed_at, text, reply_state)
                    values ('REPLY', ?, ?, 'c', ?, now(), now(), '', ?)
                    """).params("r-" + id, BRAND, id, story.reply()).update();
        }
        if (!story.copy().isEmpty()) {
            JDBC.sql("""
                    insert into access_export (export_id, brand_id, person_id, requested_by, requested_at, ready_at, sealed, failure)
                    values (?, ?, ?, 'nadia', now(), case when ? then null else now() end, case when ? then 'x'::bytea end,
                      case when ? then 'FAILED' end)
                    """)
                    .params(
                            "x-" + id,
                            BRAND,
                            id,
                            story.copy().equals("asked") || story.copy().equals("failed"),
                            story.copy().equals("made"),
                            story.copy().equals("failed"))
                    .update();
        }
        if (story.isWaiting()) {
            JDBC.sql("""
                    insert into intake (mention_id, brand_id, network, source_id, thread_id, person_id, received_at, collected_at, state)
                    values (?, ?, 'TOWN', 's', 't', ?, now(), now(), 'WAITING')
                    """).params("m-" + id, BRAND, id).update();
        }
    }

    private static void person(String brand, String id, int seenDaysAgo) {
        JDBC.sql("""
                insert into person (brand_id, person_id, network, name, handle, known_since, last_seen, messages)
                values (?, ?, 'TOWN', 'n', 'h', now(), ?, 1)
                """)
                .params(brand, id, Instants.parameter(daysAgo(seenDaysAgo)))
                .update();
    }

    private static void conversation(
            String person, String prefix, int entryDaysAgo, int answers, int notes, boolean isAnswering) {
        JDBC.sql("""
                insert into conversation (conversation_id, brand_id, network, source_id, thread_id, person_id, state, version, opened_at,
                  messages, answers, notes, last_mention_id, last_message_at, last_event_at, paused_seconds, answering_reply)
                values (?, ?, 'TOWN', 's', 't', ?, 'OPEN', 1, now(), 1, ?, ?, 'm', ?, ?, 0, nullif(?, ''))
                """)
                .params(
                        prefix + person,
                        BRAND,
                        person,
                        answers,
                        notes,
                        Instants.parameter(daysAgo(70)),
                        Instants.parameter(daysAgo(entryDaysAgo)),
                        isAnswering ? "r" : "")
                .update();
    }

    private static void suggestion(String person, String story) {
        var decision = Optional.of(story)
                .filter(s -> s.startsWith("accepted")
                        || s.startsWith("shipped")
                        || s.startsWith("declined")
                        || s.startsWith("later"))
                .map(s -> s.startsWith("declined") ? "DECLINED" : s.startsWith("later") ? "LATER" : "ACCEPTED")
                .orElse(story.equals("asked") ? "DECLINED" : "");
        JDBC.sql("""
                insert into suggestion (suggestion_id, brand_id, product_line_id, summary, version, raised_by, raised_at, first_mention_at,
                  decision, shipped_at)
                values (?, ?, 'l', 's', 1, 'ines', now(), now(), nullif(?, ''), case when ? then now() end)
                """)
                .params("s-" + person, BRAND, decision, story.startsWith("shipped"))
                .update();
        JDBC.sql("""
                insert into suggestion_evidence (suggestion_id, mention_id, brand_id, conversation_id, person_id, added_by, added_at,
                  told_at, not_reached_code)
                values (?, 'm', ?, 'c', ?, 'ines', now(), case when ? then now() end, case when ? then 'GONE' end)
                """)
                .params(
                        "s-" + person,
                        BRAND,
                        person,
                        story.endsWith(" told") || story.equals("asked"),
                        story.endsWith(" missed"))
                .update();
        JDBC.sql("""
                insert into telling_author (suggestion_id, conversation_id, brand_id, mention_id, person_id, asked_round, done_round)
                values (?, 'c', ?, 'm', ?, ?, 1)
                """)
                .params("s-" + person, BRAND, person, story.equals("asked") ? 2 : 1)
                .update();
    }

    private static void erasure(String person, String story) {
        var words = story.split(" ", 2);
        var declined = words[0].equals("DECLINED") ? words[1] : "";
        JDBC.sql("""
                insert into erasure (erasure_id, brand_id, person_ids, ground, state, requested_by, requested_at, due_at, declined_because)
                values (?, ?, array['before', ?, 'zuletzt'], 'ASKED_BY_PERSON', ?, 'ines', now(), now(), nullif(?, ''))
                """).params("e-" + person, BRAND, person, words[0], declined).update();
        if (story.endsWith("SPARED")) {
            JDBC.sql("insert into erasure_spared (erasure_id, person_id, brand_id, because) values (?, ?, ?, 'HELD')")
                    .params("e-" + person, person, BRAND)
                    .update();
        }
    }

    private static String id(int number) {
        return "p-%02d".formatted(number);
    }

    private static Instant daysAgo(int days) {
        // An hour off the full day, so that nobody stands exactly on a cut-off.
        return NOW.minus(Duration.ofDays(days)).minus(Duration.ofHours(1));
    }

    private static JdbcClient tables() {
        try {
            var connection = TestPostgres.freshDatabase().owner().getConnection();
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql("set synchronous_commit = off").update();
            for (var script : List.of(
                    "V1__conversations",
                    "V2__suggestions",
                    "V3__automations",
                    "V4__erasure",
                    "V7__leavers",
                    "V8__retention",
                    "V14__relations")) {
                try (var sql = PeoplePropertiesIT.class.getResourceAsStream("/db/crm/" + script + ".sql");
                        var statement = connection.createStatement()) {
                    statement.execute(new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return jdbc;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
