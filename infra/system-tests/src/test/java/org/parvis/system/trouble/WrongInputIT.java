package org.parvis.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.system.job.Bundles;
import org.parvis.system.running.CommandLine;
import org.parvis.system.running.Home;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;
import org.parvis.system.world.Unfriendly;

/** Wrong input gets a clear message in the user's language, and nothing is left half done. */
@Tag("journeys")
@ExtendWith(SharedParvis.class)
class WrongInputIT {

    private static final String QUERY_WITHOUT_END = "porto AND (tempête OR";

    private static World world;
    private static Company english;
    private static Company french;

    @BeforeAll
    static void twoCompaniesMoveIn(World shared) {
        world = shared;
        english = Company.found(shared.parvis(), "dynamo", "en");
        french = Company.found(shared.parvis(), "etoile", "fr");
    }

    private static Company company(String language) {
        return language.equals("fr") ? french : english;
    }

    @ParameterizedTest
    @CsvSource({"en, a word is missing", "fr, il manque un mot"})
    void aWrongQueryIsRefusedWithThePlaceAndTheReason(String language, String reason) {
        var company = company(language);
        var topic = "/api/listening/topics/" + company.brand() + "-wrong";
        var answer = company.lead()
                .put(
                        topic,
                        Map.of(
                                "brand",
                                company.brand(),
                                "name",
                                "Wrong",
                                "subject",
                                "BRAND",
                                "query",
                                QUERY_WITHOUT_END,
                                "languages",
                                List.of("fr", "en")));

        assertThat(answer.refused(422).text("detail")).containsIgnoringCase(reason);
        assertThat(answer.json().findValue("position").asInt())
                .as(answer.toString())
                .isBetween(QUERY_WITHOUT_END.lastIndexOf("OR"), QUERY_WITHOUT_END.length());
        assertThat(company.lead().get(topic).status()).isEqualTo(404);
    }

    @Test
    void theReasonIsToldInTheLanguageOfTheMember() {
        var details = new ArrayList<String>();
        for (var company : List.of(english, french)) {
            details.add(company.lead()
                    .put(
                            "/api/listening/topics/" + company.brand() + "-wrong",
                            Map.of("brand", company.brand(), "name", "Wrong", "subject", "BRAND", "query", "AND porto"))
                    .refused(422)
                    .text("detail"));
        }
        assertThat(details.getFirst()).isNotBlank().isNotEqualTo(details.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "bomb", "page"})
    void aFeedThatCannotBeReadIsAFailureOfItsSourceInWords(String trouble) {
        for (var company : List.of(english, french)) {
            var source =
                    source(company, trouble, world.outside().reachable(trouble).toString());
            var failed = failureOf(company, source);

            assertThat(failed).isNotBlank();
            assertThat(company.mentions())
                    .extracting(mention -> Answer.text(mention, "sourceId"))
                    .doesNotContain(company.brand() + "-" + trouble);
        }
        assertThat(world.parvis().asNobody("en").get("/actuator/health").ok().text("status"))
                .isEqualTo("UP");
    }

    /** What a DOCTYPE declares is never looked at, so such a feed is not refused: it is read, and nothing in it grows. */
    @Test
    void aFeedOfEntitiesThatNameEachOtherDoesNotGrow() {
        french.listensTo("enflure");
        var source =
                source(french, "laughs", world.outside().reachable("laughs").toString());
        read(
                "the source was read",
                () -> french.admin().get(source).ok().json(),
                health -> !Answer.text(health, "source", "lastSuccessAt").isEmpty());
        var mention = french.mention(Unfriendly.LAUGH);

        assertThat(Answer.text(mention, "title") + Answer.text(mention, "text"))
                .contains("enflure")
                .hasSizeLessThan(100);
        assertThat(world.parvis().asNobody("en").get("/actuator/health").ok().text("status"))
                .isEqualTo("UP");
    }

    @Test
    void aServerThatIsNotThereIsSaidDifferentlyInFrenchAndInEnglish() {
        var nobody = "http://" + world.outside().allowed() + "/gone";
        var told = failureOf(english, source(english, "told", nobody));

        assertThat(failureOf(french, source(french, "told", nobody))).isNotEqualTo(told);
    }

    @Test
    void theFetcherIsNotLedIntoTheHouse() {
        var visits = world.outside().visitsToForbidden();
        for (var url : List.of(
                world.outside().forbidden().toString(),
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]:" + world.parvis().port() + "/actuator/health",
                "http://127.0.0.1:" + world.parvis().port() + "/actuator/health",
                "http://10.0.0.1/feed")) {
            var id = "/api/listening/sources/" + english.brand() + "-private-" + Integer.toHexString(url.hashCode());
            var put = english.admin().put(id, form(english, url));
            if (put.status() == 422) {
                assertThat(put.text("detail")).isNotBlank();
                assertThat(english.admin().get(id).status()).isEqualTo(404);
            } else {
                put.ok();
                assertThat(failureOf(english, id)).isNotBlank();
            }
        }
        // A door that opens inward: allowed at first, then pointing into the house.
        var inward =
                source(english, "inward", world.outside().reachable("inward").toString());
        assertThat(failureOf(english, inward)).isNotBlank();
        assertThat(world.outside().visitsToForbidden()).isEqualTo(visits);
    }

    /** The path of a new source of feeds that is read right away. */
    private static String source(Company company, String name, String url) {
        var path = "/api/listening/sources/" + company.brand() + "-" + name;
        company.admin().put(path, form(company, url)).ok();
        return path;
    }

    private static Map<String, Object> form(Company company, String url) {
        return Map.of(
                "brand", company.brand(),
                "connector", "FEED",
                "name", "Feed",
                "settings", Map.of("url", url),
                "every", "PT1H");
    }

    private static String failureOf(Company company, String source) {
        company.admin().post(source + "/fetch").ok();
        // A source speaks the language of whoever looks at it.
        return read(
                        "the failure of " + source,
                        () -> company.admin().get(source).ok().json().path("lastError"),
                        error -> !error.isMissingNode()
                                && !error.isNull()
                                && !error.toString().equals("\"\""))
                .toString();
    }

    @ParameterizedTest
    @CsvSource({"en", "fr"})
    void aTokenThatNoLongerHoldsOpensNothing(String language) {
        var company = company(language);
        var mailbox = "/api/crm/conversations?brand=" + company.brand();
        var kept = tokenFor(company, "kept");
        var revoked = tokenFor(company, "revoked");
        company.manager().delete("/api/identity/tokens/" + revoked.text("id")).ok();

        script(kept, language).get(mailbox).ok();
        var late = script(revoked, language).get(mailbox).refused(401);
        assertThat(late.text("detail")).isNotBlank();
        assertThat(late.text("detail"))
                .isNotEqualTo(script(revoked, language.equals("fr") ? "en" : "fr")
                        .get(mailbox)
                        .refused(401)
                        .text("detail"));
        assertThat(new Api(world.parvis().url(), "pvt_nonsense")
                        .get("/api/crm/conversations")
                        .status())
                .isEqualTo(401);
        assertThat(world.parvis()
                        .asNobody(language)
                        .get("/api/crm/conversations")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"en", "fr"})
    void aTokenWhoseLastDayIsOverOpensNothing(String language) throws IOException, SQLException {
        var company = company(language);
        var issued = tokenFor(company, "over");
        letRunOut(issued.text("id"));

        var late = script(issued, language).get("/api/crm/conversations?brand=" + company.brand());
        assertThat(late.refused(401).code()).isEqualTo("TOKEN_REFUSED");
        assertThat(late.text("detail")).isNotBlank();
        assertThat(late.text("detail"))
                .isNotEqualTo(script(issued, language.equals("fr") ? "en" : "fr")
                        .get("/api/crm/conversations")
                        .refused(401)
                        .text("detail"));
    }

    /** A token lasts a day at least, which is too long for a test: its end is moved where identity keeps it. */
    private static void letRunOut(String tokenId) throws IOException, SQLException {
        var home = world.parvis().home().path();
        var port = Files.readString(home.resolve("run/database.port")).strip();
        var password = Files.readString(home.resolve("keys/database.password")).strip();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/parvis", "parvis_identity", password);
                var statement = connection.prepareStatement(
                        "update token_secret set until = now() - interval '1 minute'" + " where token_id = ?")) {
            statement.setString(1, tokenId);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static Answer tokenFor(Company company, String label) {
        return company.manager()
                .post("/api/identity/tokens", Map.of("label", label, "days", 1))
                .ok();
    }

    private static Api script(Answer issued, String language) {
        return new Api(world.parvis().url(), issued.text("token")).readBy(language);
    }

    @Test
    void aRightThatRanOutIsNamedWhenItIsMissed() {
        english.admin()
                .put(
                        "/api/identity/members/passing-" + english.brand(),
                        Map.of(
                                "name", "Pascal Passy",
                                "email", "pascal@dynamo.example",
                                "language", "en",
                                "zone", "Europe/Paris"))
                .ok();
        english.admin()
                .put(
                        "/api/identity/members/passing-" + english.brand() + "/grants/over",
                        Map.of(
                                "role", "LEAD",
                                "brand", english.brand(),
                                "until", Instant.now().plusSeconds(20).toString()))
                .ok();
        var passing = world.parvis().as("passing-" + english.brand());
        passing.get("/api/crm/conversations?brand=" + english.brand()).ok();
        var refused = read(
                "the right ran out",
                () -> passing.get("/api/crm/conversations?brand=" + english.brand()),
                answer -> answer.code().equals("GRANT_EXPIRED"));

        assertThat(refused.refused(403).text("action")).isEqualTo("READ_INBOX");
    }

    @ParameterizedTest
    @CsvSource({"en, Port, Nothing was started", "fr, Le port, Rien n’a été démarré"})
    void aTakenPortIsSaidAndNothingIsStarted(String language, String first, String then) throws IOException {
        var home = Home.fresh("taken-" + language);
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            var outcome = CommandLine.on(home, language)
                    .run("up", "--port", port, "--data", home.path().toString());

            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
            assertThat(outcome.err()).startsWith(first).contains(port).contains(then);
            assertThat(home.has("postgres")).isFalse();
            assertThat(home.has("run", "control")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, already runs", "fr, tourne déjà"})
    void aSecondStartOnTheSameDataSaysThatItAlreadyRuns(String language, String words) {
        var home = world.parvis().home();
        var outcome = CommandLine.on(home, language)
                .run("up", "--port", "18999", "--data", home.path().toString());

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err()).contains(words).contains(world.parvis().url().toString());
        assertThat(world.parvis().asNobody("en").get("/actuator/health").ok().text("status"))
                .isEqualTo("UP");
    }

    @Test
    void aBundleThatIsNotWholeIsNotTakenForOne() throws IOException {
        var all = world.parvis().as("admin");
        all.put(
                        "/api/identity/members/revisor",
                        Map.of(
                                "name",
                                "Renée Visor",
                                "email",
                                "r@parvis.example",
                                "language",
                                "fr",
                                "zone",
                                "Europe/Paris"))
                .ok();
        all.put("/api/identity/members/revisor/grants/all", Map.of("role", "AUDITOR", "brand", "*"))
                .ok();
        var answer = read(
                "the auditor of all brands gets a bundle",
                () -> world.parvis().as("revisor").get("/api/reporting/audit/bundle?from=1&to=20"),
                bundle -> bundle.status() == 200);
        var bundle = Bundles.save("range", answer.body());
        var text = Files.writeString(Path.of("target", "bundles", "text.zip"), "This is no archive.");

        assertThat(verify("en", bundle).exitCode()).isZero();
        for (var broken : List.of(Bundles.cutOff(bundle), text.toAbsolutePath(), Path.of("/nowhere/at-all.zip"))) {
            var told = verify("en", broken);
            assertThat(told.exitCode()).as(told.toString()).isEqualTo(1);
            assertThat(told.out()).startsWith("DAMAGED");
            assertThat(verify("fr", broken).out()).startsWith("ENDOMMAGÉ");
        }
        var changed = verify("fr", Bundles.withOneByteChanged(bundle, "entries.jsonl"));
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.out()).contains("n’est pas ce qui fut inscrit");
    }

    private static CommandLine.Outcome verify(String language, Path bundle) {
        return CommandLine.on(world.parvis().home(), language).run("verify", bundle.toString(), "--lang", language);
    }

    @Test
    void whatIsNoJsonIsSaidToBeUnreadable() {
        var answer = english.lead().put("/api/listening/topics/half", Map.of("brand", List.of(1, 2)));

        assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(english.lead().get("/api/listening/topics/half").status()).isEqualTo(404);
    }
}
