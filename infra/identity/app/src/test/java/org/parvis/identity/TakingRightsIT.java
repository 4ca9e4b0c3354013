package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;

/** Many rights taken back at the same moment: each is, or it is said that it was not, and everybody else goes on. */
class TakingRightsIT {

    private static final String PASSWORD = "the secret of admin";
    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static final int MEMBERS = 3;
    private static final int OF_EACH = 15;

    private static RunningService identity;

    @BeforeAll
    static void start() {
        identity = RunningService.start(
                IdentityApplication.class,
                Map.of("parvis.database.connections", "12", "PARVIS_ADMIN_PASSWORD", PASSWORD),
                shared -> {});
        identity.put(
                ADMIN,
                "/api/identity/brands/alize",
                "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}");
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static final class Browser extends PlainBrowser {

        Browser() {
            super(identity, Map.of("Accept-Language", "en"));
        }

        HttpResponse<String> signIn() {
            var next = URLEncoder.encode("/oauth2/authorize?state=s", StandardCharsets.UTF_8);
            var field = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"")
                    .matcher(get("/login?next=" + next).body());
            assertThat(field.find()).isTrue();
            var password = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
            return send(
                    "POST", "/login", "name=admin&password=" + password + "&next=" + next + "&_csrf=" + field.group(1));
        }
    }

    private static List<String> rights(String members) {
        var addresses = new ArrayList<String>();
        for (var m = 0; m < MEMBERS; m++) {
            var id = members + m;
            var grants = IntStream.range(0, OF_EACH)
                    .mapToObj(i -> new Grant("g" + i, Role.AGENCY, "alize", null, "channel-" + i, null))
                    .toArray(Grant[]::new);
            Holders.holding(identity, TestMembers.member(id, Locale.ENGLISH, grants));
            for (var i = 0; i < OF_EACH; i++) {
                addresses.add("/api/identity/members/" + id + "/grants/g" + i);
            }
        }
        identity.caughtUp();
        return addresses;
    }

    @Test
    void allAreTakenBackAndOthersComeInMeanwhile() throws Exception {
        var all = rights("many");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = all.stream()
                    .map(address -> pool.submit((Callable<HttpResponse<String>>) () -> identity.delete(ADMIN, address)))
                    .toList();
            for (var i = 0; i < 3; i++) {
                assertThat(new Browser().signIn().statusCode()).isEqualTo(302);
                assertThat(identity.get(ADMIN, "/api/identity/members?limit=5").statusCode())
                        .isEqualTo(200);
            }
            for (var one : asked) {
                isDoneOrRefusedInWords(one.get());
            }
        }
        for (var address : all) {
            RunningService.eventually(() ->
                    assertThat(identity.delete(ADMIN, address).statusCode()).isEqualTo(204));
        }
        identity.caughtUp();
        assertThat(identity.get(ADMIN, "/api/identity/members/many0").body()).contains("\"grants\":[]");
    }

    private static void isDoneOrRefusedInWords(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 503);
        if (answer.statusCode() == 503) {
            assertThat(answer.body()).contains("RIGHTS_BUSY", "Nothing was changed");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** Both were asked for their right before they waited; the second has none any more when it is decided. */
    @Test
    void ofTwoAdministratorsWhoDismissEachOtherOneStays() throws Exception {
        var one = Holders.holding(identity, TestMembers.member("one", Role.ADMIN, "*"));
        var other = Holders.holding(identity, TestMembers.member("other", Role.ADMIN, "*"));
        identity.caughtUp();
        try (var owner = identity.database().owner();
                var elsewhere = owner.getConnection();
                var statement = elsewhere.createStatement();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            elsewhere.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(5787214283317305180)");
            var asked = List.of(
                    pool.submit(() -> identity.post(one, "/api/identity/members/other/leave", "{}")),
                    pool.submit(() -> identity.post(other, "/api/identity/members/one/leave", "{}")));
            Thread.sleep(500);
            elsewhere.rollback();
            var answers = List.of(asked.get(0).get(), asked.get(1).get());
            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .as("%s %s", answers.get(0).body(), answers.get(1).body())
                    .containsOnlyOnce(204);
            // Who was let go before they were asked for their right hears 403, who was let go afterwards 409.
            assertThat(answers)
                    .filteredOn(a -> a.statusCode() != 204)
                    .singleElement()
                    .satisfies(a -> assertThat(a.body()).contains("Nothing was changed"))
                    .satisfies(a -> assertThat(a.body()).containsAnyOf("\"status\":403", "RIGHT_ENDED_MEANWHILE"));
        }
    }

    @Test
    void waitsForAnotherProcessAMomentAndSaysSo() throws SQLException {
        var address = rights("few").getFirst();
        try (var owner = identity.database().owner();
                var elsewhere = owner.getConnection();
                var statement = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(5787214283317305180)");
            var refused = identity.delete(ADMIN, address);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            isDoneOrRefusedInWords(refused);
            var page = identity.submit(ADMIN, "/identity/members/few0/leave", "");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("Many rights are being taken back");
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            elsewhere.rollback();
        }
        assertThat(identity.delete(ADMIN, address).statusCode()).isEqualTo(204);
    }
}
