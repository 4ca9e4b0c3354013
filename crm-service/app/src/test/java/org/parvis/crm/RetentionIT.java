package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.retention.CutOff;
import org.parvis.crm.retention.Expiring;
import org.parvis.crm.retention.Expiring.Expired;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.privacy.KeyRing;
import org.springframework.core.env.Environment;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Time passes: the house lives 14 months after what people write here, unless a test says otherwise. Each test has a brand of its own. */
class RetentionIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ForwardClock CLOCK = new ForwardClock(Duration.ofDays(427));

    private static RunningService crm;
    private static Actor lead;
    private static Actor nadia;
    private static Actor both;
    private static Actor ines;

    @BeforeAll
    static void start() {
        crm = RunningService.start(
                CrmApplication.class,
                Map.of("parvis.forgetting.settled-after", "PT0.5S", "parvis.retention.look-every", "PT0.5S"),
                shared -> shared.registerBean("clock", Clock.class, () -> CLOCK));
        lead = member("lea", Role.LEAD);
        nadia = member("nadia", Role.AUDITOR);
        both = member("boris", Role.LEAD, Role.AUDITOR);
        ines = member("ines", Role.COMMUNITY_MANAGER);
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        crm.caughtUp();
        assertThat(crm.bean(DeadLetters.class).list(10)).isEmpty();
        crm.close();
    }

    private static Actor member(String id, Role... roles) {
        var house = Map.of("actor", "test", "actorKind", "AUTOMATION");
        for (int n = 0; n < roles.length; n++) {
            var given = new GrantGiven(id, id + roles[n], roles[n], Grant.EVERY_BRAND, null, null, null);
            crm.append("Member", id, n, given, house);
        }
        return TestMembers.member(
                id,
                Locale.ENGLISH,
                List.of(roles).stream()
                        .map(role -> new Grant(id + role, role, Grant.EVERY_BRAND, null, null, null))
                        .toArray(Grant[]::new));
    }

    private static Outside brand(String id) {
        var outside = new Outside(crm, id);
        outside.brand(id, id, "fr", "en");
        crm.caughtUp();
        return outside;
    }

    @Test
    void whoeverWasSilentForLongerIsForgottenAndNobodyElse() throws Exception {
        var brand = "silence";
        var outside = brand(brand);
        outside.writes("anselme", "t-anselme", "My canary is blue.", Intent.CRITICISM);
        var answered = outside.writes("berthe", "t-berthe", "My parrot is green.", Intent.QUESTION);
        crm.caughtUp();
        outside.drafts("r-berthe", answered, "It is.", "ines", 1);
        outside.isLive("r-berthe", Instant.now());
        fresh(outside, "cyrille", "t-cyrille", "My finch is red.");
        var owed = outside.writes("dorine", "t-dorine", "Add a perch.", Intent.SUGGESTION);
        crm.append(new SuggestionRaised(
                "su-dorine", brand, "app", "A perch", owed.mentionId(), owed.conversationId(), "dorine", owed.at()));
        crm.caughtUp();

        assertThat(due(brand)).as("nothing is settled").isEmpty();
        propose(lead, brand, 13, 72, 200);
        assertThat(due(brand)).as("by the proposal, before anybody adopts").containsExactly("anselme");
        assertThat(json(get(nadia, brand)).at("/dueByProposal/neverAnswered").asInt())
                .isOne();
        adopt(nadia, brand, 200);

        eventually(() -> assertThat(words("anselme")).doesNotContain("canary", "Anselme", "@town"));
        assertThat(crm.bean(KeyRing.class).decryptionKey("anselme")).isEmpty();
        for (var person : List.of("berthe", "cyrille", "dorine")) {
            assertThat(crm.bean(KeyRing.class).decryptionKey(person)).as(person).isPresent();
        }
        assertThat(words("berthe") + words("cyrille") + words("dorine")).contains("parrot", "finch", "perch");
        var home = Path.of(crm.bean(Environment.class).getRequiredProperty("parvis.home"));
        assertThat(Files.readAllLines(home.resolve("keys/erased.register"))).contains("anselme");

        var erasure = firstRun(brand).at("/erasureIds/0").asString();
        assertThat(firstRun(brand).at("/chosen").asInt()).isOne();
        forgottenElsewhere(erasure, brand, "anselme");
        eventually(() -> assertThat(erasure(erasure).at("/state").asString()).isEqualTo("FINISHED"));
        assertThat(erasure(erasure).at("/requestedBy").asString()).isEqualTo("lea");
        assertThat(erasure(erasure).at("/decidedBy").asString()).isEqualTo("nadia");
        assertThat(erasure(erasure).at("/policyVersion").asInt()).isOne();
        assertThat(crm.page(nadia, "/crm/erasures/" + erasure).body())
                .contains("Retention time over, by version 1", "forgotten everywhere");

        // The next night finds nobody new.
        var runs = runs(brand).size();
        CLOCK.forward(Duration.ofDays(1));
        eventually(() -> assertThat(runs(brand).size()).isGreaterThan(runs));
        assertThat(firstRun(brand).at("/chosen").asInt()).isZero();
        assertThat(happened("RetentionExpired", brand)).isOne();

        // A shorter time takes whom we answered too, but nobody who is still owed an answer.
        propose(lead, brand, 13, 13, 200);
        assertThat(due(brand)).containsExactly("berthe");
        assertThat(json(get(nadia, brand)).at("/dueByProposal/kept").asInt()).isOne();
        adopt(nadia, brand, 200);
        eventually(() -> assertThat(words("berthe")).doesNotContain("parrot", "Berthe"));
        assertThat(words("dorine")).contains("perch");

        var before = row(erasure);
        crm.bean(Rebuild.class).run("crm.erasure.list", (at, of) -> {});
        crm.bean(Rebuild.class).run("crm.retention.list", (at, of) -> {});
        crm.caughtUp();
        assertThat(row(erasure)).isEqualTo(before);
        assertThat(json(get(nadia, brand)).at("/policy/version").asInt()).isEqualTo(2);
    }

    @Test
    void aHoldStopsItAndLiftingItLetsItGoOn() {
        var brand = "hold";
        var outside = brand(brand);
        outside.writes("estelle", "t-estelle", "Keep my words.", Intent.CRITICISM);
        crm.caughtUp();
        assertThat(hold(nadia, brand, CLOCK.instant().minusSeconds(1)).statusCode())
                .isEqualTo(422);
        assertThat(hold(lead, brand, CLOCK.instant().plus(Duration.ofDays(900))).statusCode())
                .isEqualTo(403);
        assertThat(hold(nadia, brand, CLOCK.instant().plus(Duration.ofDays(900)))
                        .statusCode())
                .isEqualTo(200);
        propose(lead, brand, 13, 72, 200);
        adopt(nadia, brand, 200);
        eventually(() -> assertThat(nextRun(brand)).isAfter(CLOCK.instant()));
        crm.caughtUp();
        assertThat(happened("RetentionExpired", brand)).isZero();
        assertThat(words("estelle")).contains("Keep my words.");
        assertThat(crm.page(nadia, "/crm/retention?brand=" + brand).body()).contains("On hold up to");

        var lifted = crm.send(
                nadia, "DELETE", "/api/crm/retention/hold?brand=" + brand, null, Map.of("If-Match", version(brand)));
        assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(200);
        eventually(() -> assertThat(words("estelle")).doesNotContain("Keep my words."));
    }

    @Test
    void whoeverWritesBetweenTheChoiceAndTheActIsSpared() {
        var brand = "spared";
        var outside = brand(brand);
        propose(lead, brand, 13, 72, 200);
        adopt(nadia, brand, 200);
        eventually(() -> assertThat(runs(brand)).hasSize(1));
        outside.writes("felix", "t-felix", "I left.", Intent.CRITICISM);
        outside.writes("gisele", "t-gisele", "I left too.", Intent.CRITICISM);
        fresh(outside, "gisele", "t-gisele", "I am back.");
        crm.caughtUp();
        expire("ex-spared", brand, 1, "felix", "gisele");

        eventually(() -> assertThat(words("felix")).doesNotContain("I left."));
        eventually(
                () -> assertThat(erasure("ex-spared").at("/spared/0/personId").asString())
                        .isEqualTo("gisele"));
        assertThat(erasure("ex-spared").at("/spared/0/because").asString()).isEqualTo("CONTACT_SINCE");
        assertThat(words("gisele")).contains("I left too.", "I am back.");
        assertThat(crm.bean(KeyRing.class).decryptionKey("gisele")).isPresent();
        forgottenElsewhere("ex-spared", brand, "felix");
        eventually(
                () -> assertThat(erasure("ex-spared").at("/state").asString()).isEqualTo("FINISHED"));
        assertThat(crm.page(nadia, "/crm/erasures/ex-spared").body()).contains("in contact again");
        assertThat(crm.page(ines, "/crm/people/gisele").body())
                .as("whoever was spared can still be forgotten on request")
                .contains("Ask for erasure");
    }

    @Test
    void whatWasChosenByAnotherPolicyIsNotCarriedOut() {
        var brand = "changed";
        var outside = brand(brand);
        propose(lead, brand, 13, 72, 200);
        adopt(nadia, brand, 200);
        propose(lead, brand, 60, 72, 200);
        adopt(nadia, brand, 200);
        outside.writes("henriette", "t-henriette", "Still here.", Intent.CRITICISM);
        crm.caughtUp();
        expire("ex-changed", brand, 1, "henriette");
        eventually(
                () -> assertThat(erasure("ex-changed").at("/state").asString()).isEqualTo("FINISHED"));
        assertThat(erasure("ex-changed").at("/spared/0/because").asString()).isEqualTo("POLICY_CHANGED");
        assertThat(words("henriette")).contains("Still here.");
    }

    @Test
    void oneMemberProposesAndAnotherAdopts() {
        var brand = "rules";
        brand(brand);
        assertThat(version(brand)).isEqualTo("\"0\"");
        propose(ines, brand, 13, 72, 403);
        propose(nadia, brand, 13, 72, 403);
        propose(lead, brand, 0, 72, 422);
        propose(lead, brand, 13, 241, 422);
        assertThat(put(lead, "/api/crm/retention/proposal", "{\"brand\":\"rules\"}", version(brand))
                        .statusCode())
                .isEqualTo(422);
        assertThat(crm.put(lead, "/api/crm/retention/proposal", body(brand, 13, 72))
                        .statusCode())
                .as("without a version")
                .isEqualTo(428);
        propose(both, brand, 13, 72, 200);
        adopt(lead, brand, 403);
        var own = post(both, "/api/crm/retention/adopt", "{\"brand\":\"rules\"}", version(brand));
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(json(own).at("/code").asString()).isEqualTo("RETENTION_OWN_PROPOSAL");

        var seen = version(brand);
        propose(lead, brand, 6, 24, 200);
        assertThat(post(both, "/api/crm/retention/adopt", "{\"brand\":\"rules\"}", seen)
                        .statusCode())
                .as("whoever saw another proposal")
                .isEqualTo(409);
        var declined = post(nadia, "/api/crm/retention/decline", "{\"brand\":\"rules\"}", version(brand));
        assertThat(declined.statusCode()).isEqualTo(200);
        adopt(nadia, brand, 409);
        propose(lead, brand, 7, 25, 200);
        adopt(both, brand, 200);
        var now = json(get(lead, brand));
        assertThat(now.at("/policy/neverAnsweredMonths").asInt()).isEqualTo(7);
        assertThat(now.at("/policy/inConversationMonths").asInt()).isEqualTo(25);
        assertThat(now.at("/policy/proposedBy").asString()).isEqualTo("lea");
        assertThat(now.at("/policy/adoptedBy").asString()).isEqualTo("boris");
        assertThat(now.at("/proposal").isNull()).isTrue();
    }

    @Test
    void adoptingAsksForTheSecondFactorWhereTheHouseDemandsOne() {
        var brand = "factor";
        brand(brand);
        propose(lead, brand, 13, 72, 200);
        var headers = new HashMap<>(Map.of("If-Match", version(brand), "Content-Type", "application/json"));
        headers.put("Authorization", crm.bearer(nadia, Map.of("step_up", "demanded")));
        var answer = crm.send(null, "POST", "/api/crm/retention/adopt", "{\"brand\":\"factor\"}", headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(json(get(nadia, brand)).at("/policy").isNull()).isTrue();
    }

    @Test
    void otherBrandsSeeNothingOfIt() {
        brand("walls");
        propose(lead, "walls", 13, 72, 200);
        var stranger = TestMembers.member(
                "zoe",
                Locale.ENGLISH,
                new Grant("g", Role.AUDITOR, "other-brand", null, null, null),
                new Grant("h", Role.LEAD, "other-brand", null, null, null));
        assertThat(get(stranger, "walls").statusCode()).isEqualTo(404);
        assertThat(get(nadia, "no-brand").statusCode()).isEqualTo(404);
        for (var list : List.of("due", "runs")) {
            assertThat(crm.get(stranger, "/api/crm/retention/" + list + "?brand=walls")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(post(stranger, "/api/crm/retention/adopt", "{\"brand\":\"walls\"}", "\"1\"")
                        .statusCode())
                .isEqualTo(404);
        assertThat(crm.page(stranger, "/crm/retention?brand=walls").statusCode())
                .isEqualTo(404);
        assertThat(crm.get(ines, "/api/crm/retention?brand=walls").statusCode()).isEqualTo(403);
    }

    @Test
    void whoIsDueIsListedPageByPage() {
        var brand = "pages";
        var outside = brand(brand);
        for (var person : List.of("p-a", "p-b", "p-c")) {
            outside.writes(person, "t-" + person, "Hello.", Intent.CRITICISM);
        }
        crm.caughtUp();
        propose(lead, brand, 13, 72, 200);
        var first = json(crm.get(nadia, "/api/crm/retention/due?brand=pages&limit=2"));
        assertThat(first.at("/items").findValuesAsString("personId")).containsExactly("p-a", "p-b");
        assertThat(first.at("/items/0/kind").asString()).isEqualTo("NEVER_ANSWERED");
        var second = json(crm.get(
                nadia,
                "/api/crm/retention/due?brand=pages&limit=2&after="
                        + first.at("/next").asString()));
        assertThat(second.at("/items").findValuesAsString("personId")).containsExactly("p-c");
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(json(crm.get(nadia, "/api/crm/retention/due?brand=pages&by=policy"))
                        .at("/items")
                        .size())
                .isZero();
        assertThat(crm.get(nadia, "/api/crm/retention/due?brand=pages&by=luck").statusCode())
                .isEqualTo(422);

        adopt(nadia, brand, 200);
        eventually(() -> assertThat(runs(brand)).hasSize(1));
        eventually(() -> assertThat(words("p-c")).doesNotContain("Hello."));
        eventually(() -> assertThat(forgottenHere(brand)).containsExactly("p-a", "p-b", "p-c"));
        var erasure = firstRun(brand).at("/erasureIds/0").asString();
        for (var person : List.of("p-a", "p-b", "p-c")) {
            assertThat(words(person)).doesNotContain("Hello.", "Belin");
            forgottenElsewhere(erasure, brand, person);
        }
        eventually(() -> assertThat(erasure(erasure).at("/state").asString()).isEqualTo("FINISHED"));
    }

    /** Of whom crm has said that they are forgotten here, in both passes and with the tables written anew. */
    private static List<String> forgottenHere(String brand) {
        return crm.jdbc().sql("""
                        select person_id from forgotten_person where brand_id = ? and first_pass_at is not null and done_at is not null
                         order by person_id
                        """).param(brand).query(String.class).list();
    }

    @Test
    void aCopySaysForHowLongThisPersonIsKept() throws Exception {
        var brand = "copies";
        var outside = brand(brand);
        var person = fresh(outside, "irma", "t-irma", "What do you keep?");
        crm.caughtUp();
        assertThat(copy("irma")).contains("The brand has settled no retention time", "n’a fixé aucune durée");
        propose(lead, brand, 13, 72, 200);
        adopt(nadia, brand, 200);
        var until = person.at().atOffset(ZoneOffset.UTC).plusMonths(13).toLocalDate();
        assertThat(copy("irma"))
                .contains("13 months after the last contact, as with everybody we never answered: until " + until)
                .contains("13 mois après le dernier contact")
                .contains("\"retentionClass\" : \"NEVER_ANSWERED\"");
    }

    private static String copy(String person) throws IOException {
        var id = json(crm.post(nadia, "/api/crm/people/" + person + "/exports", ""))
                .at("/id")
                .asString();
        eventually(() -> assertThat(json(crm.get(nadia, "/api/crm/exports/" + id))
                        .at("/readyAt")
                        .isString())
                .isTrue());
        var all = new StringBuilder();
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(crm.download(nadia, "/api/crm/exports/" + id + "/content")))) {
            while (zip.getNextEntry() != null) {
                all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return HtmlUtils.htmlUnescape(all.toString());
    }

    /** Somebody writes in the time the house lives in. */
    private static Outside.Written fresh(Outside outside, String person, String thread, String text) {
        var written = outside.collected(person, thread, text, CLOCK.instant().minus(Duration.ofDays(1)));
        outside.understood(written, Intent.CRITICISM, "en");
        return written;
    }

    private static void expire(String erasureId, String brand, int policyVersion, String... persons) {
        var before = CLOCK.instant().minus(Duration.ofDays(400));
        crm.bean(Expiring.class)
                .expire(new Expired(
                        erasureId, brand, List.of(persons), policyVersion, new CutOff(before, before), "lea", "nadia"));
    }

    private static void forgottenElsewhere(String erasureId, String brand, String person) {
        for (var service : List.of("listening", "publishing", "moderation", "reporting")) {
            crm.bean(Commands.class)
                    .send(
                            new RecordForgotten(erasureId, brand, person, service, Map.of("mention", 1)),
                            Actor.automation(service),
                            "forgotten " + service + " " + person);
        }
    }

    private static void propose(Actor member, String brand, int neverAnswered, int inConversation, int status) {
        var answer =
                put(member, "/api/crm/retention/proposal", body(brand, neverAnswered, inConversation), version(brand));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void adopt(Actor member, String brand, int status) {
        var answer = post(member, "/api/crm/retention/adopt", "{\"brand\":\"" + brand + "\"}", version(brand));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static HttpResponse<String> hold(Actor member, String brand, Instant until) {
        return put(
                member,
                "/api/crm/retention/hold",
                "{\"brand\":\"%s\",\"ground\":\"LEGAL_CLAIM\",\"until\":\"%s\"}".formatted(brand, until),
                version(brand));
    }

    private static String body(String brand, int neverAnswered, int inConversation) {
        return "{\"brand\":\"%s\",\"neverAnsweredMonths\":%d,\"inConversationMonths\":%d}"
                .formatted(brand, neverAnswered, inConversation);
    }

    private static HttpResponse<String> put(Actor member, String path, String body, String version) {
        return crm.send(member, "PUT", path, body, Map.of("If-Match", version));
    }

    private static HttpResponse<String> post(Actor member, String path, String body, String version) {
        return crm.send(member, "POST", path, body, Map.of("If-Match", version));
    }

    private static HttpResponse<String> get(Actor member, String brand) {
        return crm.get(member, "/api/crm/retention?brand=" + brand);
    }

    private static String version(String brand) {
        return get(nadia, brand).headers().firstValue("ETag").orElseThrow();
    }

    private static List<String> due(String brand) {
        return json(crm.get(nadia, "/api/crm/retention/due?brand=" + brand))
                .at("/items")
                .findValuesAsString("personId");
    }

    private static JsonNode runs(String brand) {
        return json(crm.get(nadia, "/api/crm/retention/runs?brand=" + brand)).at("/items");
    }

    /** The newest. */
    private static JsonNode firstRun(String brand) {
        return runs(brand).get(0);
    }

    private static JsonNode erasure(String id) {
        return json(crm.get(nadia, "/api/crm/erasures/" + id));
    }

    private static Instant nextRun(String brand) {
        return crm.jdbc()
                .sql("select next_run_at from retention_schedule where brand_id = ?")
                .param(brand)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.MIN);
    }

    private static Map<String, Object> row(String erasureId) {
        return crm.jdbc()
                .sql(
                        "select erasure_id, state, person_ids::text, policy_version, erased_at::text, finished_at::text from erasure where erasure_id = ?")
                .param(erasureId)
                .query()
                .singleRow();
    }

    private static int happened(String event, String brand) {
        return crm.jdbc()
                .sql(
                        "select count(*) from ledger.entry where event_type like ? and position(convert_to(?, 'UTF8') in payload) > 0")
                .params("%." + event, "\"" + brand + "\"")
                .query(Integer.class)
                .single();
    }

    /** Every text of every table of crm that names this person. */
    private static String words(String person) {
        var all = new StringBuilder();
        for (var table : List.of("thread_item", "person", "suggestion", "telling_suggestion")) {
            all.append(crm.jdbc()
                    .sql("select coalesce(string_agg(t::text, E'\\n'), '') from " + table + " t where person_id = ?")
                    .param(person)
                    .query(String.class)
                    .single());
        }
        return all.toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
