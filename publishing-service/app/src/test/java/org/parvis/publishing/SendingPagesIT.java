package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.publishing.Browser.HARMLESS;
import static org.parvis.publishing.Browser.HOSTILE;
import static org.parvis.publishing.Browser.done;
import static org.parvis.publishing.Browser.fragment;
import static org.parvis.publishing.Browser.named;
import static org.parvis.publishing.Browser.page;
import static org.parvis.publishing.Browser.refused;
import static org.parvis.publishing.Browser.status;
import static org.parvis.publishing.Browser.submit;
import static org.parvis.publishing.House.ADELE;
import static org.parvis.publishing.House.AGATHE;
import static org.parvis.publishing.House.BRAND;
import static org.parvis.publishing.House.EMIL;
import static org.parvis.publishing.House.FARID;
import static org.parvis.publishing.House.INES;
import static org.parvis.publishing.House.NETWORK;
import static org.parvis.publishing.House.NORA;
import static org.parvis.publishing.House.PAUL;
import static org.parvis.publishing.House.PRIYA;
import static org.parvis.publishing.House.STRANGER;
import static org.parvis.publishing.House.THEO;
import static org.parvis.publishing.House.awaitDelivery;
import static org.parvis.publishing.House.goesOut;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of what goes out and of what is stopped on its way, as a browser without scripts asks for them, in both languages. */
@ExtendWith(House.Opened.class)
class SendingPagesIT {

    @BeforeAll
    static void connect() {
        House.channel("raw-sends", "Compte de la maison", "A", 0);
        House.channel("raw-keyless", "Compte sans clé", "C", 0);
        House.channel("raw-slow", "Compte lent", "A", 600);
    }

    @Test
    void tellsWhatHappenedToWhatWentOut() {
        var id = goesOut("raw-live", "raw-sends", "Bonjour " + HOSTILE);
        awaitDelivery(id, "CONFIRMED", false);
        var path = "/publishing/deliveries/" + id;
        eventually(() -> assertThat(page(INES, path))
                .contains("Confirmed", HARMLESS, "Attempt 1 on record, before a byte left")
                .contains("it is there, word for word.", "A: the network takes a key of ours", "Compte de la maison")
                .doesNotContain("/give-up\"", "/resume\"", "/live\""));
        assertThat(page(inFrench(INES), path))
                .contains(
                        "Tentative 1 consignée, avant le premier octet",
                        "il est là, mot pour mot.",
                        "Hélianthe France");
        assertThat(page(INES, "/publishing/deliveries?view=SENT")).contains(path, "Bonjour " + HARMLESS);
        assertThat(page(INES, "/publishing/deliveries?view=ALL&limit=1")).contains("pv-more");
        assertThat(page(ADELE, path))
                .as("who manages channels reads no words")
                .contains("Its words are not shown to you")
                .doesNotContain("alert(1)");
        assertThat(page(ADELE, "/publishing/deliveries?view=SENT"))
                .contains(path)
                .doesNotContain("alert(1)");
        assertThat(refused(409, INES, path + "/give-up")).contains("It is too late");
        assertThat(refused(409, inFrench(INES), path + "/resume")).contains("Rien ne le retient.");
        assertThat(refused(409, INES, path + "/live", "permalink", "https://town.example/1"))
                .contains("Its outcome is not in question.");
    }

    @Test
    void showsADeliveryToNobodyElse() {
        var id = goesOut("raw-private", "raw-sends", "Entre nous");
        awaitDelivery(id, "CONFIRMED", false);
        var path = "/publishing/deliveries/" + id;
        var hidden = House.service().page(STRANGER, path);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).doesNotContain("Entre nous", "Hélianthe");
        for (var act : List.of("resume", "agree", "give-up", "live", "send-again")) {
            assertThat(submit(STRANGER, path + "/" + act).statusCode()).as(act).isEqualTo(404);
            assertThat(submit(AGATHE, path + "/" + act).statusCode()).as(act).isEqualTo(403);
        }
        assertThat(page(STRANGER, "/publishing/deliveries?view=ALL")).doesNotContain("Entre nous", id);
        assertThat(page(NORA, path))
                .as("who audits reads, and decides nothing")
                .contains("Entre nous")
                .doesNotContain("/give-up\"", "/resume\"");
        assertThat(status(PAUL, "/publishing/deliveries")).isEqualTo(403);
    }

    @Test
    void saysWhatTheNetworkRefused() {
        var id = goesOut("raw-spam", "raw-sends", "Trop beau (refused)");
        awaitDelivery(id, "REJECTED", false);
        assertThat(page(INES, "/publishing/deliveries/" + id))
                .contains("Rejected", "The network refused attempt 1 for good", "Looks like &lt;b&gt;spam&lt;/b&gt;");
        assertThat(page(inFrench(INES), "/publishing/deliveries")).contains("À traiter", "Trop beau (refused)");
    }

    @Test
    void showsWhatIsOnItsWayAndWhatNobodyKnows() {
        var leaving = goesOut("raw-leaving", "raw-sends", "Doucement (slow)");
        awaitDelivery(leaving, "ATTEMPTED", false);
        assertThat(page(INES, "/publishing/deliveries?view=LEAVING")).contains("Doucement (slow)", "Being sent");
        assertThat(refused(409, INES, "/publishing/deliveries/" + leaving + "/give-up"))
                .contains("It is too late");
        var unknown = goesOut("raw-unknown", "raw-keyless", "Perdu de vue (lost) (unseen)");
        awaitDelivery(unknown, "UNKNOWN", false);
        assertThat(page(INES, "/publishing/deliveries/" + unknown))
                .contains("Outcome unknown", "Outcome of attempt 1 unknown: not sent again")
                .contains("The network answered with HTTP status 503")
                .doesNotContain("/send-again\"");
        assertThat(page(inFrench(INES), "/publishing/deliveries/" + unknown))
                .contains("Issue de la tentative 1 inconnue", "Le réseau a répondu par l’état HTTP 503");
    }

    private static String parked(String replyId) {
        var id = goesOut(replyId, "raw-keyless", "Perdu (lost) " + replyId.replace("raw-", ""));
        awaitDelivery(id, "PARKED", false);
        return "/publishing/deliveries/" + id;
    }

    @Test
    void recordsAsLiveWhatAPersonSaw() {
        var path = parked("raw-seen");
        assertThat(page(INES, path)).contains("Nobody can tell", "Look at the account itself", "It never arrived");
        assertThat(page(inFrench(INES), path)).contains("Nul ne sait", "Il n’est jamais arrivé");
        assertThat(page(AGATHE, path)).contains("Nobody can tell").doesNotContain("/live\"", "/give-up\"");
        assertThat(refused(422, INES, path + "/live", "permalink", "I saw \"it\"" + HOSTILE))
                .contains("Not a web address.", "value=\"I saw &quot;it&quot;" + HARMLESS + "\"");
        assertThat(refused(422, inFrench(INES), path + "/live")).contains("Collez l’adresse où vous l’avez vu.");
        assertThat(done(INES, path + "/live", "permalink", "https://town.example/seen"))
                .contains("Recorded as live.", "Confirmed", "https://town.example/seen", "Inès Caradec");
    }

    @Test
    void sendsAgainWhatTwoPeopleVouchFor() {
        var path = parked("raw-again");
        assertThat(refused(409, THEO, path + "/agree")).contains("Somebody has to propose it first.");
        assertThat(refused(422, PRIYA, path + "/send-again", "reason", " ")).contains("Say why.");
        var endless = "n".repeat(1001);
        assertThat(refused(422, inFrench(PRIYA), path + "/send-again", "reason", endless))
                .contains(endless);
        assertThat(done(PRIYA, path + "/send-again", "reason", "Not there " + HOSTILE))
                .contains("Proposed. A second person has to agree.", "Not there " + HARMLESS)
                .contains("you proposed it, a second person agrees")
                .doesNotContain("/agree\"");
        assertThat(refused(403, PRIYA, path + "/agree")).contains("You proposed it, so somebody else has to agree.");
        assertThat(page(INES, path))
                .contains("Priya Raman looked", "a lead agrees")
                .doesNotContain("/agree\"");
        assertThat(submit(INES, path + "/agree").statusCode()).isEqualTo(403);
        assertThat(page(inFrench(THEO), path)).contains("Priya Raman a regardé", "/agree\"");
        assertThat(done(inFrench(THEO), path + "/agree")).contains("Accepté. Il est renvoyé une fois.");
        eventually(() -> assertThat(page(THEO, path)).contains("Confirmed", "A second person agreed to send again"));
        assertThat(NETWORK.copies("Perdu (lost) again")).isEqualTo(1);
        assertThat(refused(409, THEO, path + "/agree")).contains("Its outcome is not in question.");
    }

    @Test
    void givesUpWhatShallNotLeaveAndSaysOnTodayWhatWaits() {
        var path = parked("raw-waits");
        eventually(() -> assertThat(fragment(PRIYA, "/publishing/today"))
                .contains("data-urgency=\"40\"", "nobody can tell whether it is live", "Compte sans clé"));
        assertThat(fragment(inFrench(PRIYA), "/publishing/today")).contains("nul ne sait s’il est en ligne");
        assertThat(done(inFrench(INES), path + "/give-up"))
                .contains("Abandonné.", "Ne partira pas", "Quelqu’un y a renoncé.");
        assertThat(page(INES, path))
                .contains("Cancelled", "Somebody gave it up.")
                .doesNotContain("/give-up\"");
    }

    @Test
    void holdsWhatAChannelThatIsSwitchedOffShouldSend() {
        House.channel("raw-paused", "Compte au repos", "A", 0);
        done(ADELE, "/publishing/channels/raw-paused/disable", "reason", "Pause");
        var id = goesOut("raw-held", "raw-paused", "Plus tard");
        awaitDelivery(id, "READY", true);
        var path = "/publishing/deliveries/" + id;
        assertThat(page(INES, path)).contains("The channel is switched off.", "/resume\"", "/give-up\"");
        assertThat(page(AGATHE, path)).contains("The channel is switched off.").doesNotContain("/resume\"");
        assertThat(page(inFrench(INES), path)).contains("Le canal est désactivé.", "Laisser partir");
        assertThat(status(FARID, path)).as("whose right is for another channel").isEqualTo(403);
        assertThat(submit(FARID, path + "/resume").statusCode()).isEqualTo(403);
        done(ADELE, "/publishing/channels/raw-paused/enable");
        assertThat(done(INES, path + "/resume")).contains("Let go. The last checks decide.");
        eventually(() -> assertThat(page(INES, path)).contains("Confirmed", "Let go again"));
        assertThat(NETWORK.copies("Plus tard")).isEqualTo(1);
    }

    @Test
    void everyoneWhoWorksHereMayStopButOnlyWhoAnswersForItMayLift() {
        House.channel("raw-alarm", "Compte d’alarme", "A", 0);
        assertThat(status(PAUL, "/publishing/stops")).isEqualTo(403);
        assertThat(submit(PAUL, "/publishing/stops", "channel", "raw-alarm", "reason", "Mine")
                        .statusCode())
                .isEqualTo(403);
        assertThat(submit(FARID, "/publishing/stops", "brand", BRAND, "reason", "All of it")
                        .statusCode())
                .as("whose right is for another channel")
                .isEqualTo(403);
        var stopped = done(EMIL, "/publishing/stops", "channel", "raw-alarm", "reason", "Wrong account");
        assertThat(stopped)
                .contains("Stopped. Nothing in scope leaves any more.", "Wrong account", "Émil Egger")
                .doesNotContain("/lift\"");
        var path = "/publishing/stops/" + named(stopped, "id=\"s-([^\"]+)\"");
        assertThat(submit(EMIL, path + "/lift").statusCode()).isEqualTo(403);
        assertThat(submit(EMIL, path + "/resume").statusCode()).isEqualTo(403);
        assertThat(submit(FARID, path + "/lift").statusCode()).isEqualTo(403);
        assertThat(done(INES, path + "/lift")).contains("Lifted.");
    }

    @Test
    void stopsAChannelAndLetsGoOnlyAtAPersonsWord() {
        House.channel("raw-crisis", "Compte de crise", "A", 0);
        var later = goesOut(
                "raw-planned", "raw-crisis", "Dans une heure", Instant.now().plus(Duration.ofHours(1)));
        assertThat(refused(422, INES, "/publishing/stops", "brand", BRAND, "channel", "raw-crisis", "reason", ""))
                .contains("Say why.", "value=\"raw-crisis\" selected");
        var endless = "s".repeat(1001);
        assertThat(refused(422, inFrench(INES), "/publishing/stops", "brand", BRAND, "reason", endless))
                .contains(endless + "</textarea>", "caractères au plus.");
        assertThat(refused(422, INES, "/publishing/stops", "reason", "Crisis"))
                .contains("This is needed.", "Crisis</textarea>");
        assertThat(page(AGATHE, "/publishing/stops"))
                .contains("What you wrote yourself", "To take back what you wrote")
                .doesNotContain("name=\"reason\"");
        assertThat(submit(AGATHE, "/publishing/stops", "brand", BRAND, "reason", "Mine")
                        .statusCode())
                .isEqualTo(403);
        assertThat(submit(STRANGER, "/publishing/stops", "channel", "raw-crisis", "reason", "Theirs")
                        .statusCode())
                .isEqualTo(404);

        var stopped = done(INES, "/publishing/stops", "channel", "raw-crisis", "reason", "Accident " + HOSTILE);
        assertThat(stopped)
                .contains("Stopped. Nothing in scope leaves any more.", "In force", "Compte de crise")
                .contains("Accident " + HARMLESS, "Inès Caradec", "1 held", later);
        var path = "/publishing/stops/" + named(stopped, "action=\"/publishing/stops/([^/\"]+)/lift\"");
        var now = goesOut("raw-now", "raw-crisis", "Tout de suite");
        awaitDelivery(now, "READY", true);
        assertThat(NETWORK.copies("Tout de suite")).isZero();
        assertThat(page(INES, "/publishing/deliveries/" + now)).contains("An emergency stop.");
        done(INES, "/publishing/deliveries/" + now + "/resume");
        awaitDelivery(now, "READY", true);
        assertThat(NETWORK.copies("Tout de suite"))
                .as("the last check says no again")
                .isZero();
        assertThat(page(INES, "/publishing/posts")).contains("Compte de crise is stopped:", "Accident " + HARMLESS);
        assertThat(page(inFrench(AGATHE), "/publishing/posts")).contains("Compte de crise, à l’arrêt\u00a0:");
        assertThat(page(STRANGER, "/publishing/stops")).doesNotContain("Accident", "Compte de crise");
        assertThat(submit(STRANGER, path + "/lift").statusCode()).isEqualTo(404);
        assertThat(submit(AGATHE, path + "/lift").statusCode()).isEqualTo(403);

        assertThat(done(NORA, path + "/lift"))
                .contains("Lifted. What was held waits for you.", "Waits for a person", "until", "Nora Lindt")
                .doesNotContain(path + "/resume\"");
        assertThat(submit(NORA, path + "/resume").statusCode()).isEqualTo(403);
        assertThat(page(inFrench(INES), "/publishing/stops")).contains("Laisser partir les 2", "1 retenu");
        assertThat(NETWORK.copies("Tout de suite")).isZero();
        assertThat(done(INES, path + "/resume")).contains("2 go out.");
        awaitDelivery(now, "CONFIRMED", false);
        awaitDelivery(later, "READY", false);
        assertThat(NETWORK.copies("Tout de suite")).isEqualTo(1);

        // A second press, before the list shows the first one.
        House.service()
                .jdbc()
                .sql("update delivery set held = true, stop_id = ? where delivery_id = ?")
                .params(path.substring(path.lastIndexOf('/') + 1), later)
                .update();
        assertThat(done(inFrench(PRIYA), path + "/resume")).contains("Rien n’attendait.");
    }
}
