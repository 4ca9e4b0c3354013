package org.parvis.publishing.network.bluesky;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import org.parvis.test.atproto.AtProtoNetwork;
import org.parvis.test.atproto.NetworkUser;
import org.parvis.test.atproto.NetworkUser.Written;

/** Writes into a real AT Protocol network, started on this machine. */
@Tag("peers")
class BlueskyNetworkIT {

    private static final ForwardClock CLOCK = new ForwardClock();

    private static @Nullable AtProtoNetwork network;
    private static @Nullable Fetcher fetcher;
    private static NetworkUser ours;
    private static NetworkUser passenger;
    private static BlueskyAdapter adapter;

    @BeforeAll
    static void join() {
        var started = AtProtoNetwork.startOrSkip();
        network = started;
        ours = started.join("cirrus-air");
        passenger = started.join("gwenn-tanguy");
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK);
        adapter = new BlueskyAdapter(fetcher, CLOCK);
    }

    private static Fetcher fetcher() {
        return requireNonNull(fetcher);
    }

    @AfterAll
    static void leave() {
        if (fetcher != null) {
            fetcher.close();
        }
        if (network != null) {
            network.close();
        }
    }

    private static Account account(String password) {
        var server = network == null ? "" : network.dataServer().toString();
        return new Account(
                "bluesky",
                "cirrus",
                Map.of("service", server, "identifier", ours.handle()),
                Map.of("password", password));
    }

    private static Account account() {
        return account(ours.password());
    }

    private static Message message(String text, @Nullable Written parent) {
        return new Message(
                "d1",
                text,
                parent == null ? null : parent.uri(),
                "fr",
                adapter.clientKey("d1", Instant.now()),
                Instant.now());
    }

    private static Message under(String key, String text) {
        return new Message("d1", text, null, null, key, Instant.now());
    }

    private static SendOutcome send(Message message) {
        var prepared = adapter.prepare(message, account());
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) prepared).send(Duration.ofSeconds(20));
    }

    private static LookUp lookUp(Message message) {
        return adapter.lookUp(message, account(), Instant.EPOCH, Set.of());
    }

    @Test
    void writesAnAnswerOnceHoweverOftenItIsSent() {
        var root = passenger.writes("Deux prélèvements pour un siège ?");
        var parent = passenger.answers(root, root, "Et personne ne répond.");
        var message = message("Bonjour @gwenn-tanguy.test, le second est annulé… ✈", parent);
        assertThat(lookUp(message)).isEqualTo(new LookUp.Absent(0));

        var first = send(message);
        var revision = ours.revision();
        var second = send(message);

        var uri = "at://" + ours.did() + "/app.bsky.feed.post/" + message.clientKey();
        var remote = new Remote(uri, "https://bsky.app/profile/cirrus-air.test/post/" + message.clientKey());
        assertThat(first).isEqualTo(new SendOutcome.Live(remote));
        assertThat(second).isEqualTo(first);
        assertThat(ours.revision()).as("the repetition changed nothing").isEqualTo(revision);
        assertThat(ours.posts())
                .filteredOn(post -> post.path("value").path("text").asString().equals(message.text()))
                .singleElement()
                .satisfies(post -> {
                    var value = post.path("value");
                    assertThat(post.path("uri").asString()).isEqualTo(uri);
                    assertThat(value.path("langs").path(0).asString()).isEqualTo("fr");
                    assertThat(value.path("reply").path("parent").path("uri").asString())
                            .isEqualTo(parent.uri());
                    assertThat(value.path("reply").path("parent").path("cid").asString())
                            .isEqualTo(parent.cid());
                    assertThat(value.path("reply").path("root").path("uri").asString())
                            .isEqualTo(root.uri());
                    var facet = value.path("facets").path(0);
                    assertThat(facet.path("features").path(0).path("did").asString())
                            .isEqualTo(passenger.did());
                    assertThat(facet.path("index").path("byteStart").asInt()).isEqualTo("Bonjour ".length());
                });
        assertThat(lookUp(message)).isEqualTo(new LookUp.Found(remote));
        assertThat(adapter.readBack(message, account(), remote)).isEqualTo(new LookUp.Found(remote));
    }

    @Test
    void leavesOtherContentUnderItsKeyAlone() {
        var before = message("Le vol part à l’heure.", null);
        var after = under(before.clientKey(), "Le vol part à neuf heures.");
        assertThat(send(before)).isInstanceOf(SendOutcome.Live.class);

        assertThat(send(after)).isEqualTo(new SendOutcome.KeyTaken("InvalidSwap"));

        assertThat(lookUp(after)).isInstanceOf(LookUp.Different.class);
        assertThat(lookUp(before)).isInstanceOf(LookUp.Found.class);
        assertThat(ours.posts())
                .extracting(post -> post.path("value").path("text").asString())
                .contains(before.text())
                .doesNotContain(after.text());
    }

    @Test
    void aHandleNobodyHasStaysPlainText() {
        var message = message("Merci à @personne-du-tout.test !", null);

        assertThat(send(message)).isInstanceOf(SendOutcome.Live.class);
        assertThat(ours.posts())
                .filteredOn(post -> post.path("value").path("text").asString().equals(message.text()))
                .singleElement()
                .satisfies(post -> assertThat(post.path("value").path("facets").isMissingNode())
                        .isTrue());
    }

    @Test
    void doesNotAnswerWhatIsGone() {
        var post = passenger.writes("Je regrette déjà ce message.");
        passenger.deletes(post);

        assertThat(adapter.prepare(message("Bonjour Gwenn", post), account()))
                .isInstanceOf(Preparation.Impossible.class)
                .extracting(impossible -> ((Preparation.Impossible) impossible).code())
                .isEqualTo("PARENT_GONE");
    }

    @Test
    void saysThatATextIsTooLongForGood() {
        assertThat(send(message("à".repeat(301), null)))
                .isInstanceOf(SendOutcome.Refused.class)
                .extracting(refused -> ((SendOutcome.Refused) refused).code())
                .isEqualTo("InvalidRequest");
    }

    @Test
    void exchangesItsTokensWithoutThePassword() {
        var sessions = new Sessions(fetcher(), CLOCK);
        var first = sessions.signIn(account());
        assertThat(first).isInstanceOf(SessionResult.In.class);

        var next = sessions.refreshed(account("not the password"), ((SessionResult.In) first).session());

        assertThat(next).hasValueSatisfying(session -> {
            assertThat(session.did()).isEqualTo(ours.did());
            assertThat(session.isFreshAt(Instant.now())).isTrue();
        });
    }

    @Test
    void staysSignedInOverItsTokensUntilThePasswordIsTakenBack() {
        var account = account(ours.appPassword("parvis"));
        assertThat(adapter.trySignIn(account)).isEqualTo(new SignIn.Works("cirrus-air.test"));
        var message = message("Bonjour.", null);
        assertThat(adapter.prepare(message, account)).isInstanceOf(Preparation.Ready.class);
        CLOCK.forward(Duration.ofHours(3));
        assertThat(adapter.prepare(message, account)).isInstanceOf(Preparation.Ready.class);

        ours.takesBackAppPassword("parvis");
        CLOCK.forward(Duration.ofHours(3));

        assertThat(adapter.prepare(message, account)).isInstanceOf(Preparation.NotSignedIn.class);
        assertThat(adapter.trySignIn(account)).isInstanceOf(SignIn.NotAccepted.class);
    }
}
