package org.parvis.listening.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.boot.Brands;
import org.parvis.boot.Cursor;
import org.parvis.boot.PageRequest;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.mention.MentionFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The listening room by story when much was said, on a real PostgreSQL: the right stories, and no more work than there are messages. */
@SuppressWarnings("NullAway.Init")
class ManyStoriesIT {

    private static final String BRAND = "helianthe";
    private static final Instant BEGINNING = Instant.parse("2026-10-01T00:00:00Z");
    private static final int MESSAGES = 10_000;
    private static final int STORIES = 2_500;
    private static final Brands HERS = new Brands(Set.of(BRAND));

    /** A driver prepares a statement for good once it was run five times; then the plan is made without what is asked for. */
    private static final int TIMES = 7;

    private static RunningService listening;
    private static List<Said> said;

    private record Said(
            String id,
            String brand,
            String story,
            String topic,
            String intent,
            double tone,
            boolean unsure,
            String text,
            Instant at) {}

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of(
                        "parvis.listening.look-every",
                        "PT1H",
                        "parvis.listening.alert-every",
                        "PT10H",
                        "parvis.database.questions-within",
                        "PT2S"),
                beans -> {});
        var random = new Random(7);
        said = Stream.iterate(0, i -> i + 1)
                .limit(MESSAGES)
                .map(i -> said(i, random))
                .toList();
        keep(said);
    }

    private static Said said(int number, Random random) {
        var story = random.nextInt(STORIES);
        return new Said(
                "m-" + number,
                story % 10 == 0 ? "borealis" : BRAND,
                "s-" + story,
                number % 400 == 0 ? "rare" : "usual",
                List.of("QUESTION", "CRITICISM", "PRAISE").get(random.nextInt(3)),
                List.of(-0.7, -0.2, 0.0, 0.2, 0.9).get(random.nextInt(5)),
                random.nextInt(20) == 0,
                (number % 900 == 0 ? "A numbat! " : "") + "Nothing of note, " + "said at length ".repeat(20) + number,
                BEGINNING.plus(number * 4L, ChronoUnit.MINUTES));
    }

    /** What the projections would have made of it. */
    private static void keep(List<Said> all) {
        var jdbc = listening.bean(JdbcTemplate.class);
        jdbc.batchUpdate(
                """
                insert into mention (mention_id, brand_id, source_id, network, thread_id, person_id, author_name, author_handle,
                  permalink, text, language, tone, intent, unsure, topics, published_at, collected_at)
                values (?, ?, 's', 'FEED', 't', 'p', 'somebody', 'somebody', 'https://forum.example/', ?, 'en', ?, ?, ?, array[?], ?, ?)""",
                all.stream()
                        .map(m -> new Object[] {
                            m.id(),
                            m.brand(),
                            m.text(),
                            m.tone(),
                            m.intent(),
                            m.unsure(),
                            m.topic(),
                            m.at().atOffset(ZoneOffset.UTC),
                            m.at().atOffset(ZoneOffset.UTC)
                        })
                        .toList());
        jdbc.batchUpdate(
                "insert into story_member (mention_id, brand_id, story_id, found_story_id, said_at) values (?, ?, ?, ?, ?)",
                all.stream()
                        .map(m ->
                                new Object[] {m.id(), m.brand(), m.story(), m.story(), m.at().atOffset(ZoneOffset.UTC)})
                        .toList());
        jdbc.update("""
                insert into story (story_id, brand_id, messages, first_at, last_at)
                select story_id, min(brand_id), count(*), min(said_at), max(said_at) from story_member group by story_id""");
    }

    @AfterAll
    static void stop() {
        listening.close();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                filter(null, null, null, null, null, m -> true),
                filter(BRAND, null, null, null, null, m -> true),
                filter("borealis", null, null, null, null, m -> false),
                filter(null, "usual", null, null, null, m -> m.topic().equals("usual")),
                filter(BRAND, "rare", null, null, null, m -> m.topic().equals("rare")),
                filter(null, "nobody-asked", null, null, null, m -> false),
                filter(null, null, "CRITICISM", null, null, m -> m.intent().equals("CRITICISM")),
                filter(null, null, null, "negative", null, m -> m.tone() <= -0.2),
                filter(null, null, null, "neutral", null, m -> m.tone() == 0),
                filter(null, null, null, null, "numbat", m -> m.text().contains("numbat")),
                filter(
                        null,
                        "rare",
                        "PRAISE",
                        "positive",
                        "of note",
                        m -> m.topic().equals("rare") && m.intent().equals("PRAISE") && m.tone() >= 0.2));
    }

    private static Arguments filter(
            @Nullable String brand,
            @Nullable String topic,
            @Nullable String intent,
            @Nullable String tone,
            @Nullable String q,
            Predicate<Said> plainly) {
        var hers = plainly.and(m -> m.brand().equals(BRAND));
        return Arguments.of(MentionFilter.of(brand, topic, intent, tone, q, false), hers);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void showsWhatIsToldAsTheFilterSays(MentionFilter filter, Predicate<Said> plainly) {
        var retold = said.stream().collect(Collectors.groupingBy(Said::story, Collectors.counting()));
        var newest = said.stream().collect(Collectors.toMap(Said::story, Said::at, (a, b) -> a.isAfter(b) ? a : b));
        for (var atLeast : List.of(1, 5)) {
            assertThat(pagesOf(filter, atLeast))
                    .isEqualTo(said.stream()
                            .filter(plainly)
                            .map(Said::story)
                            .distinct()
                            .filter(story -> Objects.requireNonNull(retold.get(story)) >= atLeast)
                            .sorted(Comparator.<String, Instant>comparing(newest::get)
                                    .reversed())
                            .toList());
        }
    }

    private static List<String> pagesOf(MentionFilter filter, int atLeast) {
        var found = new ArrayList<String>();
        String after = null;
        do {
            var page = stories().list(HERS, filter, atLeast, new PageRequest(PageRequest.MAX, after));
            page.items().forEach(story -> found.add(story.id()));
            after = page.next() == null ? null : Cursor.decode(page.next());
        } while (after != null);
        return found;
    }

    @ParameterizedTest
    @MethodSource("filters")
    void countsWhatIsToldAsTheFilterSays(MentionFilter filter, Predicate<Said> plainly) {
        var from = BEGINNING.plus(5, ChronoUnit.DAYS);
        var to = BEGINNING.plus(15, ChronoUnit.DAYS);
        var byDay = said.stream()
                .filter(plainly)
                .filter(m -> !m.at().isBefore(from) && m.at().isBefore(to))
                .collect(Collectors.groupingBy(m -> LocalDate.ofInstant(m.at(), ZoneOffset.UTC)));
        assertThat(stories().days(HERS, filter, from, to))
                .containsExactlyElementsOf(byDay.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(day -> new Stories.Day(
                                day.getKey(),
                                day.getValue().size(),
                                day.getValue().stream()
                                        .map(Said::story)
                                        .distinct()
                                        .count()))
                        .toList());
    }

    /** The database counts the rows it looks at; asked for without statistics of the tables, and with them. */
    @ParameterizedTest
    @MethodSource("filters")
    void looksThroughTheMessagesOnceAndNotOnceForEachStory(MentionFilter filter, Predicate<Said> ignored) {
        for (var known : List.of(false, true)) {
            if (known) {
                listening.jdbc().sql("analyze mention, story, story_member").update();
            }
            listening.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
                listening
                        .jdbc()
                        .sql("set local max_parallel_workers_per_gather = 0")
                        .update();
                for (var i = 0; i < TIMES; i++) {
                    var before = rowsLookedAt();
                    stories().list(HERS, filter, 1, new PageRequest(PageRequest.USUAL, null));
                    stories().days(HERS, filter, BEGINNING, BEGINNING.plus(30, ChronoUnit.DAYS));
                    assertThat(rowsLookedAt() - before)
                            .as("rows of %d messages, time %d, statistics: %s", MESSAGES, i, known)
                            .isLessThan(6L * MESSAGES);
                }
            });
        }
    }

    private static long rowsLookedAt() {
        return listening
                .jdbc()
                .sql("select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables"
                        + " where relname in ('mention', 'story_member', 'story')")
                .query(Long.class)
                .single();
    }

    /** Somebody holds what is asked for, so that no answer can come. */
    @Test
    void endsAQuestionThatTakesTooLongAndSaysSo() throws SQLException {
        var ines = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
        var french = TestMembers.member(
                "ines", Locale.FRENCH, new Grant("g", Role.COMMUNITY_MANAGER, BRAND, null, null, null));
        try (var owner = listening.database().owner();
                var other = owner.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table listening.mention in access exclusive mode");
            for (var path : List.of("/api/listening/stories?topic=usual", "/api/listening/mentions?tone=negative")) {
                var answer = listening.get(ines, path);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.body()).contains("\"code\":\"TOO_LONG\"", "nobody else has to wait");
            }
            assertThat(listening.page(french, "/listening/stories?topic=usual").body())
                    .contains("Cela ne va pas en ce moment", "avec un filtre de plus")
                    .doesNotContain("??");
            var waiting = statement.executeQuery("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock' and query like '%mention%'");
            assertThat(waiting.next()).isTrue();
            assertThat(waiting.getInt(1)).as("statements that go on for nobody").isZero();
            other.rollback();
        }
        assertThat(listening.get(ines, "/api/listening/stories?topic=usual").statusCode())
                .isEqualTo(200);
    }

    private static Stories stories() {
        return listening.bean(Stories.class);
    }
}
