package org.parvis.publishing.network.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;

/** What the adapter makes of what servers answer. */
class BlueskyAdapterTest {

    private static final String SIGN_IN = "com.atproto.server.createSession";
    private static final String PUT = "com.atproto.repo.putRecord";
    private static final String RECORD = "com.atproto.repo.getRecord";
    private static final String VIEW = "app.bsky.feed.getPosts";
    private static final String RESOLVE = "com.atproto.identity.resolveHandle";
    private static final String PARENT = "at://did:plc:gwenn/app.bsky.feed.post/3k22222222222";
    private static final String KEY = "3l22222222222";
    private static final String OURS = "at://did:plc:cirrus/app.bsky.feed.post/" + KEY;
    private static final Instant WRITTEN_AT = Instant.parse("2026-05-04T10:00:00.123Z");

    private ScriptedServer server;
    private Fetcher fetcher;
    private BlueskyAdapter adapter;

    @BeforeEach
    void open() {
        server = new ScriptedServer();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new BlueskyAdapter(fetcher, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private void signedIn(String... tokens) {
        for (var token : tokens) {
            session(token, "cirrus.test");
        }
    }

    private void session(String token, String handle) {
        server.answers(SIGN_IN, 200, """
                {"did":"did:plc:cirrus","handle":"%s","accessJwt":"%s","refreshJwt":"r"}""".formatted(handle, token));
    }

    private void parentIsThere() {
        server.answers(
                RECORD,
                200,
                "{\"uri\":\"" + PARENT + "\",\"cid\":\"bafyparent\",\"value\":{\"text\":\"Deux sièges ?\"}}");
    }

    private Account account() {
        return new Account(
                "bluesky",
                "cirrus",
                Map.of("service", server.url() + "/", "identifier", "cirrus.test"),
                Map.of("password", "secret"));
    }

    private static Message message(String text, @Nullable String parent) {
        return new Message("d1", text, parent, "fr", KEY, WRITTEN_AT);
    }

    private Preparation prepare(Message message) {
        return adapter.prepare(message, account());
    }

    private SendOutcome send(Message message) {
        return ((Preparation.Ready) prepare(message)).send(Duration.ofSeconds(5));
    }

    private LookUp lookUp(Message message) {
        return adapter.lookUp(message, account(), Instant.EPOCH, Set.of());
    }

    @Test
    void createsUnderItsOwnKeyAndNeverReplaces() {
        signedIn("a1");
        parentIsThere();
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");
        var message = message("Le second est annulé.", PARENT);

        var outcome = send(message);
        send(message);

        assertThat(outcome)
                .isEqualTo(new SendOutcome.Live(new Remote(OURS, "https://bsky.app/profile/cirrus.test/post/" + KEY)));
        assertThat(server.calls(PUT))
                .hasSize(2)
                .allSatisfy(call -> {
                    assertThat(call.authorization()).isEqualTo("Bearer a1");
                    assertThat(call.input().path("swapRecord").isNull())
                            .as("creates only")
                            .isTrue();
                    assertThat(call.input().path("repo").asString()).isEqualTo("did:plc:cirrus");
                    assertThat(call.input().path("rkey").asString()).isEqualTo(KEY);
                    var record = call.input().path("record");
                    assertThat(record.path("text").asString()).isEqualTo(message.text());
                    assertThat(record.path("createdAt").asString()).isEqualTo(WRITTEN_AT.toString());
                    assertThat(record.path("reply").path("parent").path("cid").asString())
                            .isEqualTo("bafyparent");
                })
                .extracting(ScriptedServer.Call::input)
                .as("a repetition is the same to the last byte")
                .containsOnly(server.calls(PUT).getFirst().input());
        assertThat(server.calls(SIGN_IN)).hasSize(1);
    }

    @Test
    void answersInTheThreadThatTheParentHangsIn() {
        signedIn("a1");
        server.answers(RECORD, 200, """
                {"uri":"%s","cid":"bafyparent","value":{"text":"Allô ?","reply":{
                  "root":{"uri":"at://did:plc:gwenn/app.bsky.feed.post/root","cid":"bafyroot"},
                  "parent":{"uri":"at://did:plc:gwenn/app.bsky.feed.post/other","cid":"bafyother"}}}}""".formatted(PARENT));
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        send(message("Bonjour", PARENT));

        var reply = server.calls(PUT).getFirst().input().path("record").path("reply");
        assertThat(reply.path("root").path("cid").asString()).isEqualTo("bafyroot");
        assertThat(reply.path("parent").path("uri").asString()).isEqualTo(PARENT);
    }

    @Test
    void findsTheParentInTheNetworksViewWhenTheServerDoesNotHoldIt() {
        signedIn("a1");
        server.fails(RECORD, 400, "InvalidRequest");
        server.answers(VIEW, 200, "{\"posts\":[{\"uri\":\"" + PARENT + "\",\"cid\":\"bafyseen\",\"record\":{}}]}");
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        assertThat(send(message("Bonjour", PARENT))).isInstanceOf(SendOutcome.Live.class);
        assertThat(server.calls(PUT)
                        .getFirst()
                        .input()
                        .path("record")
                        .path("reply")
                        .path("root")
                        .path("cid")
                        .asString())
                .isEqualTo("bafyseen");
    }

    @Test
    void knowsThatTheParentIsGoneAlsoWhileTheNetworksViewStillShowsIt() {
        signedIn("a1");
        server.fails(RECORD, 400, "RecordNotFound")
                .answers(VIEW, 200, "{\"posts\":[{\"uri\":\"" + PARENT + "\",\"cid\":\"bafyseen\",\"record\":{}}]}");

        assertThat(prepare(message("Bonjour", PARENT))).isInstanceOf(Preparation.Impossible.class);
    }

    @Test
    void knowsThatTheParentIsGoneWhenTheNetworkShowsNothing() {
        signedIn("a1");
        server.fails(RECORD, 400, "InvalidRequest").answers(VIEW, 200, "{\"posts\":[]}");

        assertThat(prepare(message("Bonjour", PARENT))).isInstanceOf(Preparation.Impossible.class);
    }

    @ParameterizedTest
    @CsvSource({"400,ExpiredToken", "400,InvalidToken", "401,AuthMissing", "401,AuthenticationRequired"})
    void doesNotTakeARefusedTokenForAParentThatIsGone(int status, String error) {
        signedIn("a1", "a2");
        server.fails(RECORD, 400, "InvalidRequest");
        server.fails(VIEW, status, error)
                .answers(VIEW, 200, "{\"posts\":[{\"uri\":\"" + PARENT + "\",\"cid\":\"bafyseen\",\"record\":{}}]}");

        assertThat(prepare(message("Bonjour", PARENT))).isEqualTo(new Preparation.NotYet("TOKEN_REFUSED"));
        assertThat(prepare(message("Bonjour", PARENT))).isInstanceOf(Preparation.Ready.class);
        assertThat(server.calls(VIEW))
                .extracting(ScriptedServer.Call::authorization)
                .containsExactly("Bearer a1", "Bearer a2");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502})
    void waitsWhenTheNetworksViewCannotBeAsked(int status) {
        signedIn("a1");
        server.fails(RECORD, 400, "InvalidRequest").fails(VIEW, status, "UpstreamFailure");

        assertThat(prepare(message("Bonjour", PARENT))).isInstanceOf(Preparation.NotYet.class);
    }

    @Test
    void signsInAgainAfterARefusedTokenStoppedASend() {
        signedIn("a1", "a2");
        server.fails(PUT, 400, "ExpiredToken").answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        assertThat(send(message("Bonjour", null))).isEqualTo(new SendOutcome.NotSent("TOKEN_REFUSED"));
        assertThat(send(message("Bonjour", null))).isInstanceOf(SendOutcome.Live.class);
        assertThat(server.calls(PUT))
                .extracting(ScriptedServer.Call::authorization)
                .containsExactly("Bearer a1", "Bearer a2");
    }

    @Test
    void mentionsWhoHasTheHandleAndNobodyElse() {
        signedIn("a1");
        server.answers(RESOLVE, 200, "{\"did\":\"did:plc:gwenn\"}");
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        send(message("À @gwenn.test, et encore @gwenn.test", null));

        var facets = server.calls(PUT).getFirst().input().path("record").path("facets");
        assertThat(facets.size()).isEqualTo(2);
        assertThat(facets.path(0).path("features").path(0).path("did").asString())
                .isEqualTo("did:plc:gwenn");
        assertThat(facets.path(0).path("index").path("byteStart").asInt()).isEqualTo(3);
        assertThat(server.calls(RESOLVE)).as("asked once").hasSize(1);
    }

    @Test
    void aHandleNobodyHasStaysPlainText() {
        signedIn("a1");
        server.fails(RESOLVE, 400, "HandleNotFound");
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        assertThat(send(message("Merci @personne.test", null))).isInstanceOf(SendOutcome.Live.class);
        assertThat(server.calls(PUT)
                        .getFirst()
                        .input()
                        .path("record")
                        .path("facets")
                        .isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"500,InternalServerError", "429,RateLimitExceeded", "400,ExpiredToken"})
    void waitsRatherThanLeavingOutAMentionThatCannotBeLookedUpNow(int status, String error) {
        signedIn("a1");
        server.fails(RESOLVE, status, error);

        assertThat(prepare(message("Bonjour @gwenn.test", null))).isInstanceOf(Preparation.NotYet.class);
    }

    @ParameterizedTest
    @CsvSource({"401,AccountTakedown", "401,AccountDeactivated", "403,AccountNotFound"})
    void anAccountThatIsClosedToUsIsAMatterForAPersonAndNotTheMessagesFault(int status, String error) {
        signedIn("a1");
        server.fails(PUT, status, error);

        assertThat(send(message("Bonjour", null))).isEqualTo(new SendOutcome.NotSignedIn(error));
    }

    @Test
    void isRefusedForGoodWhenTheRecordIsWrong() {
        signedIn("a1");
        server.fails(PUT, 400, "InvalidRequest");

        assertThat(send(message("Bonjour", null))).isEqualTo(new SendOutcome.Refused("InvalidRequest", "because"));
    }

    @Test
    void comesBackWhenTheServerWantsToBeLeftAlone() {
        signedIn("a1");
        server.answers(PUT, 429, "{\"error\":\"RateLimitExceeded\"}", Map.of("Retry-After", "90"));

        assertThat(send(message("Bonjour", null)))
                .isEqualTo(new SendOutcome.NotNow("STATUS_429", Optional.of(Duration.ofSeconds(90))));
    }

    @ParameterizedTest
    @CsvSource({"500,InternalServerError", "502,UpstreamFailure", "403,Forbidden", "400,SomethingNew", "302,Moved"})
    void whateverIsNotCertainIsUnknown(int status, String error) {
        signedIn("a1");
        server.fails(PUT, status, error);

        assertThat(send(message("Bonjour", null))).isEqualTo(new SendOutcome.Unknown("STATUS_" + status + " " + error));
    }

    @Test
    void anAnswerAboutAnotherRecordIsUnknown() {
        signedIn("a1");
        server.answers(PUT, 200, "{\"uri\":\"at://did:plc:cirrus/app.bsky.feed.post/other\"}");

        assertThat(send(message("Bonjour", null))).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void readsWhatStandsUnderItsKey() {
        signedIn("a1");
        server.fails(PUT, 400, "InvalidSwap");
        server.answers(RECORD, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"b\",\"value\":{\"text\":\"Bonjour\"}}")
                .answers(RECORD, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"b\",\"value\":{\"text\":\"Bonsoir\"}}")
                .fails(RECORD, 400, "RecordNotFound")
                .fails(RECORD, 502, "UpstreamFailure");
        var message = message("Bonjour", null);

        assertThat(send(message)).isEqualTo(new SendOutcome.KeyTaken("InvalidSwap"));
        assertThat(lookUp(message)).isInstanceOf(LookUp.Found.class);
        assertThat(lookUp(message)).isInstanceOf(LookUp.Different.class);
        assertThat(lookUp(message)).isEqualTo(new LookUp.Absent(0));
        assertThat(lookUp(message)).isInstanceOf(LookUp.Failed.class);
    }

    @Test
    void theSameWordsInAnotherPlaceAreNotOurs() {
        signedIn("a1");
        server.answers(RECORD, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"b\",\"value\":{\"text\":\"Bonjour\"}}");

        assertThat(lookUp(message("Bonjour", PARENT))).isInstanceOf(LookUp.Different.class);
    }

    @Test
    void linksToTheAccountWhenItsHandleIsLost() {
        session("a1", "handle.invalid");
        server.answers(PUT, 200, "{\"uri\":\"" + OURS + "\",\"cid\":\"bafyours\"}");

        assertThat(send(message("Bonjour", null)))
                .isEqualTo(
                        new SendOutcome.Live(new Remote(OURS, "https://bsky.app/profile/did:plc:cirrus/post/" + KEY)));
    }
}
