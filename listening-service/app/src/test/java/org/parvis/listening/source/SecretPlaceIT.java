package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Cursor;
import org.parvis.listening.connector.PollResult;
import org.parvis.listening.connector.Setting;
import org.parvis.listening.connector.SettingProblem;
import org.parvis.listening.connector.SourceSettings;

/** A source is moved while others do something with it: the new secret goes to the new server alone. */
@SuppressWarnings("NullAway.Init")
class SecretPlaceIT {

    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, "helianthe");
    private static final Servers SERVERS = new Servers();

    private static RunningService listening;

    /** Servers that write down who signed in where; tests decide what happens meanwhile. */
    private static final class Servers implements Connector {

        final List<String> signIns = new CopyOnWriteArrayList<>();
        volatile Runnable whileChecking = () -> {};
        volatile Runnable whileAnswering = () -> {};
        volatile boolean more;

        void calm() {
            whileChecking = () -> {};
            whileAnswering = () -> {};
            more = false;
        }

        @Override
        public String kind() {
            return "SERVERS";
        }

        @Override
        public List<Setting> settings() {
            return List.of(
                    new Setting("server", false, true, false),
                    new Setting("folder", false, false, true),
                    new Setting("password", true, true, false));
        }

        @Override
        public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
            var meanwhile = whileChecking;
            whileChecking = () -> {};
            meanwhile.run();
            return List.of();
        }

        @Override
        public String scope(SourceSettings settings, String remoteId) {
            return settings.required("server");
        }

        @Override
        public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
            signIns.add(settings.required("server") + " "
                    + credentials.optional("password").orElse("nothing"));
            var meanwhile = whileAnswering;
            whileAnswering = () -> {};
            meanwhile.run();
            return new PollResult.Batch(List.of(), cursor, more, false, Optional.empty());
        }
    }

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT0.1S"),
                beans -> beans.registerBean("servers", Connector.class, () -> SERVERS));
    }

    @AfterAll
    static void stop() {
        listening.close();
    }

    @BeforeEach
    void calm() {
        SERVERS.calm();
    }

    private static HttpResponse<String> put(String id, String server, String folder, String password) {
        var credentials = password.isEmpty() ? "" : ",\"credentials\":{\"password\":\"" + password + "\"}";
        return listening.put(
                ADA,
                "/api/listening/sources/" + id,
                "{\"brand\":\"helianthe\",\"connector\":\"SERVERS\",\"name\":\"%s\",\"every\":\"P1D\",\"settings\":{\"server\":\"%s\",\"folder\":\"%s\"}%s}"
                        .formatted(id, server, folder, credentials));
    }

    private static void connected(String id, String server, String password) {
        assertThat(put(id, server, "one", password).statusCode()).isLessThan(300);
        listening.caughtUp();
        eventually(() -> assertThat(SERVERS.signIns).contains(server + " " + password));
    }

    private static String told(Actor reader, String id) {
        return listening.get(reader, "/api/listening/sources/" + id).body();
    }

    @Test
    void staysWithTheNewServerWhenAChangeBackWasCheckedBeforeItCame() {
        connected("race", "evil-1", "theirs");
        // Just after somebody's description was found to name no other place, and before it counts.
        SERVERS.whileChecking = () -> {
            assertThat(put("race", "home-1", "one", "house").statusCode()).isEqualTo(200);
            listening.caughtUp();
        };
        assertThat(put("race", "evil-1", "two", "").statusCode()).isEqualTo(200);
        listening.caughtUp();
        assertThat(told(ADA, "race")).contains("evil-1");

        eventually(() -> assertThat(told(ADA, "race")).contains("was given for another place", "Give it again"));
        assertThat(told(inFrench(ADA), "race")).contains("Donnez-le à nouveau");
        assertThat(SERVERS.signIns).doesNotContain("evil-1 house");

        assertThat(put("race", "evil-1", "three", "").body())
                .contains("credentials.password", "given for another place");
        SERVERS.signIns.clear();
        assertThat(put("race", "home-1", "three", "").statusCode())
                .as("back where the secret was given for")
                .isEqualTo(200);
        listening.caughtUp();
        eventually(() -> assertThat(SERVERS.signIns).contains("home-1 house"));
        eventually(() -> assertThat(told(ADA, "race")).doesNotContain("was given for another place"));
    }

    @Test
    void isNotSentToTheOldServerWhoseBacklogIsBeingRead() throws Exception {
        connected("backlog", "old-2", "old");
        SERVERS.signIns.clear();
        var asked = new CountDownLatch(1);
        var moved = new CountDownLatch(1);
        SERVERS.more = true;
        SERVERS.whileAnswering = () -> {
            asked.countDown();
            await(moved);
        };
        listening.post(ADA, "/api/listening/sources/backlog/fetch", "{}");
        asked.await();
        assertThat(put("backlog", "new-2", "one", "new").statusCode()).isEqualTo(200);
        listening.caughtUp();
        moved.countDown();

        eventually(() -> assertThat(SERVERS.signIns).contains("new-2 new"));
        SERVERS.more = false;
        assertThat(SERVERS.signIns).doesNotContain("old-2 new", "new-2 old").contains("old-2 old");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofBeforeItKnewItsPlaceIsOfWhereTheSourceStands() {
        connected("kept", "home-3", "house");
        forgetPlace("kept");
        SERVERS.signIns.clear();
        listening.post(ADA, "/api/listening/sources/kept/fetch", "{}");
        eventually(() -> assertThat(SERVERS.signIns).contains("home-3 house"));
        assertThat(told(ADA, "kept")).doesNotContain("was given for another place");
        assertThat(put("kept", "evil-3", "one", "").statusCode()).isEqualTo(422);

        listening.post(ADA, "/api/listening/sources/kept/pause", "{}");
        forgetPlace("kept");
        assertThat(put("kept", "evil-3", "one", "").statusCode())
                .as("looked for in order to be taken away")
                .isEqualTo(422);
        assertThat(put("kept", "home-3", "two", "").statusCode()).isEqualTo(200);
    }

    private static void forgetPlace(String id) {
        assertThat(listening
                        .jdbc()
                        .sql("update source_credentials set place_hash = null where source_id = ?")
                        .param(id)
                        .update())
                .isEqualTo(1);
    }
}
