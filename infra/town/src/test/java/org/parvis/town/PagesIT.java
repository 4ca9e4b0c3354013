package org.parvis.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT {

    private static final String HTML = "text/html,application/xhtml+xml";
    private static final String ATTACK =
            "<img src=x onerror=alert(1)><script>alert(2)</script>\" onmouseover=\"alert(3) '{{title}}' {{{title}}}"
                    + " https://x.example/\"onclick=alert(4) javascript:alert(5) #a\"b @c'd";

    private final Town town =
            Town.start(0, null, TownOptions.defaults().withoutScript().withClock(MovableClock.atNoon()));
    private final Caller visitor = Caller.anybody(town);

    @AfterEach
    void close() {
        visitor.close();
        town.close();
    }

    @Test
    void whatPeopleWriteIsShownAndDoesNothing() {
        visitor.put(
                "/control/api/accounts/eve",
                Map.of("displayName", "<b>Eve</b>\"><script>", "bio", "<script>alert(6)</script>"));
        visitor.put("/control/api/accounts/adam", Map.of("displayName", "Adam"));
        var post = visitor.post("/control/api/posts", Map.of("as", "eve", "text", ATTACK))
                .id();
        visitor.post("/control/api/posts", Map.of("as", "adam", "text", "answer", "inReplyTo", post));

        for (var path : List.of(
                "/",
                "/posts/" + post,
                "/people",
                "/people/eve",
                "/tags/a",
                "/search?q=" + URLEncoder.encode(ATTACK.substring(0, 100), StandardCharsets.UTF_8),
                "/search?q=" + URLEncoder.encode("\"><script>alert(7)</script>", StandardCharsets.UTF_8),
                "/tags/%22%3E%3Cscript%3Ealert(8)%3C%2Fscript%3E",
                "/live/timeline?after=0",
                "/control",
                "/%3Cscript%3Ealert(9)%3C/script%3E")) {
            var page = visitor.get(path, "Accept", HTML);
            assertThat(page.body())
                    .as(path)
                    .doesNotContain("<script>")
                    .doesNotContain("<img src=x")
                    .doesNotContain("<b>Eve")
                    .doesNotContain("\" onmouseover=")
                    .doesNotContain("\"onclick=")
                    .doesNotContain("href=\"javascript:");
            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .contains("script-src 'self'")
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(visitor.get("/posts/" + post).body()).contains("&lt;script&gt;alert(2)");
    }

    @Test
    void aPortraitIsADrawingThatCanDoNothing() {
        visitor.put("/control/api/accounts/eve", Map.of("displayName", "<script> \"><a"));
        var portrait = visitor.get("/avatars/eve.svg");

        assertThat(portrait.status()).isEqualTo(200);
        assertThat(portrait.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(portrait.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(portrait.body()).doesNotContain("script").endsWith(">SA</text></svg>");
        assertThat(visitor.get("/avatars/nobody.svg").status()).isEqualTo(404);
        assertThat(visitor.put("/control/api/accounts/eve", Map.of("colour", "red\"/><script>"))
                        .code())
                .isEqualTo("PROFILE_INVALID");
    }

    @Test
    void speaksTheVisitorsLanguage() {
        assertThat(visitor.get("/", "Accept-Language", "fr").body())
                .contains("<html lang=\"fr\"")
                .contains("La place");
        assertThat(visitor.get("/", "Accept-Language", "en").body())
                .contains("<html lang=\"en\"")
                .contains("The square");
        var chosen = visitor.form("/preferences", "language=fr&back=/people");
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("Location")).isEqualTo("/people");
        assertThat(visitor.get("/people", "Accept-Language", "en", "Cookie", "town-language=fr")
                        .body())
                .contains("Les gens");
    }

    @Test
    void remembersTheThemeAndForgetsItAgain() {
        assertThat(visitor.form("/preferences", "theme=dark&back=/").header("Set-Cookie"))
                .startsWith("town-theme=dark;")
                .contains("SameSite=Lax");
        assertThat(visitor.get("/", "Cookie", "a=b; town-theme=dark").body()).contains("data-theme=\"dark\"");
        assertThat(visitor.get("/", "Cookie", "town-theme=\"><script>").body()).doesNotContain("data-theme");
        assertThat(visitor.form("/preferences", "theme=system&back=/").header("Set-Cookie"))
                .contains("Max-Age=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/%0d%0aX: y", "javascript:1"})
    void sendsNobodyElsewhere(String back) {
        var reply = visitor.form("/preferences", "theme=dark&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        assertThat(reply.header("Location"))
                .isIn("/", "/%0d%0aX: y")
                .doesNotContain("evil")
                .doesNotContain("\n");
    }

    @Test
    void aVisitorSpeaksAsOneOfThePeople() {
        visitor.put("/control/api/accounts/adam", Map.of("displayName", "Adam"));
        assertThat(visitor.get("/").body()).contains("<option value=\"adam\"");

        var said = visitor.form("/compose", "as=adam&text=Bonjour+%40helianthe%0D%0Adeux+lignes");

        assertThat(said.status()).isEqualTo(303);
        var post = said.header("Location").substring("/posts/".length());
        assertThat(visitor.get("/api/posts/" + post).json().path("text").asString())
                .isEqualTo("Bonjour @helianthe\ndeux lignes");
        var answer = visitor.form("/compose", "as=adam&text=encore&inReplyTo=" + post);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(visitor.get("/posts/" + post).body()).contains("deux lignes").contains("encore");
        assertThat(visitor.get("/live/posts/" + post + "?after=1").body())
                .contains("encore")
                .doesNotContain("deux lignes");
    }

    @Test
    void aCompanyDoesNotSpeakFromThePage() {
        visitor.put("/control/api/accounts/helianthe", Map.of("kind", "BRAND"));
        assertThat(visitor.get("/").body()).doesNotContain("<option value=\"helianthe\"");
        assertThat(visitor.form("/compose", "as=helianthe&text=moi").code()).isEqualTo("NOT_A_PERSON");
    }

    @Test
    void theComposerRefusesFloodsForeignSitesAndEmptyWords() {
        visitor.put("/control/api/accounts/adam", Map.of("displayName", "Adam"));
        assertThat(visitor.form("/compose", "as=adam&text=++").code()).isEqualTo("TEXT_EMPTY");
        assertThat(visitor.form("/compose", "as=adam&text=x", "Origin", "https://evil.example")
                        .code())
                .isEqualTo("CROSS_SITE");
        assertThat(visitor.post("/compose", "as=adam&text=x").code()).isEqualTo("FORM_EXPECTED");
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 25; i++) {
            statuses.add(visitor.form("/compose", "as=adam&text=flood+" + i).status());
        }
        assertThat(statuses).contains(303, 429).endsWith(429);
    }

    @Test
    void aNameThatOnlyPointsHereIsNotThisMachine() throws IOException {
        assertThat(answerTo("GET /control HTTP/1.1\r\nHost: evil.example:" + town.port()))
                .contains(" 403 ");
        assertThat(answerTo("GET /control HTTP/1.1\r\nHost: localhost:" + town.port()))
                .contains(" 200 ");
        assertThat(answerTo("GET /control/api/faults HTTP/1.1\r\nHost: 127.0.0.1.evil.example"))
                .contains(" 403 ");
    }

    @Test
    void saysWhatIsMissingInWordsOnAPage() {
        var missing = visitor.get("/posts/none", "Accept", HTML, "Accept-Language", "fr");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("Aucun message à cette adresse").contains("<main");
        assertThat(visitor.get("/nowhere", "Accept", HTML, "Accept-Language", "en")
                        .body())
                .contains("There is nothing at this address");
        assertThat(visitor.get("/assets/../town.css").status()).isEqualTo(404);
    }

    @Test
    void faultsClassAndStoryAreSwitchedByForms() {
        visitor.form("/control/faults", "kind=LOST_RESPONSE&on=WRITE&percent=12%2C5&next=&seconds=&status=");
        var fault = visitor.get("/control/api/faults").json().path("faults").path(0);
        assertThat(fault.path("id").asString()).isEqualTo("lost-response");
        assertThat(fault.path("probability").asDouble()).isEqualTo(0.125);
        assertThat(visitor.get("/control", "Accept-Language", "fr").body()).contains("Réponse perdue après l’effet");
        visitor.form("/control/network", "class=C");
        assertThat(visitor.get("/api/network").json().path("networkClass").asString())
                .isEqualTo("C");
        visitor.form("/control/faults/clear", "id=");
        assertThat(visitor.get("/control/api/faults").json().path("faults").isEmpty())
                .isTrue();
        assertThat(visitor.form("/control/story", "do=speed&speed=0").code()).isEqualTo("SPEED_INVALID");
        assertThat(visitor.form("/control/faults", "kind=SLOW&seconds=abc").code())
                .isEqualTo("FORM_INVALID");
        assertThat(visitor.form("/control/faults", "kind=NONE").code()).isEqualTo("FORM_INVALID");
    }

    @Test
    void olderPostsAreOnePageAway() {
        visitor.put("/control/api/accounts/adam", Map.of("displayName", "Adam"));
        for (int i = 0; i < 35; i++) {
            visitor.post("/control/api/posts", Map.of("as", "adam", "text", "message number-" + i + "."));
        }
        var first = visitor.get("/").body();
        assertThat(first).contains("number-34.").doesNotContain("number-4.");
        var older = first.replaceAll("(?s).*href=\"(/\\?before&#x3D;|/\\?before=)(\\d+)\".*", "/?before=$2");
        assertThat(visitor.get(older).body())
                .contains("number-4.")
                .contains("number-0.")
                .doesNotContain("number-34.");
        assertThat(visitor.get("/?before=x", "Accept", HTML).status()).isEqualTo(400);
    }

    private String answerTo(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), town.port());
                var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII)) {
            out.write(head + "\r\nConnection: close\r\n\r\n");
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
