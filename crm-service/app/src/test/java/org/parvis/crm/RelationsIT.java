package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.Outside.BRAND;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.Brands;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.Decision;
import org.parvis.crm.api.NextContactPlanned;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationEvent;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.api.SparedBecause;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.person.PersonCard;
import org.parvis.crm.person.PersonCards;
import org.parvis.crm.relation.RelationId;
import org.parvis.crm.retention.CutOff;
import org.parvis.crm.retention.People;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.privacy.Erased;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Relations over the wire, on a real database: who may, what is refused, who takes over, and what is forgotten. */
class RelationsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static RunningService crm;
    private static Outside outside;
    private static Actor ines;
    private static Actor lead;
    private static Actor employee;
    private static Actor auditor;

    @BeforeAll
    static void start() {
        crm = RunningService.start(CrmApplication.class, Map.of("parvis.forgetting.settled-after", "PT0.5S"), s -> {});
        outside = new Outside(crm);
        outside.publishingListens();
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        ines = outside.member("ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
        outside.member("hugo", "Hugo Lemoine", Role.COMMUNITY_MANAGER);
        lead = outside.member("lea", "Léa Roy", Role.LEAD);
        employee = outside.member("emile", "Émile Roux", Role.EMPLOYEE);
        auditor = outside.member("nadia", "Nadia Ferry", Role.AUDITOR);
        crm.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        assertThat(crm.bean(DeadLetters.class).list(10)).isEmpty();
        crm.close();
    }

    @Test
    void beginsAndGoesOnAndKeepsItsReasons() {
        writes("zita");
        var begun =
                begin(ines, "zita", "{\"stage\":\"spotted\",\"reason\":\"Writes about trains\",\"backup\":\"hugo\"}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        assertThat(json(begun).at("/owner").asString()).isEqualTo("ines");
        assertThat(begin(ines, "zita", "{\"stage\":\"spotted\",\"reason\":\"Writes about trains\",\"backup\":\"hugo\"}")
                        .statusCode())
                .as("the same again")
                .isEqualTo(200);
        isRefused(begin(ines, "zita", "{\"stage\":\"PARTNER\",\"reason\":\"Else\"}"), 409, "RELATION_EXISTS");
        var path = path("zita");

        isDone(change(ines, "POST", path + "/move", 0, "{\"stage\":\"APPROACHED\",\"reason\":\"Met at the fair\"}"));
        isRefused(
                change(ines, "POST", path + "/move", 0, "{\"stage\":\"PARTNER\",\"reason\":\"Twice\"}"),
                409,
                "STALE_VERSION");
        isDone(change(
                ines, "PUT", path + "/next-contact", 1, "{\"date\":\"%s\",\"about\":\"Lunch\"}".formatted(in(30))));
        isDone(change(ines, "POST", path + "/next-contact/made", 2, ""));
        isDone(change(
                ines,
                "PUT",
                path + "/next-contact",
                3,
                "{\"date\":\"%s\",\"zone\":\"America/New_York\",\"about\":\"Tea\"}".formatted(in(60))));
        isDone(change(ines, "POST", path + "/hand-over", 4, "{\"owner\":\"hugo\",\"backup\":\"ines\"}"));
        var detail = json(crm.get(ines, path));
        assertThat(detail.at("/relation/stage").asString()).isEqualTo("APPROACHED");
        assertThat(detail.at("/relation/reason").asString()).isEqualTo("Met at the fair");
        assertThat(detail.at("/relation/owner").asString()).isEqualTo("hugo");
        assertThat(detail.at("/relation/nextContact/date").asString()).isEqualTo(in(60));
        assertThat(detail.at("/relation/nextContact/zone").asString()).isEqualTo("America/New_York");
        assertThat(detail.at("/relation/nextContact/overdue").asBoolean()).isFalse();
        assertThat(detail.at("/steps").findValuesAsString("what"))
                .containsExactly("HANDED_OVER", "CONTACT_PLANNED", "CONTACT_MADE", "CONTACT_PLANNED", "MOVED", "BEGUN");
        assertThat(detail.at("/steps").findValuesAsString("words"))
                .containsExactly("", "Tea", "", "Lunch", "Met at the fair", "Writes about trains");

        isDone(change(ines, "POST", path + "/end", 5, "{\"reason\":\"Changed trade\"}"));
        assertThat(listed(ines, "ended=true")).contains(id("zita"));
        assertThat(listed(ines, "")).doesNotContain(id("zita"));
        assertThat(json(crm.get(ines, path)).at("/relation/nextContact").isObject())
                .isFalse();
        assertThat(begin(ines, "zita", "{\"stage\":\"RESTING\",\"reason\":\"Is back\"}")
                        .statusCode())
                .isEqualTo(201);
        crm.bean(Rebuild.class).run("crm.relation.book", (at, of) -> {});
        assertThat(json(crm.get(ines, path)).at("/steps").size()).isEqualTo(8);
    }

    @Test
    void whoMayDoWhat() {
        writes("yann");
        isRefused(begin(employee, "yann", "{\"stage\":\"§\"}"), 403, "NO_RIGHT");
        isRefused(begin(auditor, "yann", "{\"stage\":\"SPOTTED\",\"reason\":\"x\"}"), 403, "NO_RIGHT");
        isRefused(
                begin(ines, "yann", "{\"stage\":\"SPOTTED\",\"reason\":\"Press\",\"owner\":\"emile\"}"),
                422,
                "RELATION_KEEPER_MAY_NOT");
        isRefused(begin(ines, "yann", "{\"stage\":\"NEAR\",\"reason\":\"Press\"}"), 422, "relation-stage");
        assertThat(begin(lead, "yann", "{\"stage\":\"SPOTTED\",\"reason\":\"Press\",\"owner\":\"ines\"}")
                        .statusCode())
                .isEqualTo(201);
        isRefused(begin(ines, "yann", "{\"stage\":\"PARTNER\",\"reason\":\"Mine\"}"), 409, "RELATION_EXISTS");
        var path = path("yann");
        assertThat(crm.get(employee, path).statusCode()).isEqualTo(200);
        assertThat(crm.get(auditor, path).statusCode()).isEqualTo(200);
        isRefused(
                change(employee, "POST", path + "/move", 0, "{\"stage\":\"PARTNER\",\"reason\":\"Me\"}"),
                403,
                "NO_RIGHT");
        isRefused(change(ines, "PUT", path + "/next-contact", 0, "{\"date\":\"soon\"}"), 422, "relation-day");
        isRefused(
                change(ines, "PUT", path + "/next-contact", 0, "{\"date\":\"+999999999-01-01\",\"about\":\"x\"}"),
                422,
                "relation-day");
        isRefused(
                change(
                        ines,
                        "PUT",
                        path + "/next-contact",
                        0,
                        "{\"date\":\"%s\",\"zone\":\"Paris\",\"about\":\"x\"}".formatted(in(3))),
                422,
                "relation-zone");
        assertThat(crm.jdbc()
                        .sql("select count(*) from ledger.entry where event_type like '%.ActRefused'"
                                + " and position(convert_to(?, 'UTF8') in payload) > 0")
                        .param("RELATION_EXISTS")
                        .query(Integer.class)
                        .single())
                .as("a refusal is an entry")
                .isPositive();

        var stranger = TestMembers.member("zoe", Locale.ENGLISH, new Grant("g", Role.LEAD, "nimbus", null, null, null));
        assertThat(begin(stranger, "yann", "{\"stage\":\"SPOTTED\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(crm.get(stranger, path).statusCode()).isEqualTo(404);
        assertThat(change(stranger, "POST", path + "/end", 0, "{\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(crm.page(stranger, "/crm/relations/" + id("yann")).statusCode())
                .isEqualTo(404);
        assertThat(crm.page(stranger, "/crm/relations/new?person=yann").statusCode())
                .isEqualTo(404);
        assertThat(listed(stranger, "")).isEmpty();
    }

    @Test
    void isPassedOnWhenWhoLooksAfterItLeaves() {
        for (var person : List.of("leaver-1", "leaver-2", "leaver-3")) {
            writes(person);
        }
        outside.member("otto", "Otto Kern", Role.COMMUNITY_MANAGER);
        outside.member("mira", "Mira Kern", Role.COMMUNITY_MANAGER);
        crm.caughtUp();
        isBegun("leaver-1", "otto", "mira");
        isBegun("leaver-2", "otto", null);
        isBegun("leaver-3", "ines", "otto");
        crm.append(new MemberLeft("otto"));
        crm.caughtUp();
        assertThat(keepers("leaver-1")).containsExactly("mira", "");
        assertThat(keepers("leaver-2")).containsExactly("", "");
        assertThat(keepers("leaver-3")).containsExactly("ines", "");
        assertThat(listed(ines, "owner=none")).contains(id("leaver-2")).doesNotContain(id("leaver-1"));
        assertThat(crm.page(lead, "/crm/today").body()).contains("/crm/relations/" + id("leaver-2"));
        assertThat(crm.page(ines, "/crm/today").body()).doesNotContain("/crm/relations/" + id("leaver-2"));
        crm.append(new MemberLeft("mira"));
        crm.caughtUp();
        assertThat(keepers("leaver-1")).containsExactly("", "");
        isDone(change(lead, "POST", path("leaver-2") + "/hand-over", version("leaver-2"), "{\"owner\":\"ines\"}"));
        assertThat(keepers("leaver-2")).containsExactly("ines", "");
    }

    /** A hand-over that was under way while somebody left is looked at when it arrives. */
    @Test
    void whoLeftBeforeIsFollowedToo() {
        writes("late-1");
        crm.append(new MemberLeft("gone-1"));
        crm.append(new MemberLeft("gone-2"));
        recorded(
                0,
                new RelationBegun(id("late-1"), BRAND, "late-1", RelationStage.SPOTTED, "Press", "gone-1", "gone-2"));
        eventually(() -> assertThat(keepers("late-1")).containsExactly("", ""));
    }

    @Test
    void isListedByTurnAndInPages() {
        for (var n = 0; n < 7; n++) {
            writes("paged-" + n);
            recorded(
                    0,
                    new RelationBegun(
                            id("paged-" + n), BRAND, "paged-" + n, RelationStage.PARTNER, "Press", "hugo", null));
            if (n < 5) {
                recorded(
                        1,
                        new NextContactPlanned(
                                id("paged-" + n), BRAND, "paged-" + n, in(-10 + 5 * (4 - n)), "Europe/Paris", "Call"));
            }
        }
        crm.caughtUp();
        var all = listed(ines, "owner=hugo&stage=PARTNER");
        assertThat(all.subList(0, 5))
                .as("by day, those without one last")
                .containsExactly(id("paged-4"), id("paged-3"), id("paged-2"), id("paged-1"), id("paged-0"));
        assertThat(all).hasSize(7);
        var paged = new ArrayList<String>();
        var after = "";
        do {
            var page = json(crm.get(ines, "/api/crm/relations?owner=hugo&stage=PARTNER&limit=3" + after));
            assertThat(page.at("/items").size()).isLessThanOrEqualTo(3);
            paged.addAll(page.at("/items").findValuesAsString("id"));
            after = page.at("/next").isString() ? "&after=" + page.at("/next").asString() : "";
        } while (!after.isEmpty());
        assertThat(paged).isEqualTo(all);
        assertThat(listed(ines, "owner=hugo&overdue=true")).containsExactly(id("paged-4"), id("paged-3"));
        assertThat(crm.get(ines, "/api/crm/relations?after=%25").statusCode()).isEqualTo(422);
        var today = crm.page(TestMembers.member("hugo", Role.COMMUNITY_MANAGER, BRAND), "/crm/today")
                .body();
        assertThat(today).contains(id("paged-4"), id("paged-2")).doesNotContain(id("paged-1"));
    }

    @Test
    void theCardSaysWhoKnowsThemHoweverMuchWasSaid() {
        var written = writes("busy");
        isBegun("busy", "ines", "hugo");
        isDone(change(
                ines,
                "PUT",
                path("busy") + "/next-contact",
                0,
                "{\"date\":\"%s\",\"about\":\"Lunch\"}".formatted(in(9))));
        // Twenty thousand messages and three thousand answers of hers, and as many of a hundred others.
        items(written, "busy", "'MESSAGE'", "'busy-m-' || n", 20_000, "null");
        items(written, "busy", "'REPLY'", "'busy-r-' || n", 3_000, "'m' || (n * n % 7)");
        for (var n = 0; n < 20; n++) {
            items(written, "other-" + n, "'REPLY'", "'other-" + n + "-' || n", 1_000, "'m9'");
        }
        crm.jdbc().sql("analyze thread_item").update();
        var card = crm.bean(PersonCards.class)
                .find(new Brands(Set.of(BRAND)), "busy")
                .orElseThrow();
        assertThat(card.exchanges()).hasSize(5);
        assertThat(card.exchanges().getFirst().mentionId()).isEqualTo("busy-m-1");
        assertThat(card.open()).hasSize(1);
        // Of the squares modulo seven there are 0, 1, 2 and 4; of the last thousand answers each is counted.
        assertThat(card.knownBy()).extracting("memberId").containsExactlyInAnyOrder("m0", "m1", "m2", "m4");
        assertThat(card.knownBy())
                .extracting(PersonCard.Colleague::answers)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(card.knownBy().stream()
                        .mapToInt(PersonCard.Colleague::answers)
                        .sum())
                .isEqualTo(1_000);
        var tie = Objects.requireNonNull(card.relation());
        assertThat(tie.owner()).isEqualTo("Inès Caradec");
        assertThat(tie.nextContact()).isEqualTo(LocalDate.parse(in(9)));
        assertThat(json(crm.get(ines, "/api/crm/persons/busy"))
                        .at("/relation/stage")
                        .asString())
                .isEqualTo("SPOTTED");
        var plan = String.join("\n", crm.jdbc().sql("""
                        explain select member_id, said_at from thread_item
                         where brand_id = 'helianthe' and person_id = 'busy' and kind = 'REPLY' and reply_state = 'CONFIRMED'
                         order by said_at desc limit 1000
                        """).query(String.class).list());
        assertThat(plan).contains("thread_item_answers").doesNotContain("Seq Scan", "Sort");
    }

    /** One a second; their numbers count back from the newest. */
    private static void items(Outside.Written first, String person, String kind, String id, int many, String member) {
        crm.jdbc()
                .sql("""
                        insert into thread_item (kind, item_id, brand_id, conversation_id, person_id, network, said_at, changed_at, text,
                          member_id, reply_state)
                        select %1$s, %2$s, brand_id, 'c-of-' || :person, :person, network,
                          said_at + make_interval(secs => %3$d + 1 - n), changed_at, 'Hello', %4$s,
                          case when %1$s = 'REPLY' then 'CONFIRMED' end
                          from thread_item, generate_series(1, %3$d) n where kind = 'MESSAGE' and item_id = :item
                        """.formatted(kind, id, many, member))
                .param("person", person)
                .param("item", first.mentionId())
                .update();
    }

    @Test
    void whoIsToBeLeftAloneIsNotSpokenToByAClock() {
        var barred = writes("quiet");
        var open = writes("loud");
        isBegun("quiet", "ines", null);
        isDone(change(
                ines,
                "PUT",
                path("quiet") + "/do-not-contact",
                0,
                "{\"until\":\"%s\",\"reason\":\"On leave\"}".formatted(in(20))));
        for (var written : List.of(barred, open)) {
            var id = "su-" + written.personId();
            crm.append(
                    "Suggestion",
                    id,
                    0,
                    new SuggestionRaised(
                            id,
                            BRAND,
                            "app",
                            "Window seats",
                            written.mentionId(),
                            written.conversationId(),
                            written.personId(),
                            written.at()),
                    Map.of("actor", "ines", "actorKind", "HUMAN", "brand", BRAND));
            crm.append(
                    "Suggestion",
                    id,
                    1,
                    new SuggestionDecided(id, BRAND, Decision.DECLINED, "Too dear"),
                    Map.of("actor", "claire", "actorKind", "HUMAN"));
        }
        eventually(() -> assertThat(outside.drafted()).extracting("personId").contains("loud"));
        eventually(() -> assertThat(crm.jdbc()
                        .sql(
                                "select coalesce(not_reached_code, '') from suggestion_evidence where suggestion_id = 'su-quiet'")
                        .query(String.class)
                        .single())
                .isEqualTo("DO_NOT_CONTACT"));
        assertThat(outside.drafted()).extracting("personId").doesNotContain("quiet");
        assertThat(crm.page(ines, "/crm/suggestions/su-quiet").body()).contains("wants to be left alone");
        var pane =
                crm.page(ines, "/crm/conversations/" + barred.conversationId()).body();
        assertThat(pane).contains("Do not contact before", "(On leave)");
        assertThat(crm.page(ines, "/crm/conversations/" + open.conversationId()).body())
                .doesNotContain("Do not contact before");
        assertThat(crm.fragment(ines, "/crm/people/quiet/card?brand=" + BRAND).body())
                .as("whoever approves sees it too")
                .contains("Do not contact before");
        isDone(change(
                ines, "POST", path("quiet") + "/do-not-contact/lift", version("quiet"), "{\"reason\":\"Is back\"}"));
        assertThat(crm.page(ines, "/crm/conversations/" + barred.conversationId())
                        .body())
                .doesNotContain("Do not contact before");
    }

    /** Else whoever asked for it would be met anew, and spoken to. */
    @Test
    void whoIsToBeLeftAloneIsNotForgottenBefore() {
        var people = crm.bean(People.class);
        var soon = Instant.now().plus(Duration.ofDays(10));
        writes("expiring");
        assertThat(people.whyKept(BRAND, "expiring", new CutOff(soon, soon), "er-none"))
                .isEmpty();
        isBegun("expiring", "ines", null);
        assertThat(people.whyKept(BRAND, "expiring", new CutOff(soon, Instant.EPOCH), "er-none"))
                .as("whom we had to do with")
                .contains(SparedBecause.CONTACT_SINCE);
        assertThat(people.whyKept(BRAND, "expiring", new CutOff(soon, soon), "er-none"))
                .isEmpty();
        isDone(change(
                ines,
                "PUT",
                path("expiring") + "/do-not-contact",
                0,
                "{\"until\":\"%s\",\"reason\":\"On leave\"}".formatted(in(20))));
        assertThat(people.whyKept(BRAND, "expiring", new CutOff(soon, soon), "er-none"))
                .contains(SparedBecause.CONTACT_SINCE);
    }

    @Test
    void isForgottenWithThePersonAndEnds() {
        writes("zelda");
        isBegun("zelda", "ines", null, "Canary of the press");
        isDone(change(
                ines,
                "PUT",
                path("zelda") + "/next-contact",
                0,
                "{\"date\":\"%s\",\"about\":\"Canary lunch\"}".formatted(in(90))));
        isDone(change(
                ines,
                "PUT",
                path("zelda") + "/do-not-contact",
                1,
                "{\"until\":\"%s\",\"reason\":\"Canary leave\"}".formatted(in(20))));
        assertThat(crm.jdbc()
                        .sql(
                                "select count(*) from ledger.entry where position(convert_to('Canary', 'UTF8') in payload) > 0")
                        .query(Integer.class)
                        .single())
                .as("sealed in the ledger")
                .isZero();
        assertThat(copyOf("zelda"))
                .contains("Canary of the press", "Canary lunch", "Canary leave")
                .doesNotContain("ines");
        crm.put(
                ines,
                "/api/crm/erasures/er-zelda",
                "{\"brand\":\"%s\",\"persons\":[\"zelda\"],\"ground\":\"ASKED_BY_PERSON\"}".formatted(BRAND));
        assertThat(crm.post(auditor, "/api/crm/erasures/er-zelda/approve", "").statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(words("zelda")).doesNotContain("Canary"));
        eventually(() -> assertThat(listed(ines, "")).doesNotContain(id("zelda")));
        crm.caughtUp();
        crm.bean(Rebuild.class).run("crm.relation.book", (at, of) -> {});
        assertThat(words("zelda")).doesNotContain("Canary").contains(Erased.TEXT);
        assertThat(crm.page(ines, "/crm/relations/" + id("zelda")).body())
                .contains("Erased person", "ended")
                .doesNotContain("\u0001", "Canary");
        isRefused(begin(ines, "zelda", "{\"stage\":\"SPOTTED\",\"reason\":\"Again\"}"), 422, "person-erased");
    }

    /** All texts about them, wherever a relation keeps some. */
    private static String words(String person) {
        var all = new StringBuilder();
        for (var table : List.of("relation", "relation_step")) {
            all.append(crm.jdbc()
                    .sql("select coalesce(string_agg(t::text, E'\\n'), '') from " + table + " t where person_id = ?")
                    .param(person)
                    .query(String.class)
                    .single());
        }
        return all.toString();
    }

    private static String copyOf(String person) {
        var id = json(crm.post(ines, "/api/crm/people/" + person + "/exports", ""))
                .at("/id")
                .asString();
        eventually(() -> assertThat(json(crm.get(ines, "/api/crm/exports/" + id))
                        .at("/readyAt")
                        .isString())
                .isTrue());
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(crm.download(auditor, "/api/crm/exports/" + id + "/content")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("data.json")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("No data.json");
    }

    private static Outside.Written writes(String person) {
        var written = outside.writes(person, "t-" + person, "Hello, Hélianthe.", Intent.SUGGESTION);
        crm.caughtUp();
        return written;
    }

    /** As the ledger has it, whatever the rules would say today. */
    private static void recorded(long sequence, RelationEvent event) {
        crm.append(
                "Relation",
                event.relationId(),
                sequence,
                event,
                Map.of("actor", "hugo", "actorKind", "HUMAN", "brand", BRAND));
    }

    private static void isBegun(String person, String owner, @Nullable String backup) {
        isBegun(person, owner, backup, "Press");
    }

    private static void isBegun(String person, String owner, @Nullable String backup, String reason) {
        var body = "{\"stage\":\"SPOTTED\",\"reason\":\"%s\",\"owner\":\"%s\"%s}"
                .formatted(reason, owner, backup == null ? "" : ",\"backup\":\"" + backup + "\"");
        var answer = begin(ines, person, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> begin(Actor actor, String person, String body) {
        return crm.put(actor, "/api/crm/people/" + person + "/relation", body);
    }

    private static HttpResponse<String> change(Actor actor, String method, String path, long version, String body) {
        return crm.send(actor, method, path, body.isEmpty() ? "{}" : body, Map.of("If-Match", "\"" + version + "\""));
    }

    private static void isDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void isRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
    }

    private static List<String> listed(Actor actor, String query) {
        var answer = crm.get(actor, "/api/crm/relations?limit=200&" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var ids = json(answer).at("/items").findValuesAsString("id");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids;
    }

    private static List<String> keepers(String person) {
        var relation = json(crm.get(ines, path(person))).at("/relation");
        return List.of(
                relation.path("owner").asString(""), relation.path("backup").asString(""));
    }

    private static long version(String person) {
        return json(crm.get(ines, path(person))).at("/relation/version").asLong();
    }

    private static String id(String person) {
        return RelationId.of(BRAND, person);
    }

    private static String path(String person) {
        return "/api/crm/relations/" + id(person);
    }

    /** That day where the brand is. */
    private static String in(int days) {
        return LocalDate.ofInstant(Instant.now().plus(Duration.ofDays(days)), PARIS)
                .toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
