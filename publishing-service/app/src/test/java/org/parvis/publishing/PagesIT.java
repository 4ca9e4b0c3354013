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
import static org.parvis.publishing.House.BRAND;
import static org.parvis.publishing.House.INES;
import static org.parvis.publishing.House.NETWORK;
import static org.parvis.publishing.House.PAUL;
import static org.parvis.publishing.House.STRANGER;
import static org.parvis.publishing.House.STRANGE_ADMIN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.publishing.network.SignIn;

/** The pages of channels, and every page where nothing is yet, as a browser without scripts asks for them, in both languages. */
@ExtendWith(House.Opened.class)
class PagesIT {

    @Test
    void saysWhatToDoNextWhereNothingIsYet() {
        assertThat(page(STRANGER, "/publishing/channels"))
                .contains("No channel yet", "A channel is an account of yours on a network.")
                .doesNotContain("/publishing/channels/new");
        assertThat(page(inFrench(STRANGE_ADMIN), "/publishing/channels"))
                .contains("Aucun canal pour l’instant", "Ajouter un canal");
        assertThat(page(STRANGER, "/publishing/posts")).contains("No channel to plan for");
        assertThat(page(inFrench(STRANGER), "/publishing/posts")).contains("Aucun canal à planifier");
        assertThat(page(STRANGER, "/publishing/posts/new")).contains("An administrator adds the first one");
        assertThat(page(STRANGER, "/publishing/deliveries")).contains("Nothing needs you");
        assertThat(page(inFrench(STRANGER), "/publishing/deliveries?view=SENT")).contains("Rien n’est encore parti");
        assertThat(page(STRANGER, "/publishing/stops")).contains("Nothing is stopped", "In a crisis, stop a brand");
        assertThat(page(inFrench(STRANGER), "/publishing/stops")).contains("Rien n’est arrêté");
        assertThat(fragment(STRANGER, "/publishing/today").strip()).isEmpty();
        assertThat(fragment(inFrench(STRANGER), "/publishing/replies/dock")).doesNotContain("data-undo");
    }

    @Test
    void connectsAChannelAndNeverShowsItsSecret() {
        assertThat(page(ADELE, "/publishing/channels/new?network=town"))
                .contains("Access token", "nobody can read it again here", "A: the network takes a key of ours")
                .contains("value=\"Europe/Paris\"", "value=\"20\"");
        assertThat(page(inFrench(ADELE), "/publishing/channels/new?network=bluesky"))
                .contains("Mot de passe d’application", "Par exemple https://bsky.social", "L’identifiant");

        assertThat(refused(422, ADELE, "/publishing/channels", channel("name", " ")))
                .contains("This is needed.", "aria-invalid=\"true\"", "value=\"Europe/Lisbon\"", "value=\"30\"");
        assertThat(refused(422, inFrench(ADELE), "/publishing/channels", channel("zone", "Nowhere/City")))
                .contains("Ce n’est pas un fuseau horaire.", "value=\"Nowhere/City\"", HARMLESS);
        assertThat(refused(422, ADELE, "/publishing/channels", channel("undoSeconds", "soon")))
                .contains("A whole number from 0 to 600.", HARMLESS);
        assertThat(refused(422, ADELE, "/publishing/channels", channel("secret.token", "")))
                .contains("secret.token-e", "This is needed.");
        assertThat(refused(422, ADELE, "/publishing/channels", channel("network", "PIGEON")))
                .contains("This installation cannot publish on “PIGEON”.", "role=\"alert\"");

        var connected = done(ADELE, "/publishing/channels", channel("undoSeconds", "30"));
        assertThat(connected).contains("The channel is connected.", HARMLESS, "kept, encrypted", "never used");
        var id = named(connected, "/publishing/channels/([^/\"]+)/try");
        assertThat(House.service().get(ADELE, "/api/publishing/channels/" + id).body())
                .contains("\"hasCredentials\":true")
                .doesNotContain("very-secret");
        eventually(() -> assertThat(page(INES, "/publishing/channels"))
                .contains("/publishing/channels/" + id, HARMLESS, "30 s")
                .doesNotContain("/publishing/channels/new"));
        assertThat(page(inFrench(INES), "/publishing/channels")).contains("jamais utilisé");
        assertThat(page(INES, "/publishing/channels/" + id))
                .contains("fieldset class=\"ch-fields\" disabled", "Hélianthe France")
                .doesNotContain("/try\"", "/disable\"", "data-primary");
        assertThat(status(INES, "/publishing/channels/new")).isEqualTo(403);
        assertThat(status(PAUL, "/publishing/channels")).isEqualTo(403);
        for (var act : List.of("", "/try", "/enable", "/disable")) {
            var path = "/publishing/channels/" + id + act;
            assertThat(submit(INES, path, channel("name", "Mine")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        for (var stranger : List.of(STRANGER, STRANGE_ADMIN)) {
            assertThat(House.service()
                            .page(stranger, "/publishing/channels/" + id)
                            .body())
                    .contains("pv-fail")
                    .doesNotContain("alert(1)", "Hélianthe");
        }
        assertThat(submit(STRANGE_ADMIN, "/publishing/channels/" + id, channel("name", "Ours"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(submit(STRANGE_ADMIN, "/publishing/channels", channel("brand", BRAND))
                        .statusCode())
                .isEqualTo(404);
    }

    /** All fields of a channel, one of them as it is wanted. */
    private static String[] channel(String field, String value) {
        return fields(
                field,
                value,
                "network",
                "TOWN",
                "brand",
                BRAND,
                "name",
                HOSTILE,
                "zone",
                "Europe/Lisbon",
                "undoSeconds",
                "30",
                "setting.class",
                "C",
                "secret.token",
                "very-secret-typed");
    }

    @Test
    void changesAChannelOnlyAsItsEditorSawIt() {
        House.channel("raw-changed", "Compte du parvis", "A", 20);
        var path = "/publishing/channels/raw-changed";
        var version = named(page(ADELE, path), "name=\"version\" value=\"(\\d+)\"");
        String[] change = {
            "version",
            version,
            "name",
            "Compte de la place",
            "zone",
            "Europe/Paris",
            "undoSeconds",
            "20",
            "setting.class",
            "A"
        };
        assertThat(done(ADELE, path, change))
                .contains("The channel is saved.", "Compte de la place", "kept, encrypted", "It is never shown.");
        change[3] = HOSTILE;
        assertThat(refused(409, ADELE, path, change)).contains("Somebody changed this in the meantime", HARMLESS);
        assertThat(refused(409, inFrench(ADELE), path, change)).contains("Quelqu’un l’a modifié entre-temps");
        change[1] = "the newest";
        assertThat(refused(409, ADELE, path, change)).contains("Somebody changed this in the meantime");
    }

    @Test
    void saysInWordsWhetherAChannelCanSignIn() {
        House.channel("raw-tried", "Compte essayé", "A", 20);
        var path = "/publishing/channels/raw-tried/try";
        NETWORK.signingIn(new SignIn.NotAccepted("Token <b>bold</b> has expired"));
        assertThat(done(ADELE, path))
                .contains("does not accept the secret: Token &lt;b&gt;bold&lt;/b&gt; has expired")
                .contains("sign-in refused");
        assertThat(page(inFrench(INES), "/publishing/channels")).contains("connexion refusée");
        NETWORK.signingIn(new SignIn.NotReached("STATUS_503"));
        assertThat(done(ADELE, path)).contains("not be reached: The network answered with HTTP status 503");
        NETWORK.signingIn(new SignIn.NotReached("CONNECT: nobody listens"));
        assertThat(done(inFrench(ADELE), path))
                .contains("injoignable\u00a0: Aucune connexion n’a pu s’établir (nobody listens)");
        NETWORK.signingIn(new SignIn.Works("helianthe.example"));
        assertThat(done(ADELE, path)).contains("The network knows us as helianthe.example.", "works,");
        assertThat(page(INES, "/publishing/channels")).contains("helianthe.example");
    }

    @Test
    void switchesAChannelOffForAReasonAndOnAgain() {
        House.channel("raw-off", "Compte en pause", "A", 20);
        var path = "/publishing/channels/raw-off";
        assertThat(refused(422, ADELE, path + "/disable", "reason", " ")).contains("Say why.", "role=\"alert\"");
        var long501 = "y".repeat(501);
        assertThat(refused(422, inFrench(ADELE), path + "/disable", "reason", long501))
                .contains("500 caractères au plus.", long501);
        assertThat(done(ADELE, path + "/disable", "reason", HOSTILE))
                .contains("The channel is switched off.", HARMLESS, "Switch on");
        eventually(
                () -> assertThat(page(inFrench(INES), "/publishing/channels")).contains("désactivé"));
        assertThat(done(ADELE, path + "/enable")).contains("The channel is switched on.", "Switch off");
    }
}
