package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.publishing.Browser.HARMLESS;
import static org.parvis.publishing.Browser.HOSTILE;
import static org.parvis.publishing.Browser.done;
import static org.parvis.publishing.Browser.fragment;
import static org.parvis.publishing.Browser.page;
import static org.parvis.publishing.Browser.refused;
import static org.parvis.publishing.Browser.submit;
import static org.parvis.publishing.House.ADELE;
import static org.parvis.publishing.House.AGATHE;
import static org.parvis.publishing.House.INES;
import static org.parvis.publishing.House.PRIYA;
import static org.parvis.publishing.House.STRANGER;
import static org.parvis.publishing.House.THEO;
import static org.parvis.publishing.House.awaitDelivery;
import static org.parvis.publishing.House.goesOut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.publishing.testing.ScriptedSite;

/** What people post by hand, in pages and for programs: one person at a time, and the gate as for machines. */
@ExtendWith(House.Opened.class)
class ByHandPagesIT {

    private static final ScriptedSite FORUM = new ScriptedSite();

    @BeforeAll
    static void connect() {
        FORUM.answers(
                "GET /topic",
                200,
                "<html><body><p>Bonjour &lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p></body></html>");
        assertThat(House.service()
                        .put(ADELE, "/api/publishing/channels/raw-forum", """
                                {"brand":"helianthe","network":"MANUAL","name":"Forum des voyageurs","zone":"Europe/Paris",
                                 "settings":{"url":"%s/topic"},"credentials":{},"undoSeconds":0}
                                """.formatted(FORUM.url()))
                        .statusCode())
                .isEqualTo(201);
        eventually(() -> assertThat(House.count("select count(*) from channel where channel_id = 'raw-forum'"))
                .isEqualTo(1));
    }

    @AfterAll
    static void close() {
        FORUM.close();
    }

    private static String waiting(String replyId, String text) {
        var id = goesOut(replyId, "raw-forum", text);
        awaitDelivery(id, "READY", false);
        return "/publishing/deliveries/" + id;
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void isTakenPostedAndReadBack() {
        var path = waiting("raw-hand-1", "Bonjour " + HOSTILE);
        assertThat(page(INES, path))
                .contains("To post by hand", "Take it", "/take\"")
                .doesNotContain("Bonjour");
        assertThat(page(inFrench(INES), "/publishing/deliveries?view=BY_HAND"))
                .contains("À publier à la main", path)
                .doesNotContain("Bonjour");
        assertThat(page(AGATHE, path))
                .contains("A community manager or a lead takes it.")
                .doesNotContain("/take\"");
        assertThat(submit(AGATHE, path + "/take").statusCode()).isEqualTo(403);
        assertThat(submit(STRANGER, path + "/take").statusCode()).isEqualTo(404);
        eventually(
                () -> assertThat(fragment(inFrench(PRIYA), "/publishing/today")).contains("à publier à la main"));

        assertThat(done(INES, path + "/take"))
                .contains("It is yours.", "Post it now", "Bonjour " + HARMLESS, FORUM.url() + "/topic")
                .contains("data-copy=\"#exact\"", "for=\"permalink\"", "for=\"reason\"");
        assertThat(page(inFrench(THEO), path)).contains("Inès Caradec l’a").doesNotContain("Bonjour", "/posted\"");
        assertThat(refused(409, THEO, path + "/take")).contains("It cannot be tried now.");
        assertThat(refused(403, THEO, path + "/posted", "permalink", "https://forum.example/1"))
                .contains("Somebody else took it.");
        assertThat(refused(422, INES, path + "/posted", "permalink", "there"))
                .contains("Not a web address.", "value=\"there\"");
        assertThat(refused(409, INES, path + "/give-up")).contains("It is too late");

        assertThat(done(inFrench(INES), path + "/posted", "permalink", FORUM.url() + "/topic"))
                .contains("Consigné comme en ligne.", "Tentative 1 consignée : prise pour être publiée à la main");
        eventually(() -> assertThat(page(THEO, path)).contains("it is there, word for word.", "Bonjour " + HARMLESS));
    }

    @Test
    void keepsAPersonsWordWhenThePageSaysSomethingElse() {
        var path = waiting("raw-hand-2", "Autre chose");
        done(INES, path + "/take");
        done(INES, path + "/posted", "permalink", FORUM.url() + "/topic");
        eventually(() -> assertThat(page(INES, path))
                .contains("Confirmed", "the page can be read, but the words were not found on it."));
    }

    @Test
    void canBeGivenBack() {
        var path = waiting("raw-hand-3", "Plus tard");
        done(INES, path + "/take");
        assertThat(refused(422, INES, path + "/not-posted", "reason", " ")).contains("Say why.");
        assertThat(done(INES, path + "/not-posted", "reason", "The forum is closed " + HOSTILE))
                .contains(
                        "Somebody else can take it.",
                        "Whoever took it did not post it (The forum is closed " + HARMLESS);
        assertThat(House.service()
                        .jdbc()
                        .sql(
                                "select count(*) from ledger.entry where position('forum is closed'::bytea in payload) > 0")
                        .query(Integer.class)
                        .single())
                .as("entries with their words in clear")
                .isZero();
        eventually(() -> assertThat(House.service()
                        .jdbc()
                        .sql("select reason from delivery where delivery_id = ?")
                        .param(id(path))
                        .query(String.class)
                        .single())
                .isEqualTo("NOT_POSTED"));
        assertThat(done(THEO, path + "/take")).contains("Plus tard");
        done(THEO, path + "/posted", "permalink", FORUM.url() + "/topic");
    }

    @Test
    void isTakenByOneOfManyWhoPressAtOnce() throws Exception {
        var path = waiting("raw-hand-4", "Une fois");
        var tries = new ArrayList<Callable<Integer>>();
        for (var member : new Actor[] {INES, THEO, PRIYA}) {
            for (var time = 0; time < 3; time++) {
                tries.add(() -> House.service()
                        .post(member, "/api" + path + "/take", "{}")
                        .statusCode());
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var attempt : threads.invokeAll(tries)) {
                statuses.add(attempt.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
    }

    /** It would stop nothing and say that it is in force. */
    @Test
    void aStopOfABrandThatThereIsNotIsRefused() {
        var everywhere = TestMembers.member("root", Role.LEAD, Grant.EVERY_BRAND);
        for (var brand : List.of(Grant.EVERY_BRAND, "helianthee")) {
            assertThat(House.service()
                            .post(everywhere, "/api/publishing/stops", """
                                    {"scope":{"brand":"%s"},"reason":"Accident"}
                                    """.formatted(brand))
                            .statusCode())
                    .as(brand)
                    .isEqualTo(404);
        }
    }

    @Test
    void isHeldByAStopAtTheMomentSomebodyTakesIt() {
        var path = waiting("raw-hand-5", "En pleine crise");
        var stop = House.service().post(PRIYA, "/api/publishing/stops", """
                {"scope":{"brand":"helianthe","channel":"raw-forum"},"reason":"Accident"}
                """);
        assertThat(stop.statusCode()).as(stop.body()).isEqualTo(201);
        assertThat(submit(INES, path + "/take").statusCode()).isEqualTo(409);
        assertThat(page(INES, path)).contains("An emergency stop.").doesNotContain("En pleine crise", "Post it now");
        assertThat(House.service()
                        .delete(
                                PRIYA,
                                "/api/publishing/stops/" + stop.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                        .statusCode())
                .isEqualTo(200);
        awaitDelivery(id(path), "READY", true);
        assertThat(submit(INES, path + "/take").statusCode())
                .as("until somebody lets it go")
                .isEqualTo(409);
        done(INES, path + "/resume");
        assertThat(done(INES, path + "/take")).contains("En pleine crise");
        done(INES, path + "/posted", "permalink", FORUM.url() + "/topic");
    }

    @Test
    void offersEachNetworkWithItsOwnWords() {
        assertThat(page(ADELE, "/publishing/channels/new?network=MASTODON"))
                .contains("write:statuses", "For instance https://mastodon.social", "Access token", "followers only");
        assertThat(page(inFrench(ADELE), "/publishing/channels/new?network=WORDPRESS"))
                .contains("Mot de passe d’application", "L’adresse du blog", "elle devient le titre");
        assertThat(page(ADELE, "/publishing/channels/new?network=WEBHOOK"))
                .contains("Signing secret", "It begins with whsec_", "The receiver remembers ids for");
        assertThat(page(inFrench(ADELE), "/publishing/channels/new?network=MANUAL"))
                .contains("Où publier")
                .doesNotContain("type=\"password\"");
        assertThat(page(ADELE, "/publishing/channels/raw-forum")).doesNotContain("secret missing", "Try now");
        assertThat(refused(
                        422,
                        ADELE,
                        "/publishing/channels",
                        "brand",
                        House.BRAND,
                        "network",
                        "WEBHOOK",
                        "name",
                        "Intranet",
                        "zone",
                        "Europe/Paris",
                        "setting.remembers",
                        "a day",
                        "secret.secret",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .contains("A length of time like PT24H");
    }
}
