package org.parvis.system.atproto;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.find;
import static org.parvis.system.world.Eventually.read;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.job.Bundles;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.Entry;
import org.parvis.test.atproto.AtProtoNetwork;
import org.parvis.test.atproto.NetworkUser;
import org.parvis.test.atproto.NetworkUser.Written;
import tools.jackson.databind.JsonNode;

/**
 * The main job by API alone against a real AT Protocol network: the reply exists on its data server exactly once, in the thread, also when the
 * network's answer is lost after the reply was written there.
 */
@Tag("peers")
class MainJobOnAtProtocolIT {

    private static final String PUT_RECORD = "com.atproto.repo.putRecord";

    private static @Nullable AtProtoNetwork network;
    private static @Nullable RunningParvis parvis;

    @BeforeAll
    static void start() {
        network = AtProtoNetwork.startOrSkip();
        parvis = RunningParvis.on("atproto")
                .with("PARVIS_FETCH_ALLOW", "127.0.0.1,[::1]")
                .start();
    }

    @AfterAll
    static void stop() {
        try (var _ = network) {
            if (parvis != null) {
                parvis.close();
            }
        }
    }

    /** A company with an account there, and somebody whose question has reached its inbox. */
    private record Situation(
            Company company, NetworkUser ours, NetworkUser passenger, Written question, JsonNode conversation) {

        /** Writes a reply and has it approved; from then on it goes by itself. */
        void answers(String replyId, String words) {
            submits(replyId, words);
            company.lead()
                    .post("/api/moderation/reviews/" + company.openReview(replyId) + "/approve", Map.of())
                    .ok();
        }

        void submits(String replyId, String words) {
            company.manager()
                    .put(
                            "/api/publishing/replies/" + replyId,
                            Map.of(
                                    "conversation", Answer.text(conversation, "id"),
                                    "channel", company.channel(),
                                    "text", words,
                                    "conversationVersion",
                                            conversation.path("version").asLong()))
                    .ok();
            company.manager()
                    .post("/api/publishing/replies/" + replyId + "/submit")
                    .ok();
        }

        /** The network holds one post of ours: these words, below the question. */
        void standsThereOnce(String words) {
            assertThat(ours.posts()).singleElement().satisfies(post -> {
                var record = post.path("value");
                assertThat(Answer.text(record, "text")).isEqualTo(words);
                assertThat(Answer.text(record, "reply", "parent", "uri")).isEqualTo(question.uri());
                assertThat(Answer.text(record, "reply", "parent", "cid")).isEqualTo(question.cid());
                assertThat(Answer.text(record, "reply", "root", "cid")).isEqualTo(question.cid());
            });
        }
    }

    /** Each company lives for itself; {@code line} is how it reaches the network to write. */
    private static Situation asked(String brand, URI line, String question) {
        var ours = requireNonNull(network).join(brand + "-air");
        var passenger = requireNonNull(network).join("gwenn-" + brand);
        var company = Company.found(requireNonNull(parvis), brand, "fr").listensToItsName();
        var password = Map.of("password", ours.password());
        company.channel("BLUESKY", Map.of("service", line.toString(), "identifier", ours.handle()), password, 1);
        company.source(
                "BLUESKY", Map.of("service", server().toString(), "identifier", ours.handle()), password, "PT1M");
        var post = passenger.mentions(ours, question);
        var mention = find("the notification is collected", () -> {
            company.fetchNow();
            return company.mentions().stream()
                    .filter(found -> Answer.text(found, "text").equals(question))
                    .findFirst();
        });
        return new Situation(company, ours, passenger, post, company.conversation(Answer.text(mention, "id")));
    }

    private static URI server() {
        return requireNonNull(network).dataServer();
    }

    @Test
    void aReplyToAPersonIsApprovedAndStandsOnTheirNetworkExactlyOnce() {
        var cirrus = asked(
                "cirrus",
                server(),
                "Bonjour @cirrus-air.test, ma valise n’est pas arrivée à Porto, que dois-je faire ?");
        var words = "Bonjour Gwenn, elle est à Lyon : nous vous l’apportons demain à Porto… ✈";
        cirrus.submits("valise-atp", words);
        var review = cirrus.company().openReview("valise-atp");
        cirrus.company()
                .manager()
                .post("/api/moderation/reviews/" + review + "/approve", Map.of())
                .refused(403);
        assertThat(cirrus.ours().posts()).isEmpty();
        cirrus.company()
                .lead()
                .post("/api/moderation/reviews/" + review + "/approve", Map.of())
                .ok();

        var confirmed = cirrus.company().replyIn("CONFIRMED", "valise-atp");

        cirrus.standsThereOnce(words);
        assertThat(confirmed.text("permalink"))
                .startsWith("https://bsky.app/profile/cirrus-air.test/post/")
                .endsWith(key(cirrus));
        read(
                "readers of the network see it below the question",
                () -> cirrus.passenger().answersBelow(cirrus.question()),
                answers -> answers.equals(List.of(words)));
        provesItself(cirrus.company(), "valise-atp");
    }

    @Test
    void anAnswerThatIsLostAfterTheReplyWasWrittenIsSettledWithTheSameKey() {
        try (var line = new LossyLine(server())) {
            var brise = asked("brise", line.url(), "Bonjour @brise-air.test, à quelle heure part le premier vol ?");
            line.losesTheNextAnswerTo(PUT_RECORD, () -> {});
            var words = "Bonjour, à six heures dix, porte B.";

            brise.answers("horaire-atp", words);
            brise.company().replyIn("CONFIRMED", "horaire-atp");

            brise.standsThereOnce(words);
            var calls = line.calls(PUT_RECORD);
            assertThat(calls).extracting(LossyLine.Exchange::lost).containsExactly(true, false);
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.answer()).startsWith("HTTP/1.1 200 "))
                    .extracting(LossyLine.Exchange::sentBody)
                    .as("the same request, to the last byte")
                    .containsOnly(calls.getFirst().sentBody());
            tells(
                    brise.company(),
                    "horaire-atp",
                    "DeliveryIntended",
                    "AttemptStarted",
                    "OutcomeUnknown",
                    "AttemptStarted",
                    "DeliveryConfirmed");
            provesItself(brise.company(), "horaire-atp");
        }
    }

    @Test
    void aReplyWhoseAnswerIsLostDuringAnEmergencyStopIsFoundByReadingAndNotSentAgain() {
        try (var line = new LossyLine(server())) {
            var noroit = asked("noroit", line.url(), "Bonjour @noroit-air.test, vos tarifs ont changé ?");
            line.losesTheNextAnswerTo(
                    PUT_RECORD,
                    () -> noroit.company()
                            .lead()
                            .post(
                                    "/api/publishing/stops",
                                    Map.of("scope", Map.of("brand", "noroit"), "reason", "Accident à Brest"))
                            .ok());
            var words = "Bonjour, oui, depuis lundi.";

            noroit.answers("tarifs-atp", words);
            noroit.company().replyIn("CONFIRMED", "tarifs-atp");

            noroit.standsThereOnce(words);
            assertThat(line.calls(PUT_RECORD))
                    .singleElement()
                    .extracting(LossyLine.Exchange::lost)
                    .isEqualTo(true);
            tells(
                    noroit.company(),
                    "tarifs-atp",
                    "AttemptStarted",
                    "OutcomeUnknown",
                    "DeliveryHeld",
                    "DeliveryReconciled",
                    "DeliveryConfirmed");
            provesItself(noroit.company(), "tarifs-atp");
        }
    }

    private static String key(Situation situation) {
        var uri = Answer.text(situation.ours().posts().getFirst(), "uri");
        return uri.substring(uri.lastIndexOf('/'));
    }

    private static void tells(Company company, String replyId, String... happened) {
        var story = read(
                "the story of " + replyId + " is told to its end",
                () -> company.audit("reply:" + replyId).stream()
                        .map(Entry::what)
                        .toList(),
                entries -> entries.contains("DeliveryConfirmed"));
        assertThat(story).containsSubsequence(happened);
    }

    private static void provesItself(Company company, String replyId) {
        var bundle = read(
                "the auditor gets the bundle",
                () -> company.auditor().get("/api/reporting/audit/bundle?subject=reply:" + replyId),
                answer -> answer.status() == 200);
        var verified = requireNonNull(parvis)
                .run("verify", Bundles.save(replyId, bundle.body()).toString());
        assertThat(verified.exitCode()).as(verified.out()).isZero();
    }
}
