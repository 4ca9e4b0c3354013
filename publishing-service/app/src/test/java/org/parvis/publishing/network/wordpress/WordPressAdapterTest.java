package org.parvis.publishing.network.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.testing.ScriptedSite;

/** What the adapter makes of what blogs answer; the answers have the status and form a real one gave (WordPress 6.1). */
class WordPressAdapterTest {

    private static final String POSTS = "GET /wp/v2/posts";
    private static final String DRAFT = "POST /wp/v2/posts";
    private static final String PUBLISH = "POST /wp/v2/posts/41";
    private static final String COMMENT = "POST /wp/v2/comments";
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private ScriptedSite blog;
    private Fetcher fetcher;
    private WordPressAdapter adapter;

    @BeforeEach
    void open() {
        blog = new ScriptedSite()
                .answers(POSTS, 200, "[]")
                .answers(DRAFT, 201, "{\"id\":41,\"status\":\"draft\"}")
                .answers("GET /wp/v2/users/me", 200, "{\"id\":3,\"name\":\"Inès\"}")
                .answers("GET /wp/v2/comments/12", 200, "{\"id\":12,\"post\":7}");
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new WordPressAdapter(fetcher);
    }

    @AfterEach
    void close() {
        fetcher.close();
        blog.close();
    }

    private Account account() {
        return new Account(
                "blog",
                "helianthe",
                Map.of("url", blog.url() + "/", "user", "inès"),
                Map.of("applicationPassword", "abcd efgh"));
    }

    private static Message post(@Nullable String container) {
        return new Message("d1", "Du neuf\n\nUn < deux\n& trois\n\nFin", null, "fr", "key-1", NOW, container);
    }

    private static Message reply(String text) {
        return new Message("d1", text, "comment:12", "fr", "key-1", NOW);
    }

    private SendOutcome send(Message message) {
        return ready(message).send(Duration.ofSeconds(5));
    }

    private Preparation.Ready ready(Message message) {
        var prepared = adapter.prepare(message, account());
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return (Preparation.Ready) prepared;
    }

    @Test
    void makesADraftAndThenSaysPublishedToThatDraft() {
        blog.answers(PUBLISH, 200, "{\"id\":41,\"status\":\"publish\",\"link\":\"https://blog.example/key-1/\"}");
        var prepared = ready(post(null));
        assertThat(blog.calls(PUBLISH)).as("nobody sees anything yet").isEmpty();
        assertThat(prepared.containerId()).isEqualTo("41");

        assertThat(prepared.send(Duration.ofSeconds(5)))
                .isEqualTo(new SendOutcome.Live(new Remote("41", "https://blog.example/key-1/")));
        var draft = Json.read(Body.of(blog.calls(DRAFT).getFirst().body()));
        var published = Json.read(Body.of(blog.calls(PUBLISH).getFirst().body()));
        assertThat(draft.path("status").asString()).isEqualTo("draft");
        assertThat(published.path("status").asString()).isEqualTo("publish");
        assertThat(published.path("slug").asString()).isEqualTo("key-1");
        assertThat(published.path("title").asString()).isEqualTo("Du neuf");
        assertThat(published.path("content").asString())
                .contains("<p>Un &lt; deux<br>&amp; trois</p>", "<p>Fin</p>")
                .isEqualTo(draft.path("content").asString());
        assertThat(blog.calls(PUBLISH).getFirst().headers())
                .containsEntry("authorization", "Basic aW7DqHM6YWJjZCBlZmdo");
    }

    @Test
    void publishesTheDraftOnRecordAndNoOther() {
        blog.answers("GET /wp/v2/posts/41", 200, "{\"id\":41,\"status\":\"draft\"}");
        assertThat(ready(post("41")).containerId()).isEqualTo("41");
        assertThat(blog.calls(DRAFT)).isEmpty();
        assertThat(blog.calls(POSTS)).isEmpty();
        assertThat(adapter.prepare(post("42"), account()))
                .as("somebody deleted it")
                .isEqualTo(new Preparation.Impossible("CONTAINER_GONE", "42"));
    }

    @Test
    void takesADraftThatIsThereAlready() {
        try (var found = new ScriptedSite()
                .answers(POSTS, 200, "[{\"id\":50,\"status\":\"draft\"},{\"id\":49,\"status\":\"publish\"}]")) {
            var account = new Account(
                    "blog", "b", Map.of("url", found.url(), "user", "i"), Map.of("applicationPassword", "a"));
            assertThat(((Preparation.Ready) adapter.prepare(post(null), account)).containerId())
                    .as("what is public already is the one")
                    .isEqualTo("49");
            assertThat(found.calls(DRAFT)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "401|{\"code\":\"incorrect_password\",\"message\":\"no\"}|NotSignedIn",
                "401|-|Unknown",
                "403|{\"code\":\"rest_cannot_publish\"}|NotSignedIn",
                "403|{\"code\":\"firewall\"}|Unknown",
                "400|{\"code\":\"rest_invalid_param\"}|Refused",
                "404|{\"code\":\"rest_post_invalid_id\"}|Refused",
                "404|<html>|Unknown",
                "500|{\"code\":\"internal_server_error\"}|Unknown",
                "502|-|Unknown",
                "200|<html>|Unknown",
                "200|{\"id\":41,\"status\":\"pending\"}|Unknown",
                "0|-|Unknown",
            })
    void tellsWhatAnAnswerToAPostMeans(int status, @Nullable String body, String outcome) {
        blog.answers(PUBLISH, status, body == null ? "" : body);
        assertThat(send(post(null)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201|{\"id\":13,\"status\":\"approved\",\"link\":\"x\"}|Live",
                "201|{\"id\":13,\"status\":\"hold\"}|Unknown",
                "409|{\"code\":\"comment_duplicate\"}|Unknown",
                "400|{\"code\":\"comment_flood\"}|NotNow",
                "403|{\"code\":\"rest_comment_closed\"}|Refused",
                "403|{\"code\":\"rest_comment_login_required\"}|NotSignedIn",
            })
    void tellsWhatAnAnswerToACommentMeans(int status, String body, String outcome) {
        blog.answers(COMMENT, status, body);
        assertThat(send(reply("Bonjour")).getClass().getSimpleName()).isEqualTo(outcome);
        var content = Json.read(Body.of(blog.calls(COMMENT).getFirst().body()));
        assertThat(content.path("post").asInt()).isEqualTo(7);
        assertThat(content.path("parent").asInt()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "12,true,12",
        "comment:12,true,12",
        "https://blog.example/a/#comment-12,true,12",
        "post:7,false,7",
        "https://blog.example/?p=7,false,7",
    })
    void knowsWhatIsAnsweredByEachOfItsNames(String name, boolean isComment, long id) {
        assertThat(ParentName.parse(name)).contains(new ParentName(isComment, id));
    }

    @Test
    void answersNothingThatIsNotThere() {
        blog.answers(
                "GET /wp/v2/comments/99",
                404,
                "{\"code\":\"rest_comment_invalid_id\",\"message\":\"Invalid comment ID.\"}");
        assertThat(adapter.prepare(new Message("d1", "x", "99", null, "k", NOW), account()))
                .isEqualTo(new Preparation.Impossible("PARENT_GONE", "Invalid comment ID."));
        assertThat(adapter.prepare(new Message("d1", "x", "https://elsewhere/", null, "k", NOW), account()))
                .isInstanceOf(Preparation.Impossible.class);
        assertThat(blog.calls(COMMENT)).isEmpty();
    }

    private static String comment(int id, int author, int parent, String at, String html) {
        return """
                {"id":%d,"author":%d,"parent":%d,"date_gmt":"%s","link":"https://blog.example/#comment-%d","content":{"rendered":"%s"}}""".formatted(id, author, parent, at, id, html);
    }

    @Test
    void findsItsOwnCommentByWordsAndPlaceThroughTheBlogsTypography() {
        var html = "<p>C&rsquo;est &laquo; r&#233;gl&#233; &raquo; &#8211; &#8220;merci&#8221;&#8230;</p>\\n";
        blog.answers(
                "GET /wp/v2/comments",
                200,
                "[" + comment(24, 3, 0, "2026-05-04T10:00:05", html) + ","
                        + comment(23, 9, 12, "2026-05-04T10:00:04", html) + ","
                        + comment(22, 3, 12, "2026-05-04T10:00:03", html) + ","
                        + comment(21, 3, 12, "2026-05-04T10:00:02", html) + ","
                        + comment(20, 3, 12, "2026-05-04T09:00:00", html) + "]");
        var message = reply("C'est « r\u00e9gl\u00e9 » -- \"merci\"..."
                .replace("«", "\u00ab")
                .replace("»", "\u00bb"));
        assertThat(adapter.lookUp(message, account(), NOW.minusSeconds(120), Set.of("22")))
                .isEqualTo(new LookUp.Found(new Remote("21", "https://blog.example/#comment-21")));
        assertThat(adapter.lookUp(reply("Autre"), account(), NOW.minusSeconds(120), Set.of()))
                .isEqualTo(new LookUp.Absent(4));
    }

    @Test
    void seesADraftAsNotThere() {
        blog.answers("GET /wp/v2/posts/41", 200, "{\"id\":41,\"status\":\"draft\",\"content\":{\"raw\":\"x\"}}");
        assertThat(adapter.lookUp(post("41"), account(), NOW, Set.of())).isEqualTo(new LookUp.Absent(1));
    }

    @Test
    void saysOfWhichClassItIs() {
        assertThat(adapter.deliveryClass(Map.of(), Outgoing.POST)).isEqualTo(DeliveryClass.A);
        assertThat(adapter.deliveryClass(Map.of(), Outgoing.REPLY)).isEqualTo(DeliveryClass.C);
    }

    @Test
    void waitsForAUserName() {
        var account = new Account("blog", "b", Map.of("url", blog.url()), Map.of("applicationPassword", "a"));
        assertThat(adapter.prepare(post(null), account)).isEqualTo(new Preparation.NotSetUp("USER_MISSING"));
    }
}
