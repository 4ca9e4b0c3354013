package org.parvis.system.atproto;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.find;
import static org.parvis.system.world.Eventually.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.parvis.system.job.Bundles;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;

/** The main job by API alone against a real AT Protocol network: the reply exists on its data server exactly once, in the thread. */
@Tag("peers")
class MainJobOnAtProtocolIT {

    private static @Nullable AtProtoNetwork network;
    private static @Nullable RunningParvis parvis;

    @BeforeAll
    static void start() {
        try {
            network = AtProtoNetwork.start();
        } catch (NotAvailable e) {
            System.err.println("\n*** SKIPPED: no AT Protocol network on this machine. " + e.getMessage() + "\n");
            throw new TestAbortedException("No AT Protocol network: " + e.getMessage());
        }
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

    @Test
    void aReplyToAPersonIsApprovedAndStandsOnTheirNetworkExactlyOnce() {
        var server = requireNonNull(network).dataServer();
        var ours = Account.create(server, "cirrus-air");
        var passenger = Account.create(server, "gwenn-tanguy");
        var company = Company.found(requireNonNull(parvis), "cirrus", "fr").listensToItsName();
        var settings = Map.of("service", server.toString(), "identifier", ours.handle());
        var password = Map.of("password", ours.password());
        company.channel("BLUESKY", settings, password, 1);
        company.source("BLUESKY", settings, password, "PT1M");

        var question = "Bonjour @cirrus-air.test, ma valise n’est pas arrivée à Porto, que dois-je faire ?";
        var post = passenger.mentions(ours, question);
        var mention = find("the notification is collected", () -> {
            company.fetchNow();
            return company.mentions().stream()
                    .filter(found -> Answer.text(found, "text").equals(question))
                    .findFirst();
        });
        var conversation = company.conversation(Answer.text(mention, "id"));
        var words = "Bonjour Gwenn, elle est à Lyon : nous vous l’apportons demain à Porto… ✈";
        company.manager()
                .put(
                        "/api/publishing/replies/valise-atp",
                        Map.of(
                                "conversation", Answer.text(conversation, "id"),
                                "channel", company.channel(),
                                "text", words,
                                "conversationVersion",
                                        conversation.path("version").asLong()))
                .ok();
        company.manager().post("/api/publishing/replies/valise-atp/submit").ok();
        var review = company.openReview("valise-atp");
        assertThat(company.manager()
                        .post("/api/moderation/reviews/" + review + "/approve", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(ours.posts()).isEmpty();
        company.lead()
                .post("/api/moderation/reviews/" + review + "/approve", Map.of())
                .ok();
        var confirmed = company.replyIn("CONFIRMED", "valise-atp");

        assertThat(ours.posts()).singleElement().satisfies(record -> {
            assertThat(Answer.text(record.path("value"), "text")).isEqualTo(words);
            assertThat(record.path("value")
                            .path("reply")
                            .path("parent")
                            .path("uri")
                            .asString())
                    .isEqualTo(post.uri());
            assertThat(record.path("value")
                            .path("reply")
                            .path("root")
                            .path("cid")
                            .asString())
                    .isEqualTo(post.cid());
        });
        assertThat(confirmed.text("permalink")).isNotBlank();
        read(
                "readers of the network see it below the question",
                () -> passenger.answersBelow(post),
                answers -> answers.contains(words));
        provesItself(company);
    }

    private static void provesItself(Company company) {
        var bundle = read(
                "the auditor gets the bundle",
                () -> company.auditor().get("/api/reporting/audit/bundle?subject=reply:valise-atp"),
                answer -> answer.status() == 200);
        var verified = requireNonNull(parvis)
                .run("verify", Bundles.save("valise-atp", bundle.body()).toString());
        assertThat(verified.exitCode()).as(verified.out()).isZero();
    }
}
