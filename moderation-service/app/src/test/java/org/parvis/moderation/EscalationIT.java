package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.moderation.House.INES;
import static org.parvis.moderation.House.LEA;
import static org.parvis.moderation.House.MALIK;
import static org.parvis.moderation.House.NORA;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.STRANGER;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.House.TestClock;
import org.parvis.test.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that climb, on a clock that moves when it is told to, and letters that go out once, to a real mail server. */
class EscalationIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NIGHT = Instant.parse("2026-11-21T22:53:00Z");

    private static final GreenMail MAIL = OnCall.mailServer();
    private static final TestClock CLOCK = new TestClock(NIGHT);
    private static RunningService service;

    @BeforeAll
    static void start() {
        // Entries carry the time of Axon's own clock.
        GenericEventMessage.clock = CLOCK;
        MAIL.start();
        service = OnCall.start(CLOCK, MAIL.getSmtp().getPort(), TestPostgres.freshDatabase());
        House.furnish(service);
        House.isFurnished(service);
        service.append(new BrandRegistered("quiet", "Quiet", "FR", List.of("fr"), "Europe/Paris"));
        for (var lead : List.of("priya", "theo")) {
            service.append(new GrantGiven(lead, "quiet-" + lead, Role.LEAD, "quiet", null, null, null));
        }
        defineRota();
    }

    @AfterAll
    static void stop() {
        service.close();
        MAIL.stop();
        GenericEventMessage.clock = Clock.systemUTC();
    }

    private static void defineRota() {
        var answer = service.put(PRIYA, "/api/moderation/rotas/night", """
                {"brand":"helianthe","name":"Night","levels":[["malik"],["priya","theo"]],"perLevel":"PT5M"}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void raise(String id) {
        var answer = service.post(INES, "/api/moderation/escalations", """
                {"id":"%s","subject":"conversation:c1","brand":"helianthe","reason":"Charged twice, 96 mentions"}
                """.formatted(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static JsonNode matter(String id) {
        return JSON.readTree(
                service.get(PRIYA, "/api/moderation/escalations/" + id).body());
    }

    private static void hasCalled(String id, int times) {
        eventually(() -> assertThat(matter(id).get("calls")).hasSize(times));
    }

    private static List<MimeMessage> letters(String escalation, String member) {
        return OnCall.letters(MAIL, escalation, member);
    }

    @Test
    void climbsFromLevelToLevelUntilSomebodyHasItAndWritesToEachOnce() throws Exception {
        raise("e1");
        hasCalled("e1", 1);
        eventually(() -> assertThat(letters("e1", "malik")).hasSize(1));
        var letter = letters("e1", "malik").getFirst();
        assertThat(letter.getSubject()).isEqualTo("[Parvis] Hélianthe France\u00a0: Charged twice, 96 mentions");
        assertThat(letter.getContent().toString())
                .contains("Bonjour Malik Sow", "https://parvis.helianthe.example/moderation/escalations/e1");

        CLOCK.forward(Duration.ofMinutes(5));
        hasCalled("e1", 2);
        eventually(() -> assertThat(letters("e1", "priya")).hasSize(1));
        assertThat(letters("e1", "priya").getFirst().getSubject())
                .isEqualTo("[Parvis] Hélianthe France: Charged twice, 96 mentions");
        eventually(() -> assertThat(letters("e1", "theo")).hasSize(1));
        assertThat(matter("e1").get("calls").get(1).get("members").valueStream().map(JsonNode::asString))
                .containsExactly("priya", "theo");

        CLOCK.forward(Duration.ofMinutes(2));
        assertThat(service.post(PRIYA, "/api/moderation/escalations/e1/acknowledge", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(matter("e1").get("state").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(matter("e1").get("timeToAcknowledge").asString()).isEqualTo("PT7M");

        CLOCK.forward(Duration.ofHours(1));
        eventually(() -> assertThat(alarms("e1")).isZero());
        assertThat(matter("e1").get("calls")).hasSize(2);
        assertThat(letters("e1", "malik")).hasSize(1);
    }

    private static int alarms(String escalation) {
        return service.jdbc()
                .sql(
                        "select count(*) from scheduled_tasks where task_name = 'moderation-climb' and task_instance like ?")
                .param(escalation + "/%")
                .query(Integer.class)
                .single();
    }

    @Test
    void walksTheListAgainThenCallsEverybodyThenSaysThatNobodyAnswered() {
        raise("e3");
        for (var call = 1; call <= 5; call++) {
            hasCalled("e3", call);
            CLOCK.forward(Duration.ofMinutes(5));
        }
        assertThat(matter("e3").get("calls").get(4).get("members")).hasSize(3);
        eventually(() -> assertThat(matter("e3").get("state").asString()).isEqualTo("UNANSWERED"));
        eventually(() -> assertThat(alarms("e3")).isZero());
        assertThat(matter("e3").get("calls")).hasSize(5);
    }

    @Test
    void callsAllLeadsOfABrandWithoutARota() {
        var manager = TestMembers.member("manager", Role.COMMUNITY_MANAGER, "quiet");
        var raised = service.post(manager, "/api/moderation/escalations", """
                {"id":"e4","subject":"topic:t","brand":"quiet","reason":"Outcry"}
                """);
        assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
        var matter = JSON.readTree(raised.body());
        assertThat(matter.get("rota").asString()).isEqualTo("leads:quiet");
        assertThat(matter.get("calls").get(0).get("members").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("priya", "theo");
        var nobody = service.post(
                TestMembers.member("manager", Role.COMMUNITY_MANAGER, "other"),
                "/api/moderation/escalations",
                "{\"subject\":\"topic:t\",\"brand\":\"other\",\"reason\":\"x\"}");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("neither a rota nor a lead");
    }

    /** Whoever is on a list and cannot come in any more is not called nor written to; the leads are when nobody is left, and the pages say so. */
    @Test
    void callsAndWritesToNobodyWhoLostTheRight() {
        service.append(new BrandRegistered("gone", "Gone", "FR", List.of("fr"), "Europe/Paris"));
        service.append(new MemberRegistered("olga", "Olga Away", "olga@x.example", "en", "Europe/Paris"));
        service.append(new GrantGiven("olga", "gone-olga", Role.COMMUNITY_MANAGER, "gone", null, null, null));
        service.append(new GrantGiven("theo", "gone-theo", Role.LEAD, "gone", null, null, null));
        service.caughtUp();
        var lead = TestMembers.member("theo", Role.LEAD, "gone");
        assertThat(service.put(
                                lead,
                                "/api/moderation/rotas/away",
                                "{\"brand\":\"gone\",\"name\":\"Away\",\"levels\":[[\"olga\"]],\"perLevel\":\"PT5M\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.page(lead, "/moderation/today").body()).doesNotContain("Olga Away");
        service.append(new GrantWithdrawn("olga", "gone-olga", "gone"));
        service.caughtUp();
        assertThat(service.page(lead, "/moderation/rotas").body())
                .contains("Not called any more, without the right to answer here: Olga Away.");
        assertThat(service.page(lead, "/moderation/today").body()).contains("not called any more: Olga Away");

        var raised = service.post(
                lead,
                "/api/moderation/escalations",
                "{\"id\":\"e-away\",\"subject\":\"topic:t\",\"brand\":\"gone\",\"reason\":\"Secret\",\"rota\":\"away\"}");
        assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
        var matter = JSON.readTree(raised.body());
        assertThat(matter.get("rota").asString()).isEqualTo("leads:gone");
        assertThat(matter.get("calls").get(0).get("members").valueStream().map(JsonNode::asString))
                .containsExactly("theo");

        service.jdbc()
                .sql("""
                insert into letter (letter_id, escalation_id, brand_id, step, member_id, state, tries, queued_at, not_before)
                values ('e-away/9/olga', 'e-late', 'gone', 9, 'olga', 'QUEUED', 0, now(), :then)
                """)
                .param("then", Timestamp.from(CLOCK.instant().minusSeconds(60)))
                .update();
        eventually(() -> assertThat(letter("e-late")).containsEntry("state", "NOT_SENT"));
        assertThat(letters("e-late", "olga")).isEmpty();
    }

    @Test
    void isAnsweredOnceAndClosedWithAnOutcome() {
        raise("e5");
        assertThat(service.post(NORA, "/api/moderation/escalations/e5/acknowledge", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.post(LEA, "/api/moderation/escalations/e5/acknowledge", "")
                        .statusCode())
                .isEqualTo(403);
        service.post(MALIK, "/api/moderation/escalations/e5/acknowledge", "");
        var second = service.post(PRIYA, "/api/moderation/escalations/e5/acknowledge", "");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("malik has it already");
        assertThat(service.post(MALIK, "/api/moderation/escalations/e5/close", "{\"outcome\":\" \"}")
                        .statusCode())
                .isEqualTo(422);
        var closed = service.post(MALIK, "/api/moderation/escalations/e5/close", "{\"outcome\":\"Refunded\"}");
        assertThat(JSON.readTree(closed.body()).get("state").asString()).isEqualTo("CLOSED");
    }

    @Test
    void refusesRotasThatWouldCallNobody() {
        var noMembers = service.put(PRIYA, "/api/moderation/rotas/r1", """
                {"brand":"helianthe","name":"R","levels":[["malik"],[]],"perLevel":"PT5M"}
                """);
        assertThat(noMembers.statusCode()).isEqualTo(422);
        assertThat(noMembers.body()).contains("Level 2 calls nobody");
        var cannotAnswer = service.put(PRIYA, "/api/moderation/rotas/r1", """
                {"brand":"helianthe","name":"R","levels":[["malik","lea","ghost"]],"perLevel":"PT5M"}
                """);
        assertThat(cannotAnswer.statusCode()).isEqualTo(422);
        assertThat(cannotAnswer.body()).contains("ghost, lea: nobody of this id may answer calls of this brand");
        assertThat(service.put(PRIYA, "/api/moderation/rotas/r1", """
                {"brand":"helianthe","name":"R","levels":[["malik"]],"perLevel":"soon"}
                """).body()).contains("PT5M");
        var other = service.put(PRIYA, "/api/moderation/rotas/night", """
                {"brand":"helianthe","name":"Night","levels":[["theo"]],"perLevel":"PT5M"}
                """);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("ALREADY_EXISTS_DIFFERENT");
        assertThat(service.send(
                                PRIYA,
                                "PUT",
                                "/api/moderation/rotas/night",
                                "{\"brand\":\"helianthe\",\"name\":\"Night\",\"levels\":[[\"theo\"]],\"perLevel\":\"PT5M\"}",
                                Map.of("If-Match", "\"1\""))
                        .headers()
                        .firstValue("ETag"))
                .contains("\"2\"");
    }

    @Test
    void callsWhoeverIsOnDutyBeforeTheLevelsAndTheFirstLevelWhenNobodyIs() {
        var duty = """
                {"brand":"helianthe","name":"Duty","levels":[["priya"]],"perLevel":"PT5M","duty":{"zone":"Europe/Paris",
                 "shifts":[{"days":["%s"],"from":"22:00","to":"06:00","member":"malik"}],
                 "holidays":[{"date":"2026-12-25","name":"Noël"}],
                 "standIns":[{"from":"2026-12-24T20:00","to":"2026-12-25T08:00","member":"ines"}]}}
                """;
        // The clock of these tests stands between a Saturday and a Sunday.
        var days = "SATURDAY\",\"SUNDAY\",\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY";
        var always = duty.replace("\"22:00\"", "\"06:00\"");
        var defined = service.put(PRIYA, "/api/moderation/rotas/z-duty", always.formatted(days));
        assertThat(defined.statusCode()).as(defined.body()).isEqualTo(200);
        var rota = JSON.readTree(defined.body());
        assertThat(rota.path("next").path(0).path("member").asString()).isEqualTo("malik");
        assertThat(rota.path("duty").path("standIns").path(0).path("member").asString())
                .isEqualTo("ines");
        assertThat(firstCalled("d1", "z-duty")).containsExactly("malik");
        var page = service.page(PRIYA, "/moderation/rotas/z-duty").body();
        assertThat(page).contains("The next two weeks", "Malik Sow", "value=\"2026-12-24T20:00\"", "2026-12-25 Noël");
        assertThat(service.page(PRIYA, "/moderation/rotas").body()).contains("On duty: Malik Sow");

        var never = duty.formatted("FRIDAY").replace("22:00", "05:59");
        var gap = service.put(PRIYA, "/api/moderation/rotas/z-gap", never);
        assertThat(gap.statusCode()).as(gap.body()).isEqualTo(200);
        assertThat(JSON.readTree(gap.body()).path("next").path(0).path("member").isNull())
                .isTrue();
        assertThat(firstCalled("d2", "z-gap")).containsExactly("priya");
        assertThat(service.page(PRIYA, "/moderation/rotas/z-gap").body()).contains("level 1 is called at once");
        assertThat(service.put(PRIYA, "/api/moderation/rotas/z-bad", duty.formatted("SOMEDAY"))
                        .body())
                .contains("MONDAY");
        var saved = service.submit(
                PRIYA,
                "/moderation/rotas",
                "id=z-gap&brand=helianthe&version=1&name=Gap&perLevel=PT5M&level-1=priya&zone=Europe%2FParis"
                        + "&turn-1-day=MONDAY&turn-1-from=20:00&turn-1-to=08:00&turn-1-member=theo&turn-2-member="
                        + "&holidays=2026-12-25+No%C3%ABl%0D%0A2027-01-01&once-1-member=");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        var changed = JSON.readTree(
                        service.get(PRIYA, "/api/moderation/rotas/z-gap").body())
                .path("duty");
        assertThat(changed.path("shifts").path(0).path("member").asString()).isEqualTo("theo");
        assertThat(changed.path("holidays").path(1).path("date").asString()).isEqualTo("2027-01-01");
        assertThat(changed.path("standIns")).isEmpty();
    }

    @Test
    void whoeverIsCalledIsToldOnEveryPageUntilSomebodyHasIt() {
        var raised = service.post(INES, "/api/moderation/escalations", """
                {"id":"loud","subject":"conversation:c1","brand":"helianthe","reason":"Heard by Malik","rota":"night"}
                """);
        assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
        service.caughtUp();
        assertThat(ringing(MALIK)).contains("\"id\":\"loud\"", "Heard by Malik", "\"calls\":1");
        assertThat(ringing(INES)).as("not called").isEqualTo("[]");
        assertThat(service.post(MALIK, "/api/moderation/escalations/loud/acknowledge", "")
                        .statusCode())
                .isEqualTo(200);
        service.caughtUp();
        assertThat(ringing(MALIK)).doesNotContain("loud");
    }

    private static String ringing(Actor member) {
        return service.get(member, "/moderation/calls").body();
    }

    private static List<String> firstCalled(String id, String rota) {
        var answer = service.post(INES, "/api/moderation/escalations", """
                {"id":"%s","subject":"conversation:c1","brand":"helianthe","reason":"x","rota":"%s"}
                """.formatted(id, rota));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body())
                .path("calls")
                .path(0)
                .path("members")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void hidesMattersAndRotasOfOtherBrands() {
        raise("e6");
        for (var path : List.of("escalations/e6", "rotas/night")) {
            assertThat(service.get(STRANGER, "/api/moderation/" + path).statusCode())
                    .isEqualTo(404);
        }
        for (var act : List.of("acknowledge", "close")) {
            assertThat(service.post(STRANGER, "/api/moderation/escalations/e6/" + act, "{\"outcome\":\"x\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(service.post(STRANGER, "/api/moderation/escalations", """
                {"subject":"topic:t","brand":"helianthe","reason":"x"}
                """).statusCode())
                .isEqualTo(404);
        assertThat(service.post(STRANGER, "/api/moderation/escalations", """
                {"subject":"topic:t","brand":"other","reason":"x","rota":"night"}
                """).statusCode())
                .isEqualTo(404);
        House.says(service, "c-known", 1, "Bonjour");
        service.caughtUp();
        var about = """
                {"subject":"conversation:%s","brand":"other","reason":"x"}
                """;
        assertThat(service.post(STRANGER, "/api/moderation/escalations", about.formatted("c-known"))
                        .statusCode())
                .as("as for one that there is not")
                .isEqualTo(service.post(STRANGER, "/api/moderation/escalations", about.formatted("c-never"))
                        .statusCode());
        assertThat(JSON.readTree(service.get(STRANGER, "/api/moderation/escalations")
                                .body())
                        .get("items"))
                .isEmpty();
    }

    @Test
    void triesALetterAgainOnlyWhileItIsCertainThatNothingLeft() {
        MAIL.stop();
        raise("e7");
        eventually(() -> assertThat(letter("e7"))
                .containsEntry("state", "QUEUED")
                .hasEntrySatisfying("problem", why -> assertThat(why).isNotNull()));
        MAIL.start();
        CLOCK.forward(Duration.ofSeconds(6));
        eventually(() -> assertThat(letter("e7")).containsEntry("state", "SENT"));
        assertThat(letters("e7", "malik")).hasSize(1);
    }

    @Test
    void leavesALetterAloneThatMayHaveGoneOut() {
        service.jdbc()
                .sql("""
                insert into letter (letter_id, escalation_id, brand_id, step, member_id, state, tries, queued_at, not_before,
                  attempted_at)
                values ('e8/1/malik', 'e8', 'helianthe', 1, 'malik', 'ATTEMPTED', 1, now(), now(), :then)
                """)
                .param("then", Timestamp.from(CLOCK.instant().minusSeconds(600)))
                .update();
        eventually(() -> assertThat(letter("e8")).containsEntry("state", "UNKNOWN"));
        assertThat(letters("e8", "malik")).isEmpty();
    }

    private static Map<String, Object> letter(String escalation) {
        return service.jdbc()
                .sql("select state, problem from letter where escalation_id = ?")
                .param(escalation)
                .query()
                .singleRow();
    }
}
