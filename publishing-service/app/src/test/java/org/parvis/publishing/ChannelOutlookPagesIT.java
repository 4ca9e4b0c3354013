package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.publishing.Browser.done;
import static org.parvis.publishing.Browser.fragment;
import static org.parvis.publishing.Browser.page;
import static org.parvis.publishing.House.ADELE;
import static org.parvis.publishing.House.BRAND;
import static org.parvis.publishing.House.NETWORK;
import static org.parvis.publishing.House.PRIYA;
import static org.parvis.publishing.House.STRANGER;
import static org.parvis.publishing.House.goesOut;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Json;
import org.parvis.publishing.channel.ChannelHealth;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.network.Standing;
import tools.jackson.databind.JsonNode;

/** What a channel is heading for: told on its page, to programs, and on Today before it is too late. */
@ExtendWith(House.Opened.class)
class ChannelOutlookPagesIT {

    @AfterEach
    void behave() {
        NETWORK.signingIn(new SignIn.Works("helianthe"));
        House.service()
                .jdbc()
                .sql("update channel_health set secret_until = null, missing = '{}'")
                .update();
    }

    private static void saysAtSignIn(String channelId, Standing standing) {
        NETWORK.signingIn(new SignIn.Works("helianthe.example", standing));
        assertThat(House.service()
                        .post(ADELE, "/api/publishing/channels/" + channelId + "/try", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode health(String channelId) {
        var answer = House.service().get(ADELE, "/api/publishing/channels/" + channelId);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(Body.of(answer.body())).path("health");
    }

    @Test
    void warnsBeforeASecretEndsAndSaysWhatIsAtRisk() {
        House.channel("raw-ending", "Compte au jeton court", "A", 0);
        goesOut("raw-after-end", "raw-ending", "Dans cinq jours", Instant.now().plus(Duration.ofDays(5)));
        goesOut("raw-before-end", "raw-ending", "Demain", Instant.now().plus(Duration.ofDays(1)));
        var ends = Instant.now().plus(Duration.ofDays(3)).plus(Duration.ofHours(1));
        saysAtSignIn("raw-ending", new Standing(ends, Set.of(), null));

        assertThat(page(ADELE, "/publishing/channels/raw-ending"))
                .contains("Secret ends", "3 days left", "secret ends soon", "1 post or reply");
        assertThat(page(inFrench(ADELE), "/publishing/channels/raw-ending"))
                .contains("Fin du secret", "3 jours restants", "En danger", "1 publication ou réponse");
        assertThat(page(ADELE, "/publishing/channels")).contains("secret ends soon");
        assertThat(fragment(PRIYA, "/publishing/today")).contains("Compte au jeton court", "its secret ends in 3 days");
        assertThat(fragment(inFrench(PRIYA), "/publishing/today")).contains("son secret se périme dans 3 jours");
        assertThat(fragment(STRANGER, "/publishing/today")).doesNotContain("Compte au jeton court");
        assertThat(health("raw-ending").path("secretDaysLeft").asInt()).isEqualTo(3);
        assertThat(health("raw-ending").path("atRisk").asInt()).isEqualTo(1);
    }

    @Test
    void keepsQuietAboutASecretThatLastsLonger() {
        House.channel("raw-lasting", "Compte au jeton long", "A", 0);
        saysAtSignIn("raw-lasting", new Standing(Instant.now().plus(Duration.ofDays(8)), Set.of(), null));
        assertThat(page(ADELE, "/publishing/channels/raw-lasting"))
                .contains("7 days left")
                .doesNotContain("secret ends soon", "At risk");
        assertThat(fragment(PRIYA, "/publishing/today")).doesNotContain("Compte au jeton long");
    }

    @Test
    void saysWhichRightIsMissing() {
        House.channel("raw-narrow", "Compte sans droit", "A", 0);
        goesOut("raw-cannot", "raw-narrow", "Demain peut-être", Instant.now().plus(Duration.ofDays(1)));
        NETWORK.signingIn(new SignIn.Works("helianthe.example", new Standing(null, Set.of("write:statuses"), null)));
        assertThat(done(inFrench(ADELE), "/publishing/channels/raw-narrow/try"))
                .contains("Il lui manque le droit : write:statuses", "Droits manquants", "un droit manque");
        assertThat(page(ADELE, "/publishing/channels/raw-narrow")).contains("Not allowed", "1 post or reply");
        assertThat(fragment(PRIYA, "/publishing/today")).contains("its secret does not allow write:statuses");
        assertThat(health("raw-narrow").path("missing").path(0).asString()).isEqualTo("write:statuses");
    }

    @Test
    void countsWhatIsDueBeyondWhatTheNetworkAllows() {
        House.channel("raw-rated", "Compte compté", "A", 0);
        for (var number = 0; number < 3; number++) {
            goesOut(
                    "raw-rated-" + number,
                    "raw-rated",
                    "Bientôt " + number,
                    Instant.now().plus(Duration.ofMinutes(20)));
        }
        var account = new Account("raw-rated", BRAND, Map.of(), Map.of());
        var resets = Instant.now().plus(Duration.ofMinutes(30));
        House.service().bean(ChannelHealth.class).allowance(account, new Allowance(1, resets));
        assertThat(page(ADELE, "/publishing/channels/raw-rated"))
                .contains("May still send", "1, counted anew", "2 posts and replies");
        eventually(() -> assertThat(health("raw-rated").path("atRisk").asInt()).isEqualTo(2));
        assertThat(health("raw-rated").path("allowance").path("left").asInt()).isEqualTo(1);

        House.service()
                .bean(ChannelHealth.class)
                .allowance(account, new Allowance(0, Instant.now().minusSeconds(1)));
        assertThat(page(ADELE, "/publishing/channels/raw-rated"))
                .as("the count is over")
                .doesNotContain("May still send");
    }
}
