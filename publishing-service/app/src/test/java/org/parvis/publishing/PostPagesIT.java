package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.publishing.Browser.HARMLESS;
import static org.parvis.publishing.Browser.HOSTILE;
import static org.parvis.publishing.Browser.done;
import static org.parvis.publishing.Browser.fields;
import static org.parvis.publishing.Browser.fragment;
import static org.parvis.publishing.Browser.named;
import static org.parvis.publishing.Browser.page;
import static org.parvis.publishing.Browser.refused;
import static org.parvis.publishing.Browser.status;
import static org.parvis.publishing.Browser.submit;
import static org.parvis.publishing.House.ADELE;
import static org.parvis.publishing.House.AGATHE;
import static org.parvis.publishing.House.BRAND;
import static org.parvis.publishing.House.FARID;
import static org.parvis.publishing.House.FAYE;
import static org.parvis.publishing.House.INES;
import static org.parvis.publishing.House.NETWORK;
import static org.parvis.publishing.House.NORA;
import static org.parvis.publishing.House.PRIYA;
import static org.parvis.publishing.House.STRANGER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.api.Variant;

/** The calendar and each post, from the first word to the network, as a browser without scripts asks for them, in both languages. */
@ExtendWith(House.Opened.class)
class PostPagesIT {
    @Test
    void writesAPostAndKeepsWhatWasTypedWhenItIsRefused() {
        House.channel("raw-blog", "Blog de la place", "A", 0);
        var fresh = page(INES, "/publishing/posts/new");
        assertThat(fresh)
                .contains("New post", "aria-label=\"Text for Blog de la place\"", "Ask for approval", "Advice");
        assertThat(page(inFrench(INES), "/publishing/posts/new")).contains("Nouvelle publication", "Texte pour Blog");
        var path = named(fresh, "action=\"(/publishing/posts/[^\"]+)\"");

        assertThat(refused(422, INES, path, post("text.raw-blog", " ")))
                .contains("This is needed.", "role=\"alert\"", "value=\"" + HARMLESS + "\"");
        assertThat(refused(422, inFrench(INES), path, post("local", "at nine")))
                .contains("Pas une heure locale et un fuseau", HARMLESS + "</textarea>");
        assertThat(refused(422, INES, path, post("language.raw-blog", "French!")))
                .contains("A language code such as fr or en.", "value=\"French!\"", HARMLESS);
        assertThat(refused(422, INES, path, post("title", "x".repeat(201))))
                .contains("At most 200 characters.", HARMLESS + "</textarea>");
        assertThat(refused(422, INES, path, post("brand", "No brand"))).contains("role=\"alert\"", HARMLESS);

        assertThat(done(INES, path, post("action", "save")))
                .contains("The draft is kept.", HARMLESS + "</textarea>", "Begun by", "Inès Caradec");
        eventually(() -> assertThat(page(AGATHE, "/publishing/posts")).contains("Without a slot", HARMLESS));
        assertThat(refused(422, INES, path, post("title", ""))).contains("Give it a title", HARMLESS + "</textarea>");
        assertThat(refused(422, INES, path, post("local", "2020-01-06T09:00")))
                .contains("Its slot has passed", "value=\"2020-01-06T09:00\"");
        assertThat(refused(422, inFrench(INES), path, post("text.raw-blog", "z".repeat(501))))
                .contains("Le texte est plus long", "z".repeat(501));
    }

    private static String[] post(String field, String value) {
        return fields(
                field,
                value,
                "brand",
                BRAND,
                "title",
                HOSTILE,
                "kind",
                "ADVICE",
                "local",
                "",
                "zone",
                "Europe/Paris",
                "text.raw-blog",
                HOSTILE,
                "language.raw-blog",
                "fr",
                "action",
                "submit");
    }

    private static String begin(Actor author, String id, String channelId, String title, String... more) {
        var path = "/publishing/posts/" + id;
        String[] fields = {"brand", BRAND, "title", title, "kind", "NEWS", "text." + channelId, "Bonjour, " + title};
        var all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        done(author, path, all);
        return path;
    }

    @Test
    void refusesToOverwriteWhatAColleagueWroteMeanwhile() {
        House.channel("raw-shared", "Compte partagé", "A", 0);
        var path = begin(INES, "raw-shared-post", "raw-shared", "À deux");
        String[] change = {
            "brand",
            BRAND,
            "title",
            "De Priya",
            "kind",
            "NEWS",
            "text.raw-shared",
            "Mots de Priya",
            "revision",
            named(page(PRIYA, path), "name=\"revision\" value=\"(\\d+)\"")
        };
        assertThat(done(PRIYA, path, change)).contains("Mots de Priya");
        change[3] = "D’Inès";
        change[7] = "Mots d’Inès " + HOSTILE;
        assertThat(refused(409, INES, path, change))
                .contains("Somebody changed this in the meantime", "Mots d’Inès " + HARMLESS, "value=\"D’Inès\"");
        assertThat(page(INES, path)).contains("Mots de Priya").doesNotContain("Mots d’Inès");
    }

    @Test
    void aRightOnOneChannelIsOneOnThePostsOfThatChannelOnly() {
        House.channel("raw-theirs", "Compte des autres", "A", 0);
        begin(INES, "raw-theirs-post", "raw-theirs", "Pas à vous");
        var service = House.service();
        var post = "/api/publishing/posts/raw-theirs-post";
        var own = """
                {"brand":"%s","title":"À moi","kind":"NEWS","variants":[{"channel":"raw-elsewhere","language":"fr","text":"Autre"}]}
                """.formatted(BRAND);
        assertThat(service.put(FARID, post, own).statusCode()).as("rewritten").isEqualTo(403);
        for (var act : List.of("submit", "cancel", "hold", "publish-now")) {
            assertThat(service.post(FARID, post + "/" + act, "{\"reason\":\"x\"}")
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(service.get(INES, post).body()).contains("Pas à vous");
        assertThat(service.get(FARID, post).statusCode()).as("read").isEqualTo(403);
        assertThat(status(FARID, "/publishing/posts/raw-theirs-post")).isEqualTo(403);
        assertThat(page(FARID, "/publishing/posts")).doesNotContain("Pas à vous");
        assertThat(page(INES, "/publishing/posts")).contains("Pas à vous");
        for (var list : List.of("posts?limit=200", "deliveries?view=ALL", "replies")) {
            assertThat(service.get(FARID, "/api/publishing/" + list).body())
                    .as(list)
                    .contains("\"items\":[]");
        }
    }

    @Test
    void aRightOnOneChannelSetsUpAndSeesThatChannelOnly() {
        House.channel("raw-closed", "Compte fermé", "A", 0);
        House.channel("raw-elsewhere", "Compte d’ailleurs", "A", 0);
        var service = House.service();
        var names =
                Map.of("raw-closed", "Compte fermé", "raw-not-there-yet", "Pris", "raw-elsewhere", "Compte d’ailleurs");
        UnaryOperator<String> theirs = id -> """
                {"brand":"%s","network":"TOWN","name":"%s","zone":"Europe/Paris","settings":{"class":"A"},
                 "credentials":{"token":"somebody-elses-token"},"undoSeconds":0}
                """.formatted(BRAND, names.get(id));
        var before = service.get(ADELE, "/api/publishing/channels/raw-closed")
                .headers()
                .firstValue("ETag");
        assertThat(before).isPresent();
        for (var id : List.of("raw-closed", "raw-not-there-yet")) {
            assertThat(service.put(FAYE, "/api/publishing/channels/" + id, theirs.apply(id))
                            .statusCode())
                    .as(id)
                    .isEqualTo(403);
        }
        assertThat(House.count("select count(*) from channel where name = 'Pris' or channel_id = 'raw-not-there-yet'"))
                .isZero();
        assertThat(service.get(ADELE, "/api/publishing/channels/raw-closed")
                        .headers()
                        .firstValue("ETag"))
                .isEqualTo(before);
        assertThat(service.put(FAYE, "/api/publishing/channels/raw-elsewhere", theirs.apply("raw-elsewhere"))
                        .statusCode())
                .as("their own")
                .isEqualTo(200);
        service.post(
                PRIYA,
                "/api/publishing/stops",
                "{\"id\":\"raw-closed-stop\",\"scope\":{\"brand\":\"%s\",\"channel\":\"raw-closed\"},\"reason\":\"Wegen Umbau\"}"
                        .formatted(BRAND));
        for (var reader : List.of(FARID, FAYE)) {
            assertThat(service.get(reader, "/api/publishing/channels?limit=200").body())
                    .contains("raw-elsewhere")
                    .doesNotContain("raw-closed");
            assertThat(service.get(reader, "/api/publishing/stops").body()).doesNotContain("raw-closed");
            for (var page : List.of("/publishing/channels", "/publishing/stops")) {
                assertThat(page(reader, page)).as(page).doesNotContain("Compte fermé", "raw-closed", "Wegen Umbau");
            }
        }
        assertThat(page(FARID, "/publishing/posts")).doesNotContain("Compte fermé", "Wegen Umbau");
        assertThat(page(FARID, "/publishing/posts/new"))
                .contains("Compte d’ailleurs")
                .doesNotContain("Compte fermé");
        service.send(PRIYA, "DELETE", "/api/publishing/stops/raw-closed-stop", null, Map.of());
    }

    @Test
    void showsAPostToItsBrandAndItsControlsToWhoMayUseThem() {
        House.channel("raw-whose", "Compte gardé", "A", 0);
        var path = begin(INES, "raw-whose-post", "raw-whose", "Secret de maison");
        assertThat(page(INES, path)).contains("Give it up");
        assertThat(page(PRIYA, path)).contains("Give it up");
        assertThat(page(AGATHE, path))
                .contains("Secret de maison", "Save the draft")
                .doesNotContain("/cancel\"");
        assertThat(submit(AGATHE, path + "/cancel").statusCode()).isEqualTo(403);
        assertThat(status(NORA, "/publishing/posts")).isEqualTo(403);
        assertThat(status(NORA, path)).isEqualTo(403);
        var hidden = House.service().page(STRANGER, path);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).doesNotContain("Secret de maison", "Hélianthe");
        assertThat(status(STRANGER, "/publishing/posts/new?brand=" + BRAND)).isEqualTo(404);
        assertThat(submit(STRANGER, path, post("title", "Ours")).statusCode()).isEqualTo(404);
        assertThat(submit(STRANGER, path + "/hold").statusCode()).isEqualTo(404);
        assertThat(page(STRANGER, "/publishing/posts")).doesNotContain("Secret de maison");
    }

    @Test
    void keepsATextWhoseChannelWasSwitchedOff() {
        House.channel("raw-gone", "Compte éteint", "A", 0);
        var path = begin(INES, "raw-gone-post", "raw-gone", "Pour plus tard");
        done(ADELE, "/publishing/channels/raw-gone/disable", "reason", "Pause");
        eventually(() -> assertThat(page(INES, "/publishing/posts/new")).doesNotContain("Compte éteint"));
        assertThat(page(INES, path)).contains("Compte éteint", "switched off", "Bonjour, Pour plus tard</textarea>");
    }

    @Test
    void takesAPostThroughReviewBackAndOut() {
        House.channel("raw-undo", "Compte à délai", "A", 600);
        var path = begin(INES, "raw-out", "raw-undo", "Une nouvelle", "action", "submit");
        var hash = named(
                House.service().get(INES, "/api/publishing/posts/raw-out").body(),
                "\"contentHash\":\"([0-9a-f]{64})\",\"state\"");
        House.opened(Reviewed.POST, "raw-review-1", "raw-out", hash, INES);
        eventually(() -> assertThat(page(INES, path)).contains("Waiting for approval"));
        assertThat(refused(409, INES, path + "/hold")).contains("It is not on its way");
        House.refused(Reviewed.POST, "raw-review-1", "raw-out", PRIYA, "Too much " + HOSTILE);
        eventually(() -> assertThat(page(INES, path)).contains("The review sent it back: Too much " + HARMLESS));
        assertThat(page(inFrench(INES), path)).contains("La relecture l’a renvoyée");

        assertThat(submitAgain(path))
                .contains("Submitted. Somebody else approves it.")
                .doesNotContain("sent it back");
        House.opened(Reviewed.POST, "raw-review-2", "raw-out", hash, INES);
        eventually(() -> assertThat(page(INES, path)).contains("Waiting for approval"));
        House.approved(Reviewed.POST, "raw-review-2", "raw-out", hash, PRIYA);
        eventually(() -> assertThat(page(INES, path)).contains("Released", "Take it back", "What happened"));
        assertThat(page(AGATHE, path)).doesNotContain("/hold\"", "/cancel\"");
        assertThat(submit(AGATHE, path + "/hold").statusCode()).isEqualTo(403);
        eventually(() -> assertThat(page(inFrench(PRIYA), "/publishing/posts")).contains("Une nouvelle", "prête"));
        assertThat(done(inFrench(INES), path + "/hold")).contains("Reprise. C’est de nouveau un brouillon.");
        assertThat(page(INES, path)).doesNotContain("sent it back");

        assertThat(done(INES, path + "/cancel"))
                .contains("Given up.", "Cancelled")
                .doesNotContain("/cancel\"");
        assertThat(refused(409, INES, path, "brand", BRAND, "kind", "NEWS", "text.raw-undo", "Encore"))
                .contains("This was given up. Begin a new one.", "Encore</textarea>");
    }

    private static String submitAgain(String path) {
        return done(
                INES,
                path,
                "brand",
                BRAND,
                "title",
                "Une nouvelle",
                "kind",
                "NEWS",
                "text.raw-undo",
                "Bonjour, Une nouvelle",
                "action",
                "submit");
    }

    @Test
    void leavesAPostThatMissedItsSlotToAPerson() {
        House.channel("raw-late", "Compte en retard", "A", 0);
        var text = "Bonjour en retard";
        var variants = List.of(new Variant("raw-late", "fr", text, ContentHash.of("raw-late", null, text)));
        var slot = new Slot("2026-01-05T09:00", "Europe/Paris");
        House.story()
                .happened(
                        "Post",
                        "raw-missed",
                        new PostDrafted("raw-missed", BRAND, HOSTILE, PostKind.NEWS, variants, slot, AGATHE.id()));
        var hash = named(
                House.service().get(INES, "/api/publishing/posts/raw-missed").body(),
                "\"contentHash\":\"([0-9a-f]{64})\",\"state\"");
        House.story()
                .happened(
                        "Post",
                        "raw-missed",
                        new PostSubmitted(
                                "raw-missed",
                                BRAND,
                                HOSTILE,
                                PostKind.NEWS,
                                variants,
                                slot,
                                hash,
                                0,
                                AGATHE.id(),
                                List.of()));
        var path = "/publishing/posts/raw-missed";
        House.opened(Reviewed.POST, "raw-late-review", "raw-missed", hash, AGATHE);
        House.approved(Reviewed.POST, "raw-late-review", "raw-missed", hash, PRIYA);
        eventually(() -> assertThat(page(INES, path)).contains("It missed its slot", "slot missed", "/publish-now\""));
        eventually(() -> assertThat(page(INES, "/publishing/posts"))
                .contains("“" + HARMLESS + "” was approved after its slot.", "Decide"));
        assertThat(page(inFrench(INES), "/publishing/posts?week=2026-01-05"))
                .contains("5–11 janvier 2026", "créneau manqué", "a été approuvée après son créneau");
        assertThat(page(AGATHE, path)).contains("It missed its slot").doesNotContain("/publish-now\"");
        assertThat(submit(AGATHE, path + "/publish-now").statusCode()).isEqualTo(403);
        assertThat(fragment(PRIYA, "/publishing/today")).contains(HARMLESS, "missed its slot", "data-urgency=\"40\"");
        assertThat(fragment(inFrench(PRIYA), "/publishing/today")).contains("a manqué son créneau", "Ce qui part");
        assertThat(fragment(AGATHE, "/publishing/today").strip()).isEmpty();

        assertThat(done(PRIYA, path + "/publish-now")).contains("It leaves now.");
        eventually(() -> assertThat(page(PRIYA, path)).contains("Confirmed"));
        assertThat(NETWORK.copies(text)).isEqualTo(1);
        assertThat(refused(409, INES, path + "/publish-now")).contains("It has not missed its slot.");
        assertThat(refused(409, inFrench(INES), path + "/hold")).contains("Trop tard\u00a0: le départ a commencé.");
        eventually(() -> assertThat(page(INES, "/publishing/posts")).contains("Balance", "News"));
    }

    @Test
    void showsTheDayOnToday() {
        House.channel("raw-today", "Compte du jour", "A", 0);
        var today = LocalDate.now(ZoneId.of("Europe/Paris"));
        begin(INES, "raw-today-post", "raw-today", HOSTILE, "local", today + "T12:00", "zone", "Europe/Paris");
        eventually(() -> assertThat(fragment(INES, "/publishing/today/line"))
                .contains(HARMLESS, "Compte du jour · draft", "/publishing/posts/raw-today-post"));
        assertThat(fragment(inFrench(INES), "/publishing/today/line")).contains("Compte du jour · brouillon");
        assertThat(fragment(STRANGER, "/publishing/today/line")).doesNotContain("Compte du jour");
        assertThat(page(INES, "/publishing/posts")).contains("raw-today-post", "12:00");
    }
}
