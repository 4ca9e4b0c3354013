package org.parvis.web.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = GalleryApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class GalleryIT {

    private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"#]+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void answersAWholePageToABrowserAndAFragmentToHtmx() throws Exception {
        var page = get("/gallery/queue");
        var fragment = get("/gallery/queue", "HX-Request", "true");

        assertThat(page.body()).contains("<!doctype html>", "pv-side", "id=\"c-0\"");
        assertThat(fragment.body()).contains("id=\"c-0\"").doesNotContain("<html", "pv-side");
    }

    @Test
    void speaksTheReadersLanguageInTheShell() throws Exception {
        assertThat(get("/gallery/queue?lang=fr").body()).contains("lang=\"fr\"", "Aujourd’hui", "Se déconnecter");
        assertThat(get("/gallery/queue?lang=en").body()).contains("lang=\"en\"", "Today", "Sign out");
    }

    @Test
    void writesTheThemeOnlyWhenItWasChosen() throws Exception {
        assertThat(get("/gallery/queue?theme=dark").body()).contains("data-bs-theme=\"dark\"");
        assertThat(get("/gallery/queue").body()).doesNotContain("data-bs-theme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gallery/states?lang=fr",
                "/gallery/states?lang=en",
                "/gallery/today",
                "/gallery/alert",
                "/gallery/queue",
                "/gallery/fail/404"
            })
    void leavesNoWordUnresolvedAndNothingInline(String path) throws Exception {
        assertThat(get(path, "Accept", "text/html").body())
                .doesNotContain("??", "style=", "onclick", "<script>", " th:", " pv:", "[[", "${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gallery/states", "/api/nothing", "/assets/nothing"})
    void guardsEveryAnswerWithTheSameHeaders(String path) throws Exception {
        var headers = get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                        .doesNotContain("unsafe", "*"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @Test
    void servesEveryAssetAPageNamesForAYear() throws Exception {
        var assets = ASSET.matcher(get("/gallery/states").body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(assets).hasSizeGreaterThan(5);
        for (var asset : assets) {
            var answer = get(asset);
            assertThat(answer.statusCode()).as(asset).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(asset)
                    .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "immutable"));
        }
    }

    @Test
    void servesAnAssetOfAnotherVersionButLetsNobodyKeepIt() throws Exception {
        var answer = get("/assets/0123456789ab/parvis/console.css");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void servesNothingAboveTheAssets() throws Exception {
        for (var path : new String[] {
            "/assets/x/parvis/../../../application.yaml", "/assets/x/parvis/%2e%2e/%2e%2e/i18n/shell_en.properties"
        }) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 500, 503})
    void saysInTheShellWhatHappenedAndWhatToDo(int status) throws Exception {
        var page = get("/gallery/fail/" + status + "?lang=fr", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("pv-fail", "Code à citer").doesNotContain("??", "Whitelabel");
    }

    @Test
    void keepsTheInsideOfAFailureInside() throws Exception {
        assertThat(get("/gallery/break", "Accept", "text/html").body())
                .contains("Something broke on our side.")
                .doesNotContain("secret", "IllegalStateException");
    }

    @Test
    void showsNoNavigationToWhoIsNotSignedIn() throws Exception {
        assertThat(get("/gallery/fail/404?as=nobody", "Accept", "text/html").body())
                .contains("pv-fail")
                .doesNotContain("pv-nav", "pv-me\"", "popovertarget");
    }

    @Test
    void letsWhoIsNotSignedInChooseTheLanguageForGood() throws Exception {
        var page = get("/gallery/fail/404?as=nobody&lang=fr&from=mail", "Accept", "text/html", "Accept-Language", "en");
        var chosen = get("/gallery/queue?as=nobody&lang=fr", "Accept-Language", "en");

        assertThat(chosen.body()).contains("lang=\"fr\"", "href=\"/gallery/queue?as=nobody&amp;lang=en\"");
        assertThat(chosen.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).contains("parvis_lang=fr", "HttpOnly", "SameSite=Lax"));
        assertThat(page.body()).contains("Il n’y a rien à cette adresse.");
    }

    @ParameterizedTest
    @CsvSource({"LEAD, /reporting/today", "AGENCY, /crm/inbox", "AUDITOR, /reporting/audit"})
    void sendsEveryoneToTheFirstPageOfTheirDay(String role, String page) throws Exception {
        var answer = get("/gallery/home?as=" + role);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(page));
    }

    @Test
    void countsForPagesOfOtherServicesButOnlyWhenSignedIn() throws Exception {
        assertThat(get("/gallery/counts").body()).contains("\"inbox\":{\"waiting\":12,\"hot\":false}");
        assertThat(get("/gallery/counts?as=nobody").statusCode()).isEqualTo(401);
    }

    @Test
    void streamsChangesOfOwnBrandsAndNeverOfOthers() throws Exception {
        var stream = client.sendAsync(request("/gallery/live?topics=queue").build(), BodyHandlers.ofLines());
        // The first heartbeat is the sign that the stream stands.
        assertThat(stream.get(10, TimeUnit.SECONDS).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));

        post("/gallery/change?brand=another-brand&item=foreign");
        post("/gallery/change?brand=helianthe-fr&item=ours");

        var heard =
                CompletableFuture.supplyAsync(() -> upToTheChange(stream.join().body()));
        assertThat(heard.get(10, TimeUnit.SECONDS))
                .contains("\"item\":\"ours\"")
                .doesNotContain("foreign");
    }

    @Test
    void streamsToNobodyWhoIsNotSignedIn() throws Exception {
        assertThat(get("/gallery/live?topics=queue&as=nobody").statusCode()).isEqualTo(401);
    }

    private static String upToTheChange(Stream<String> lines) {
        var heard = new ArrayList<String>();
        var all = lines.iterator();
        while (heard.isEmpty() || !heard.getLast().contains("\"item\"")) {
            heard.add(all.next());
        }
        return String.join("\n", heard);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void post(String path) throws IOException, InterruptedException {
        client.send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.discarding());
    }
}
