package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.boot.testing.RunningService;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryHeld;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of the longest that may be written, straight in the read models: each answer has an end in bytes, and none loses a row. */
@ExtendWith(House.Opened.class)
class HeavyRowsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BRAND = "raw-heavy";
    private static final Actor LEAD = House.member("raw-hilda", "Hilda Berg", Role.LEAD, BRAND);

    /** As much as a page may weigh, its heaviest row, and the shell around it. */
    private static final int MOST = 1_500_000;

    @BeforeAll
    static void channel() {
        rows("""
                insert into channel (channel_id, brand_id, network, name, zone, settings, undo_seconds, version)
                values ('raw-heavy-town', 'raw-heavy', 'TOWN', 'Heavy', 'Europe/Paris', '{}', 0, 1)
                """);
    }

    private static RunningService service() {
        return House.service();
    }

    private static void rows(String sql) {
        service().jdbc().sql(sql).update();
    }

    private static String bounded(Actor actor, String path) {
        HttpResponse<String> answer = path.startsWith("/api/")
                ? service().get(actor, path)
                : service().page(actor, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length)
                .as(path)
                .isLessThan(MOST);
        return answer.body();
    }

    /** What stands in a whole list, page by page. */
    private static List<String> all(String path, Function<JsonNode, JsonNode> id) {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            JsonNode page = JSON.readTree(bounded(LEAD, path + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("items")
                    .valueStream()
                    .map(item -> id.apply(item).asString())
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

    private static void delivery(String prefix, int count, String evidence) {
        rows("""
                insert into delivery (delivery_id, brand_id, channel_id, network, delivery_class, outgoing, outgoing_id, content_hash, state,
                  not_before, expires_at, intended_at, changed_at, sent_at, permalink, evidence)
                select '%s' || to_char(n, 'FM000'), 'raw-heavy', 'raw-heavy-town', 'TOWN', 'A', 'POST', 'raw-heavy-post', 'h', 'CONFIRMED',
                  timestamptz '2020-01-01 00:00Z' + n * interval '1 minute', now(), now(),
                  timestamptz '2020-01-01 00:00Z' - n * interval '1 minute', timestamptz '2020-01-01 00:00Z', 'https://town.example/' || n, %s
                  from generate_series(1, %d) n
                """.formatted(prefix, evidence, count));
    }

    /** Whoever declares many hides none. */
    @Test
    void everyStopInForceIsListedBeforeThoseThatAreOver() {
        var many = House.member("raw-mona", "Mona Berg", Role.LEAD, "raw-many");
        rows("""
                insert into stop (stop_id, brand_id, scope, channel_id, reason, declared_by, declared_at, lifted_by, lifted_at)
                select 'raw-many-' || to_char(n, 'FM000'), 'raw-many', 'BRAND', null, repeat('r', 1000), 'raw-mona',
                  timestamptz '2020-01-01 00:00Z' + n / 2 * interval '1 minute',
                  case when n > 70 then 'raw-mona' end, case when n > 70 then now() end
                  from generate_series(1, 90) n
                """);
        var listed = new ArrayList<Boolean>();
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = JSON.readTree(
                    bounded(many, "/api/publishing/stops?limit=20" + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("items").forEach(stop -> {
                listed.add(stop.get("inForce").asBoolean());
                seen.add(stop.get("id").asString());
            });
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSize(90);
        assertThat(listed.subList(0, 70)).containsOnly(true);
        assertThat(listed.subList(70, 90)).containsOnly(false);
        assertThat(bounded(many, "/publishing/stops")).contains("More stops", "/publishing/stops?after=");
        rows("delete from stop where brand_id = 'raw-many'");
    }

    @Test
    void deliveriesWithMuchEvidence() {
        delivery("raw-hd-", 300, "repeat('長', 20000)");
        assertThat(all("/api/publishing/deliveries?view=SENT&limit=200", item -> item.get("deliveryId")))
                .containsSubsequence(ids("raw-hd-", 300))
                .doesNotHaveDuplicates();
        assertThat(bounded(LEAD, "/publishing/deliveries?view=SENT&limit=200"))
                .contains("/publishing/deliveries?view=SENT&amp;after=");
    }

    @Test
    void aWeekOfReturnedPosts() {
        rows("""
                insert into post (post_id, brand_id, title, kind, author_id, slot_local, slot_zone, slot_at, state, reason, drafted_at, changed_at)
                select 'raw-hp-' || to_char(n, 'FM000'), 'raw-heavy', repeat('長', 200), 'NEWS', 'raw-hilda', '2031-01-08T09:00', 'Europe/Paris',
                  timestamptz '2031-01-08 08:00Z' + n * interval '1 second', 'DRAFT', repeat('長', 1000), now(), now()
                  from generate_series(1, 400) n
                """);
        rows("""
                insert into post_variant (post_id, number, channel_id, language, text)
                select 'raw-hp-' || to_char(n, 'FM000'), 0, 'raw-heavy-town', 'fr', 'Bonjour' from generate_series(1, 400) n
                """);
        assertThat(all("/api/publishing/posts?brand=raw-heavy&limit=200", item -> item.get("postId")))
                .containsExactlyElementsOf(ids("raw-hp-", 400));
        assertThat(bounded(LEAD, "/publishing/posts?week=2031-01-08"))
                .contains("raw-hp-001", "more in this week than one page holds")
                .doesNotContain("raw-hp-400");
        assertThat(bounded(inFrench(LEAD), "/publishing/posts?week=2031-01-08"))
                .contains("Cette semaine compte plus qu’une page ne peut montrer");
        assertThat(bounded(LEAD, "/publishing/posts?week=2033-01-08")).doesNotContain("than one page holds");
    }

    @Test
    void manyStopsThatEachMetMuch() {
        delivery("raw-hs-", 999, "null");
        rows(
                "update delivery set held = true, state = 'READY', stop_id = 'raw-stop-01' where delivery_id like 'raw-hs-%'");
        rows("""
                insert into stop (stop_id, brand_id, scope, reason, declared_by, declared_at, lifted_by, lifted_at)
                select 'raw-stop-' || to_char(n, 'FM00'), 'raw-heavy', 'BRAND', 'Crisis', 'raw-hilda',
                  timestamptz '2026-11-23 07:00Z' - n * interval '1 minute', 'raw-hilda', now()
                  from generate_series(1, 50) n
                """);
        rows("""
                insert into stop_effect (stop_id, delivery_id, effect)
                select 'raw-stop-' || to_char(s, 'FM00'), 'raw-hs-' || to_char(d, 'FM000'),
                  case when d <= 600 then 'HELD' when d <= 900 then 'GONE' else 'IN_FLIGHT' end
                  from generate_series(1, 50) s, generate_series(1, 999) d
                """);
        var listed = JSON.readTree(bounded(LEAD, "/api/publishing/stops")).get("items");
        assertThat(listed).hasSize(50);
        assertThat(listed.get(0).get("counts").get("held").asInt()).isEqualTo(600);
        assertThat(listed.get(0).get("held").size()).isPositive();
        var one = JSON.readTree(bounded(LEAD, "/api/publishing/stops/raw-stop-01"));
        assertThat(one.get("held")
                        .valueStream()
                        .map(item -> item.get("delivery").asString()))
                .hasSize(200)
                .startsWith("raw-hs-001");
        assertThat(one.get("counts").toString())
                .isEqualTo("{\"held\":600,\"gone\":300,\"inFlight\":99,\"waiting\":999}");
        assertThat(bounded(LEAD, "/publishing/stops"))
                .contains("600 held", "300 ", "99 ", "The others are among the deliveries.", "Let all 999 go");
        assertThat(bounded(inFrench(LEAD), "/publishing/stops")).contains("Les autres sont parmi les envois.");
        // Nothing of another brand is told to whoever has no right on it.
        assertThat(service()
                        .get(House.PRIYA, "/api/publishing/stops/raw-stop-01")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeliveryWithALongPast() {
        var id = "raw-hl-1";
        var later = Instant.parse("2040-01-01T00:00:00Z");
        happened(
                id,
                0,
                new DeliveryIntended(
                        id,
                        BRAND,
                        "raw-heavy-town",
                        Network.TOWN,
                        DeliveryClass.A,
                        Outgoing.REPLY,
                        "raw-heavy-post",
                        null,
                        "Bonjour",
                        null,
                        "hash",
                        id,
                        null,
                        later,
                        later,
                        "fr"));
        for (var n = 1; n <= 300; n++) {
            happened(
                    id,
                    n,
                    n % 2 == 1 ? new DeliveryHeld(id, BRAND, "TAKEN_BACK", null) : new DeliveryResumed(id, BRAND));
        }
        eventually(() -> assertThat(House.count("select count(*) from delivery where delivery_id = ?", id))
                .isEqualTo(1));
        var page = bounded(LEAD, "/publishing/deliveries/" + id);
        assertThat(page).contains("What happened before is in the audit.");
        assertThat(page.split("<time ", -1)).hasSizeBetween(200, 204);
        assertThat(bounded(inFrench(LEAD), "/publishing/deliveries/" + id))
                .contains("Ce qui s’est passé avant est dans l’audit.");
    }

    private static void happened(String deliveryId, long sequence, Object event) {
        service()
                .append(
                        "Delivery",
                        deliveryId,
                        sequence,
                        event,
                        Map.of("actor", "test", "actorKind", "AUTOMATION", "brand", BRAND));
    }
}
