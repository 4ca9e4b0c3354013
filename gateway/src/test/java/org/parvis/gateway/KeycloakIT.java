package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.Keycloak;
import org.parvis.gateway.testing.TestHouse;

/** The whole way through a company's sign-in service, which is a real Keycloak. */
@Tag("peers")
class KeycloakIT {

    private static Keycloak keycloak;
    private static TestHouse house;

    @BeforeAll
    static void start() {
        var archive = Keycloak.archive();
        Assumptions.assumeTrue(archive.isPresent(), "SKIPPED: Keycloak cannot be had here");
        var address = "http://localhost:" + TestHouse.freePort();
        keycloak = Keycloak.start(archive.get(), TestHouse.freePort(), "helianthe", realm(address));
        house = new TestHouse(
                address,
                Map.of(
                        "parvis.federation.issuer",
                        keycloak.address() + "/realms/helianthe",
                        "parvis.federation.client-id",
                        "parvis",
                        "parvis.federation.client-secret",
                        "known-to-both",
                        "parvis.federation.name",
                        "Hélianthe",
                        "parvis.federation.groups",
                        "moderators=COMMUNITY_MANAGER@alize,leads=LEAD@alize",
                        "parvis.federation.local-passwords",
                        "false"));
        var admin = house.signedIn();
        assertThat(admin.send(
                                "PUT",
                                "/api/identity/brands/alize",
                                BodyPublishers.ofString(
                                        "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}"),
                                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.csrfToken()))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        if (house != null) {
            house.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private static String realm(String address) {
        return """
                {"realm":"helianthe","enabled":true,"sslRequired":"none",
                 "groups":[{"name":"moderators"},{"name":"leads"}],
                 "clients":[{"clientId":"parvis","enabled":true,"publicClient":false,"secret":"known-to-both","standardFlowEnabled":true,
                   "redirectUris":["%1$s/login/company/back"],
                   "attributes":{"pkce.code.challenge.method":"S256","backchannel.logout.url":"%1$s/login/company/logout",
                                 "backchannel.logout.session.required":"true"},
                   "protocolMappers":[{"name":"groups","protocol":"openid-connect","protocolMapper":"oidc-group-membership-mapper",
                     "config":{"claim.name":"groups","full.path":"true","id.token.claim":"true","access.token.claim":"false"}}]}],
                 "users":[{"username":"mia","enabled":true,"emailVerified":true,"email":"mia@helianthe.example","firstName":"Mia",
                   "lastName":"Moreau","credentials":[{"type":"password","value":"mia-at-the-company","temporary":false}],
                   "groups":["/moderators"]}]}""".formatted(address);
    }

    /** As a person does it: our door, the company's form, and back. */
    private static HttpResponse<String> signIn(Browser browser) {
        var door = browser.follow(browser.page("/crm/inbox"));
        var link = found(door.body(), "href=\"(/login/company[^\"]*)\"").replace("&amp;", "&");
        var form = browser.follow(browser.page(link));
        assertThat(form.statusCode()).as(form.body()).isEqualTo(200);
        var action = found(form.body(), "action=\"(http[^\"]+)\"").replace("&amp;", "&");
        var sent = browser.send(
                "POST",
                action,
                BodyPublishers.ofString(
                        "username=mia&password=" + URLEncoder.encode("mia-at-the-company", StandardCharsets.UTF_8)),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"));
        return browser.follow(sent);
    }

    private static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    @Test
    void letsSomebodyInFollowsTheirGroupsAndSignsThemOutWhereTheCompanyDoes() {
        var browser = new Browser(house.address);
        var inbox = signIn(browser);
        assertThat(inbox.statusCode()).as(inbox.body()).isEqualTo(200);
        var me = browser.get("/api/identity/me").body();
        assertThat(me)
                .contains(
                        "Mia Moreau", "mia@helianthe.example", "\"id\":\"mia\"", "company-community-manager-on-alize");

        var id = keycloak.admin("GET", "/realms/helianthe/users?username=mia", null)
                .get(0)
                .path("id")
                .asString();
        keycloak.admin("POST", "/realms/helianthe/users/" + id + "/logout", "{}");
        RunningService.eventually(
                () -> assertThat(browser.get("/crm/counts").statusCode()).isEqualTo(401));

        var groups = keycloak.admin("GET", "/realms/helianthe/groups", null);
        for (var group : groups) {
            var path = "/realms/helianthe/users/" + id + "/groups/"
                    + group.path("id").asString();
            keycloak.admin(group.path("name").asString().equals("leads") ? "PUT" : "DELETE", path, null);
        }
        var again = new Browser(house.address);
        assertThat(signIn(again).statusCode()).isEqualTo(200);
        assertThat(again.get("/api/identity/me").body())
                .contains("company-lead-on-alize")
                .doesNotContain("company-community-manager-on-alize");
        var admin = house.signedIn();
        assertThat(admin.get("/api/identity/members/mia/sessions").body()).contains("\"items\":[{");
    }
}
