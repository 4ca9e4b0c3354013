package org.parvis.publishing.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Commands;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.KeyRing;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.api.ChannelCredentialsReplaced;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.testing.Story;

/** A channel is moved by two people in the same moment: the new secret goes to the new server alone. */
@SuppressWarnings("NullAway.Init")
class SecretPlaceIT {

    private static final Actor ADELE = TestMembers.member("adele", Role.ADMIN, Story.BRAND);
    private static final Servers SERVERS = new Servers();

    private static RunningService publishing;
    private static Story story;

    /** Servers that write down who signed in where. */
    private static final class Servers implements NetworkAdapter {

        final List<String> signIns = new CopyOnWriteArrayList<>();
        volatile Runnable whileChecking = () -> {};

        private void signIn(Account account) {
            signIns.add(account.settings().get("server") + " "
                    + account.credentials().getOrDefault("token", "nothing"));
        }

        @Override
        public Network network() {
            return Network.TOWN;
        }

        @Override
        public DeliveryClass deliveryClass(Map<String, String> settings, Outgoing outgoing) {
            return DeliveryClass.A;
        }

        @Override
        public Set<String> requiredSettings() {
            var meanwhile = whileChecking;
            whileChecking = () -> {};
            meanwhile.run();
            return Set.of("server");
        }

        @Override
        public Set<String> knownSettings() {
            return Set.of("server", "class");
        }

        @Override
        public Set<String> placelessSettings() {
            return Set.of("class");
        }

        @Override
        public Set<String> requiredCredentials() {
            return Set.of("token");
        }

        @Override
        public String clientKey(String deliveryId, Instant now) {
            return deliveryId;
        }

        @Override
        public Preparation prepare(Message message, Account account) {
            signIn(account);
            return (Preparation.Ready) limit ->
                    new SendOutcome.Live(new Remote(message.clientKey(), "http://town/" + message.clientKey()));
        }

        @Override
        public LookUp lookUp(Message message, Account account, Instant since, Set<String> notThese) {
            signIn(account);
            return new LookUp.Absent(0);
        }

        @Override
        public LookUp readBack(Message message, Account account, Remote remote) {
            signIn(account);
            return new LookUp.Found(remote);
        }

        @Override
        public SignIn trySignIn(Account account) {
            signIn(account);
            return new SignIn.Works("us");
        }
    }

    @BeforeAll
    static void start() {
        publishing = RunningService.start(
                PublishingApplication.class,
                Map.of("publishing.delivery.poll", "PT0.05S"),
                beans -> beans.registerBean("networks", Networks.class, () -> new Networks(List.of(SERVERS))));
        story = new Story(publishing);
        story.wrote("c1", "m1", "TOWN", "t-1");
    }

    @AfterAll
    static void stop() {
        publishing.close();
    }

    private static String described(String server, String token) {
        return "{\"brand\":\"helianthe\",\"network\":\"TOWN\",\"name\":\"Us\",\"zone\":\"Europe/Paris\",\"undoSeconds\":0,\"settings\":{\"server\":\"%s\"}%s}"
                .formatted(server, token.isEmpty() ? "" : ",\"credentials\":{\"token\":\"" + token + "\"}");
    }

    private static void connected(String id, String server, String token) {
        var answer = publishing.put(ADELE, "/api/publishing/channels/" + id, described(server, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> change(String id, long version, String server, String token) {
        return publishing.send(
                ADELE,
                "POST",
                "/api/publishing/channels/" + id + "/change",
                described(server, token),
                Map.of("If-Match", "\"" + version + "\""));
    }

    private static long version(String id) {
        return publishing.bean(Channels.class).find(id).orElseThrow().version();
    }

    private static HttpResponse<String> tries(String id) {
        return publishing.post(ADELE, "/api/publishing/channels/" + id + "/try", "{}");
    }

    @Test
    void aChangeBackIsComparedWithWhatIsKeptAndNotWithWhatWasRead() {
        connected("seen", "http://evil-1", "theirs");
        var version = version("seen");
        // Just after somebody's change read how the channel stands.
        SERVERS.whileChecking = () -> assertThat(
                        change("seen", version, "http://home-1", "house").statusCode())
                .isEqualTo(200);
        var back = change("seen", version + 2, "http://evil-1", "");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(422);
        assertThat(back.body()).contains("credentials.token", "given for another place");
        tries("seen");
        assertThat(SERVERS.signIns).contains("http://home-1 house").doesNotContain("http://evil-1 house");
    }

    @Test
    void staysWithTheNewServerWhenAChangeBackWasComparedBeforeItCame() {
        connected("race", "http://evil-2", "theirs");
        assertThat(change("race", version("race"), "http://home-2", "house").statusCode())
                .isEqualTo(200);
        publishing
                .bean(Commands.class)
                .send(
                        new ChangeChannel(
                                "race",
                                Story.BRAND,
                                "Us",
                                "Europe/Paris",
                                Map.of("server", "http://evil-2"),
                                0,
                                null,
                                version("race")),
                        ADELE,
                        null);
        assertThat(tries("race").body()).contains("credentials.token", "given for another place");
        story.released(List.of(new Story.Release("race-1", "m1", "race", "Hello", Instant.now())));
        eventually(() -> assertThat(publishing
                        .jdbc()
                        .sql("select reason from delivery where channel_id = 'race' and held")
                        .query(String.class)
                        .optional())
                .contains("SECRET_OF_ANOTHER_PLACE"));
        assertThat(SERVERS.signIns).doesNotContain("http://evil-2 house", "http://evil-2 nothing");

        var tried = publishing.submit(inFrench(ADELE), "/publishing/channels/race/try", "");
        assertThat(tried.statusCode()).isEqualTo(422);
        assertThat(tried.body()).contains("secret.token-e", "Donnez-le à nouveau", "name=\"secret.token\"");
        assertThat(publishing.page(inFrench(ADELE), "/publishing/channels/race").body())
                .contains("donné pour un autre endroit", "il faut le donner à nouveau");

        assertThat(change("race", version("race"), "http://home-2", "").statusCode())
                .as("back where the secret was given for")
                .isEqualTo(200);
        assertThat(tries("race").body()).contains("\"works\":true");
        assertThat(SERVERS.signIns).contains("http://home-2 house");
    }

    @Test
    void aSecretOfBeforeFingerprintsKnewThePlaceIsOfWhereTheChannelStands() {
        connected("kept", "http://home-3", "house");
        var asItWas = publishing
                .bean(KeyRing.class)
                .pseudonym(Story.BRAND, "channel-credentials", "kept", "{\"token\":\"house\"}");
        publishing.append(
                "Channel",
                "kept",
                version("kept") + 1,
                new ChannelCredentialsReplaced("kept", Story.BRAND, asItWas),
                Map.of("actor", "adele", "actorKind", "HUMAN", "brand", Story.BRAND));

        assertThat(tries("kept").body()).contains("\"works\":true");
        assertThat(change("kept", version("kept"), "http://evil-3", "").statusCode())
                .isEqualTo(422);
        assertThat(change("kept", version("kept"), "http://new-3", "house").statusCode())
                .isEqualTo(200);
        assertThat(tries("kept").body()).contains("\"works\":true");
        assertThat(SERVERS.signIns).contains("http://home-3 house", "http://new-3 house");
    }

    @Test
    void whatOnlyChoosesIsNoPartOfThePlace() {
        assertThat(SERVERS.place(Map.of("server", "http://home", "class", "A")))
                .isEqualTo(SERVERS.place(Map.of("server", "http://home", "class", "C")))
                .isEqualTo(SERVERS.place(Map.of("server", "http://home")))
                .isNotEqualTo(SERVERS.place(Map.of("server", "http://home.example")));
    }
}
