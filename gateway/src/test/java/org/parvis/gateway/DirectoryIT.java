package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.TestHouse;
import tools.jackson.databind.json.JsonMapper;

/** The company's directory through the gateway: its token passes there and nowhere else, and a leaver is out with the next request. */
class DirectoryIT {

    private final TestHouse house = TestHouse.get();
    private final Browser admin = house.signedIn();

    private String directoryToken() {
        var made = admin.submit("/identity/directory", Map.of("_csrf", admin.csrfToken(), "label", "directory"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return made.body().replaceFirst("(?s).*id=\"token\">(scim_[^<]+)<.*", "$1");
    }

    private HttpResponse<String> send(String method, String path, String body, String token) {
        return new Browser(house.address)
                .send(
                        method,
                        path,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/scim+json"));
    }

    @Test
    void bringsALeaverOutWithTheNextRequest() {
        var token = directoryToken();
        var made = send(
                "POST", "/scim/v2/Users", "{\"userName\":\"carla@alize.example\",\"displayName\":\"Carla\"}", token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(admin.post("/api/identity/members/carla/password", "{\"password\":\"a secret of theirs\"}")
                        .statusCode())
                .isEqualTo(204);
        var carla = house.signedIn("carla", "a secret of theirs");
        var pat = new JsonMapper()
                .readTree(carla.post("/api/identity/tokens", "{\"days\":2}").body())
                .path("token")
                .asString();
        var program = new Browser(house.address);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + pat)
                        .statusCode())
                .isEqualTo(200);

        var gone = send(
                "PATCH",
                "/scim/v2/Users/carla",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}",
                token);
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
        assertThat(gone.headers().map().keySet()).noneMatch(name -> name.startsWith("x-parvis"));
        assertThat(carla.get("/crm/counts").statusCode()).isEqualTo(401);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + pat)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void passesTheDirectorysTokenToTheDirectorysDoorOnly() {
        var token = directoryToken();
        assertThat(send("GET", "/scim/v2/ServiceProviderConfig", "", token).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/identity/members", "", token).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/crm/script", "", token).statusCode()).isEqualTo(401);
        // A session is no token of the directory's, and neither is a member's.
        assertThat(admin.get("/scim/v2/Users").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/scim/v2/Users", "", "pvs_" + "x".repeat(43)).statusCode())
                .isEqualTo(401);
        assertThat(new Browser(house.address).get("/scim").statusCode()).isEqualTo(404);
    }
}
