package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.moderation.House.PRIYA;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.identity.rights.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of the longest that may be written, straight in the read models: each answer has an end in bytes, and none loses a row. */
class HeavyRowsIT {

    private static final JsonMapper JSON = new JsonMapper();

    /** As much as a page may weigh, its heaviest row, and the shell around it. */
    private static final int MOST = 1_500_000;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(ModerationApplication.class);
        House.furnish(service);
        House.isFurnished(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void rows(String sql) {
        service.jdbc().sql(sql).update();
    }

    private static String bounded(Actor actor, String path) {
        HttpResponse<String> answer = path.startsWith("/api/") ? service.get(actor, path) : service.page(actor, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length)
                .as(path)
                .isLessThan(MOST);
        return answer.body();
    }

    /** The ids of a whole list, page by page. */
    private static List<String> all(String path) {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            JsonNode page = JSON.readTree(bounded(PRIYA, path + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("items")
                    .valueStream()
                    .map(item -> item.get("id").asString())
                    .forEach(ids::add);
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        return ids;
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "%s%03d".formatted(prefix, n))
                .toList();
    }

    @Test
    void theQueueOfLongDrafts() {
        rows("""
                insert into review (review_id, brand_id, reviewed, reviewed_id, channel_id, body, content_hash, revision, author_id,
                  editors, policy_version, reasons, state, opened_at, decided_at, decided_by, version)
                select 'long-' || to_char(n, 'FM000'), 'helianthe', 'POST', 'post-' || n, 'bluesky-fr', repeat('長', 40000), 'h', 1,
                  'ines', '{}', 0, '[]', 'APPROVED', now(), timestamptz '2026-11-23 07:00Z' - n * interval '1 minute', 'priya', 1
                  from generate_series(1, 60) n
                """);
        // What a post says now has nothing to do with what an old review of it said.
        rows("""
                insert into post (post_id, brand_id, title, variants)
                select 'post-' || n, 'helianthe', 'Launch', jsonb_build_array(jsonb_build_object(
                    'channelId', 'bluesky-fr', 'language', 'fr', 'text', repeat('長', 40000))) from generate_series(1, 60) n
                """);
        assertThat(all("/api/moderation/reviews?state=APPROVED&limit=200")).containsExactlyElementsOf(ids("long-", 60));
        var page = bounded(PRIYA, "/moderation/reviews?of=DECIDED");
        assertThat(page).contains("r-long-001", "Launch", "/moderation/reviews?of=DECIDED&amp;after=");
        assertThat(bounded(inFrench(PRIYA), "/moderation/reviews?of=DECIDED")).contains("r-long-001");
    }

    @Test
    void guidelinesWithLongTextsAndManyVersions() {
        rows("""
                insert into guideline (guideline_id, brand_id, version, title, body, withdrawn, changed_by, changed_at)
                select 'rule-' || to_char(n, 'FM000'), 'helianthe', 1, '{"fr": "Règle", "en": "Rule"}',
                  jsonb_build_object('fr', repeat('長', 5000), 'en', repeat('長', 5000)), false, 'priya', now()
                  from generate_series(1, 150) n
                """);
        rows("""
                insert into guideline_version (guideline_id, version, title, body, published_by, published_at)
                select 'rule-001', n, '{"fr": "Règle", "en": "Rule"}',
                  jsonb_build_object('fr', repeat('長', 5000), 'en', repeat('長', 5000)), 'priya', now()
                  from generate_series(1, 100) n
                """);
        assertThat(all("/api/moderation/guidelines?limit=200")).containsExactlyElementsOf(ids("rule-", 150));
        assertThat(bounded(PRIYA, "/moderation/policy/guidelines"))
                .contains("g-rule-001", "/moderation/policy/guidelines?brand=helianthe&amp;after=");
        bounded(PRIYA, "/api/moderation/guidelines/rule-001");
        assertThat(bounded(PRIYA, "/moderation/policy/guidelines/rule-001"))
                .contains("Version 100", "The versions before are in the audit.");
        assertThat(bounded(inFrench(PRIYA), "/moderation/policy/guidelines/rule-001"))
                .contains("Les versions d’avant sont dans l’audit.");
    }

    @Test
    void rotasWithFullPlans() {
        rows("""
                insert into rota (rota_id, brand_id, name, levels, per_level_seconds, version, defined_at, changed_by, changed_at, duty)
                select 'watch-' || to_char(n, 'FM000'), 'helianthe', 'Watch ' || n, '[["priya"]]', 300, 1, now(), 'priya', now(),
                  jsonb_build_object('zone', 'Europe/Paris', 'shifts', '[]'::jsonb, 'standIns', '[]'::jsonb, 'holidays',
                    (select jsonb_agg(jsonb_build_object('date', '2026-12-25', 'name', repeat('長', 80)))
                       from generate_series(1, 200) d))
                  from generate_series(1, 120) n
                """);
        assertThat(all("/api/moderation/rotas?limit=200")).containsExactlyElementsOf(ids("watch-", 120));
        assertThat(bounded(PRIYA, "/moderation/rotas")).contains("Watch 1<", "/moderation/rotas?after=");
        assertThat(bounded(PRIYA, "/moderation/escalations/new")).contains("Watch 1<", "Watch 120<");
    }

    @Test
    void policiesWithManyWords() {
        rows("""
                insert into policy_version (brand_id, version, rules, adopted_by, adopted_at)
                select 'helianthe', n, jsonb_build_array(jsonb_build_object('code', 'WORDS', 'parameters',
                  jsonb_build_object('words', (select string_agg(repeat('長', 76) || w, E'\\n') from generate_series(100, 599) w)))),
                  'priya', now()
                  from generate_series(1, 50) n
                """);
        assertThat(bounded(PRIYA, "/moderation/policy"))
                .contains("Version 50", "The versions before are in the audit.")
                .doesNotContain("Version 30<");
    }

    @Test
    void aThreadOfLongMessages() {
        rows("""
                insert into mention (mention_id, brand_id, author_name, author_handle, body, permalink, published_at, deleted)
                select 'm-' || n, 'helianthe', 'Margaux Belin', 'margaux', 'Message ' || n || repeat('長', 20000), '', timestamptz '2026-11-23 07:00Z'
                  + n * interval '1 minute', false from generate_series(1, 60) n
                """);
        rows("""
                insert into conversation_message (conversation_id, number, mention_id, received_at)
                select 'endless', n, 'm-' || n, now() from generate_series(1, 60) n
                """);
        rows("""
                insert into review (review_id, brand_id, reviewed, reviewed_id, conversation_id, mention_id, channel_id, body, content_hash,
                  revision, author_id, editors, policy_version, reasons, state, opened_at, decided_at, version)
                values ('reply-endless', 'helianthe', 'REPLY', 'endless', 'endless', 'm-60', 'bluesky-fr', 'Bonjour', 'h', 1, 'ines', '{}', 0,
                  '[]', 'WITHDRAWN', now(), now(), 1)
                """);
        assertThat(bounded(PRIYA, "/moderation/reviews/reply-endless?of=DECIDED"))
                .contains("Message 60", "What was said before stands in the inbox.")
                .doesNotContain("Message 40");
        var answer = JSON.readTree(bounded(PRIYA, "/api/moderation/reviews/reply-endless"));
        assertThat(answer.get("threadWhole").asBoolean()).isFalse();
        assertThat(answer.get("thread")
                        .valueStream()
                        .toList()
                        .getLast()
                        .get("text")
                        .asString())
                .startsWith("Message 60");
    }

    @Test
    void mattersThatCallEverybody() {
        rows("""
                insert into escalation (escalation_id, brand_id, subject, reason, rota_id, levels, per_level_seconds, rounds, raised_by,
                  raised_at, step, outcome, closed_by, closed_at)
                select 'matter-' || to_char(201 - n, 'FM000'), 'helianthe', 'mention:m', repeat('長', 500), 'night',
                  (select jsonb_agg((select jsonb_agg('member-' || l || '-' || m || '-' || repeat('x', 40)) from generate_series(1, 20) m))
                     from generate_series(1, 10) l),
                  300, 3, 'priya', timestamptz '2026-11-23 07:00Z' + n * interval '1 minute', 30, repeat('長', 500), 'priya', now()
                  from generate_series(1, 200) n
                """);
        assertThat(all("/api/moderation/escalations?state=CLOSED&limit=200"))
                .containsExactlyElementsOf(ids("matter-", 200));
        assertThat(bounded(PRIYA, "/moderation/escalations?closed=true")).contains("e-matter-001");
    }
}
