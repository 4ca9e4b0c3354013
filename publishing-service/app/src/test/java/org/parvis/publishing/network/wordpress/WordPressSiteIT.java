package org.parvis.publishing.network.wordpress;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Reading;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import org.parvis.test.wordpress.WordPressSite;

/** Writes into a real WordPress, started on this machine. */
@Tag("peers")
class WordPressSiteIT {

    private static @Nullable WordPressSite site;
    private static @Nullable Fetcher fetcher;
    private static WordPressAdapter adapter;
    private static WordPressApi api;

    @BeforeAll
    static void start() {
        site = WordPressSite.startOrSkip();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new WordPressAdapter(fetcher);
        api = new WordPressApi(fetcher);
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private static Account account(String user) {
        return account(user, requireNonNull(site).password(user));
    }

    private static Account account(String user, String password) {
        return new Account(
                "blog-" + user,
                "helianthe",
                Map.of("url", requireNonNull(site).url(), "user", user),
                Map.of("applicationPassword", password));
    }

    private static Account ines() {
        return account("ines");
    }

    private static Message post(String key, String text, @Nullable String container) {
        return new Message("d-" + key, text, null, "fr", key, Instant.now(), container);
    }

    private static Message reply(String text, String parent) {
        return new Message("d-reply", text, parent, "fr", "unused", Instant.now());
    }

    private static SendOutcome send(Preparation prepared) {
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) prepared).send(Duration.ofSeconds(20));
    }

    private static Remote live(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Live.class);
        return ((SendOutcome.Live) outcome).remote();
    }

    /** How many posts people can see under addresses that begin with a key. */
    private static int published(String key) {
        var reading = api.get(ines(), "/wp/v2/posts", Map.of("per_page", "100"));
        assertThat(reading).isInstanceOf(Reading.Answer.class);
        var count = 0;
        for (var post : ((Reading.Answer) reading).content()) {
            if (post.path("slug").asString("").startsWith(key)) {
                count++;
            }
        }
        return count;
    }

    private static final String TEXT =
            "L'été \"vert\" & plus\n\nUn < deux -- c'est vrai...\nPrix : 5 €\n\nhttps://example.org/a?b=1&c=2 :)";

    @Test
    void publishesOneDraftHoweverOftenItIsSaid() {
        var first = adapter.prepare(post("clef-a", TEXT, null), ines());
        assertThat(published("clef-a")).as("nobody sees a draft").isZero();
        var message = post("clef-a", TEXT, ((Preparation.Ready) first).containerId());
        assertThat(adapter.lookUp(message, ines(), Instant.EPOCH, Set.of())).isEqualTo(new LookUp.Absent(1));

        var remote = live(send(first));
        // The answer was lost: the same again, as often as one likes.
        assertThat(live(send(adapter.prepare(message, ines())))).isEqualTo(remote);
        assertThat(live(send(first))).isEqualTo(remote);
        assertThat(published("clef-a")).isEqualTo(1);
        assertThat(adapter.lookUp(message, ines(), Instant.EPOCH, Set.of())).isEqualTo(new LookUp.Found(remote));
        assertThat(adapter.readBack(message, ines(), remote)).isEqualTo(new LookUp.Found(remote));
        assertThat(adapter.readBack(post("clef-a", "Autre chose", null), ines(), remote))
                .isEqualTo(new LookUp.Different(remote));
    }

    @Test
    void wouldMakeASecondPostIfItReliedOnTheAddressAlone() {
        // Why the draft is on record: two drafts under one address become two posts.
        var one = adapter.prepare(post("clef-b", "Un", null), ines());
        var draft = api.draft(ines(), Article.of("Un").json("clef-b", "draft"));
        assertThat(draft).isInstanceOf(Reading.Answer.class);
        var other = Long.toString(((Reading.Answer) draft).content().path("id").asLong());
        var first = live(send(one));
        var second = live(send(adapter.prepare(post("clef-b", "Un", other), ines())));
        assertThat(first.remoteId()).isNotEqualTo(second.remoteId());
        assertThat(published("clef-b")).isEqualTo(2);
    }

    @Test
    void takesUpADraftThatIsThereAlready() {
        var one = adapter.prepare(post("clef-c", TEXT, null), ines());
        var again = adapter.prepare(post("clef-c", TEXT, null), ines());
        assertThat(((Preparation.Ready) again).containerId()).isEqualTo(((Preparation.Ready) one).containerId());
    }

    @Test
    void holdsWhatTheSecretDoesNotAllow() {
        assertThat(adapter.prepare(post("clef-d", TEXT, null), account("ines", "wrong")))
                .isInstanceOf(Preparation.NotSignedIn.class);
        assertThat(adapter.prepare(post("clef-d", TEXT, null), account("noe")))
                .isInstanceOf(Preparation.NotSignedIn.class);
        assertThat(published("clef-d")).isZero();
    }

    @Test
    void repliesUnderAPostAndToAComment() {
        var post = live(send(adapter.prepare(post("clef-e", "Billet", null), ines())));
        var message = reply("Merci \"à tous\" -- c'est < 5 € & réglé...", "post:" + post.remoteId());
        var since = Instant.now().minusSeconds(120);
        assertThat(adapter.lookUp(message, ines(), since, Set.of())).isEqualTo(new LookUp.Absent(0));
        var comment = live(send(adapter.prepare(message, ines())));
        assertThat(adapter.lookUp(message, ines(), since, Set.of())).isEqualTo(new LookUp.Found(comment));
        assertThat(adapter.lookUp(message, ines(), since, Set.of(comment.remoteId())))
                .isInstanceOf(LookUp.Absent.class);
        assertThat(adapter.readBack(message, ines(), comment)).isEqualTo(new LookUp.Found(comment));
        assertThat(send(adapter.prepare(message, ines())))
                .as("a duplicate may be our own first one")
                .isInstanceOf(SendOutcome.Unknown.class);

        var under = reply("Et encore merci", comment.permalink());
        var answer = live(send(adapter.prepare(under, ines())));
        assertThat(adapter.lookUp(under, ines(), since, Set.of())).isEqualTo(new LookUp.Found(answer));
        assertThat(adapter.lookUp(reply("Et encore merci", "post:" + post.remoteId()), ines(), since, Set.of()))
                .as("in another place")
                .isInstanceOf(LookUp.Absent.class);
        assertThat(adapter.prepare(reply("Allô", "987654"), ines())).isInstanceOf(Preparation.Impossible.class);
    }

    @Test
    void waitsWhenPeopleCommentTooFast() {
        var post = live(send(adapter.prepare(post("clef-f", "Billet", null), ines())));
        var parent = "post:" + post.remoteId();
        assertThat(send(adapter.prepare(reply("Une", parent), account("margaux"))))
                .isInstanceOf(SendOutcome.Live.class);
        assertThat(send(adapter.prepare(reply("Deux", parent), account("margaux"))))
                .isInstanceOf(SendOutcome.NotNow.class);
    }

    @Test
    void tellsWhoItIsAndWhatTheSecretDoesNotAllow() {
        assertThat(adapter.trySignIn(ines())).isEqualTo(new SignIn.Works("ines"));
        assertThat(adapter.trySignIn(account("noe")))
                .satisfies(signIn ->
                        assertThat(((SignIn.Works) signIn).standing().missing()).containsExactly("publish_posts"));
        assertThat(adapter.trySignIn(account("ines", "wrong"))).isInstanceOf(SignIn.NotAccepted.class);
    }
}
