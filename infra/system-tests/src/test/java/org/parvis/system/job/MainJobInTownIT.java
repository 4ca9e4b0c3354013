package org.parvis.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.find;
import static org.parvis.system.world.Eventually.read;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.Company.Part;
import org.parvis.system.world.Entry;
import org.parvis.system.world.TownSquare;
import org.parvis.system.world.TownSquare.Said;
import tools.jackson.databind.JsonNode;

/** The main job by API alone, on the town: from a message to a reply that went out once as approved and can be proved, and what is refused on the way. */
@ExtendWith(SharedParvis.class)
class MainJobInTownIT {

    private static final String AUTHOR = "gwenn";

    /** Not just "nantes-tokyo": the demonstration has that one. */
    private static final String SUGGESTION = "aurore-nantes-tokyo";

    private static World world;
    private static TownSquare town;
    private static Company aurore;
    private static Company boreale;

    @BeforeAll
    static void twoCompaniesMoveIn(World shared) {
        world = shared;
        town = shared.town();
        town.welcome(AUTHOR, "Gwenn Tanguy", "PERSON", "fr");
        aurore =
                Company.found(world.parvis(), "aurore", "en").listensToItsName().livesIn(town, 1);
        boreale = Company.found(world.parvis(), "boreale", "fr")
                .listensToItsName()
                .livesIn(town, 1);
        aurore.admin()
                .put(
                        "/api/moderation/guidelines/aurore-tone",
                        Map.of(
                                "brand", "aurore",
                                "title", Map.of("fr", "Ton", "en", "Tone"),
                                "text", Map.of("fr", "Répondre à la personne.", "en", "Answer the person.")))
                .ok();
    }

    /** A message that was collected, and the conversation it opened. */
    private record Exchange(Said said, JsonNode mention, JsonNode conversation) {

        String mentionId() {
            return Answer.text(mention, "id");
        }

        String id() {
            return Answer.text(conversation, "id");
        }

        long version() {
            return conversation.path("version").asLong();
        }
    }

    private static Exchange somebodyWrites(Company company, String text) {
        var said = town.says(AUTHOR, "fr", text);
        var mention = company.collects(said);
        return new Exchange(said, mention, company.conversation(Answer.text(mention, "id")));
    }

    private static void draft(Company company, String replyId, Exchange thread, String text) {
        company.manager()
                .put("/api/publishing/replies/" + replyId, reply(company, thread, text))
                .ok();
    }

    private static Map<String, Object> reply(Company company, Exchange thread, String text) {
        return Map.of(
                "conversation", thread.id(),
                "channel", company.channel(),
                "text", text,
                "conversationVersion", thread.version());
    }

    private static String submit(Company company, String replyId) {
        company.manager().post("/api/publishing/replies/" + replyId + "/submit").ok();
        return company.openReview(replyId);
    }

    private static void approve(Company company, String replyId) {
        company.lead()
                .post("/api/moderation/reviews/" + submit(company, replyId) + "/approve", Map.of("note", "Fine."))
                .ok();
    }

    @Test
    void aMessageBecomesAnApprovedReplyThatIsPublishedOnceByteForByteAndProved() {
        var words =
                "Bonjour Gwenn, votre valise est retrouvée : elle arrive à Nantes ce soir. Désolés pour l’attente… ✈";
        var thread = somebodyWrites(aurore, "Aurore, ma valise est perdue depuis hier, que dois-je faire ?");
        assertThat(Answer.text(thread.mention(), "language")).isEqualTo("fr");
        assertThat(Answer.text(thread.mention(), "intent")).isEqualTo("QUESTION");
        assertThat(thread.conversation().path("messages").path(0).path("text").asString())
                .isEqualTo(thread.said().text());

        draft(aurore, "valise-1", thread, words);
        var review = submit(aurore, "valise-1");
        var own = aurore.manager().post("/api/moderation/reviews/" + review + "/approve", Map.of());
        assertThat(own.refused(403).text("detail")).isNotBlank();
        assertThat(town.timesCreated("aurore", words)).isZero();
        aurore.lead().get("/api/moderation/reviews/" + review).ok();
        aurore.lead()
                .post("/api/moderation/reviews/" + review + "/approve", Map.of("note", "Merci Mona."))
                .ok();

        var confirmed = aurore.replyIn("CONFIRMED", "valise-1");
        assertThat(town.timesCreated("aurore", words)).isEqualTo(1);
        var published = town.answersOf("aurore", thread.said());
        assertThat(published).singleElement().satisfies(post -> {
            assertThat(Answer.text(post, "text")).isEqualTo(words);
            assertThat(Answer.text(post, "inReplyTo")).isEqualTo(thread.said().id());
            assertThat(confirmed.text("permalink")).isEqualTo(Answer.text(post, "url"));
        });
        read(
                "the conversation is answered",
                () -> aurore.conversationById(thread.id()),
                conversation -> conversation
                        .path("replies")
                        .valueStream()
                        .anyMatch(reply -> Answer.text(reply, "permalink").equals(confirmed.text("permalink"))));
        tellsTheWholeStory(confirmed.text("contentHash"));
        canBeProvedWithoutTheServer();
    }

    private static void tellsTheWholeStory(String contentHash) {
        var story = read(
                "the story of the reply is told to its end",
                () -> aurore.audit("reply:valise-1"),
                entries -> whatOf(entries).contains("DeliveryConfirmed"));
        assertThat(whatOf(story))
                .containsSubsequence(
                        "MentionCollected",
                        "ConversationOpened",
                        "ReplyDrafted",
                        "ReplySubmitted",
                        "ReviewOpened",
                        "ActRefused",
                        "ReviewSeen",
                        "ReviewApproved",
                        "ReplyReleased",
                        "DeliveryIntended",
                        "AttemptStarted",
                        "DeliveryConfirmed");
        assertThat(entry(story, "ReplyDrafted")).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(aurore.member(Part.MANAGER));
            assertThat(entry.role()).isEqualTo("COMMUNITY_MANAGER");
            assertThat(entry.contentHash()).isEqualTo(contentHash);
        });
        assertThat(entry(story, "ActRefused").actor()).isEqualTo(aurore.member(Part.MANAGER));
        assertThat(entry(story, "ReviewSeen").viewHash()).isNotBlank();
        assertThat(entry(story, "ReviewApproved")).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(aurore.member(Part.LEAD));
            assertThat(entry.role()).isEqualTo("LEAD");
            assertThat(entry.contentHash()).isEqualTo(contentHash);
        });
        assertThat(entry(story, "DeliveryIntended").contentHash()).isEqualTo(contentHash);
        assertThat(story).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
    }

    private static void canBeProvedWithoutTheServer() {
        var answer = aurore.auditor()
                .get("/api/reporting/audit/bundle?subject=reply:valise-1")
                .ok();
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/zip");
        var bundle = Bundles.save("valise-1", answer.body());
        var sound = world.parvis().run("verify", bundle.toString());
        assertThat(sound.exitCode()).as(sound.out()).isZero();

        var changed = Bundles.withOneByteChanged(bundle, "entries.jsonl");
        var forged = world.parvis().run("verify", changed.toString());
        assertThat(forged.exitCode()).as(forged.out()).isNotZero();
        assertThat(forged.out()).isNotBlank().isNotEqualTo(sound.out());
        assertThat(aurore.auditor().get("/api/reporting/audit/checkpoint").ok().body())
                .isNotEmpty();
    }

    @Test
    void aSuggestionIsDecidedAndShippedAndItsAuthorIsToldBackInTheThread() {
        var line = aurore.productLine("Routes");
        var thread =
                somebodyWrites(aurore, "Aurore, ouvrez donc une ligne Nantes-Tokyo, on sera nombreux à la prendre !");
        aurore.manager()
                .post(
                        "/api/crm/suggestions",
                        Map.of(
                                "id",
                                SUGGESTION,
                                "mention",
                                thread.mentionId(),
                                "productLine",
                                line,
                                "summary",
                                "Ouvrir une ligne Nantes-Tokyo"))
                .ok();
        var seen = read(
                "the suggestion reaches its product manager",
                () -> aurore.productManager().get("/api/crm/suggestions/" + SUGGESTION),
                answer -> answer.status() == 200);
        assertThat(seen.json().path("evidence").path(0).path("text").asString())
                .isEqualTo(thread.said().text());
        assertThat(aurore.lead()
                        .post(
                                "/api/crm/suggestions/" + SUGGESTION + "/decide",
                                Map.of("decision", "ACCEPTED", "reason", "No."))
                        .status())
                .isEqualTo(403);

        aurore.productManager()
                .post(
                        "/api/crm/suggestions/" + SUGGESTION + "/decide",
                        Map.of("decision", "ACCEPTED", "reason", "412 personnes l’ont demandée."))
                .ok();
        aurore.productManager()
                .post("/api/crm/suggestions/" + SUGGESTION + "/ship", Map.of("note", "Premier vol le 2 mai."))
                .ok();

        var replyId = find(
                "a reply to the author is drafted",
                () -> suggestion()
                        .path("evidence")
                        .valueStream()
                        .map(evidence -> Answer.text(evidence, "reply"))
                        .filter(id -> !id.isEmpty())
                        .findFirst());
        var drafted = aurore.replyIn("DRAFT", replyId);
        assertThat(drafted.text("conversation")).isEqualTo(thread.id());
        assertThat(drafted.text("text")).contains("Premier vol le 2 mai.");
        approve(aurore, replyId);
        aurore.replyIn("CONFIRMED", replyId);

        assertThat(town.timesCreated("aurore", drafted.text("text"))).isEqualTo(1);
        assertThat(town.answersOf("aurore", thread.said()))
                .singleElement()
                .satisfies(post -> assertThat(Answer.text(post, "text")).isEqualTo(drafted.text("text")));
        read(
                "the author is told",
                MainJobInTownIT::suggestion,
                suggestion -> suggestion.path("suggestion").path("told").asInt() == 1);
        assertThat(whatOf(aurore.audit("suggestion:" + SUGGESTION)))
                .contains("SuggestionRaised", "SuggestionDecided", "SuggestionShipped", "AuthorReplyDrafted");
    }

    private static JsonNode suggestion() {
        return aurore.productManager()
                .get("/api/crm/suggestions/" + SUGGESTION)
                .ok()
                .json();
    }

    @Test
    void anEscalationClimbsUntilSomebodyAcknowledges() {
        var thread = somebodyWrites(aurore, "Aurore : fumée en cabine au-dessus de Porto, personne ne nous dit rien");
        aurore.lead()
                .put(
                        "/api/moderation/rotas/aurore-night",
                        Map.of(
                                "brand", "aurore",
                                "name", "Night",
                                "levels",
                                        List.of(
                                                List.of(aurore.member(Part.COLLEAGUE)),
                                                List.of(aurore.member(Part.SECOND_LEAD))),
                                "perLevel", "PT2S"))
                .ok();
        aurore.manager()
                .post(
                        "/api/moderation/escalations",
                        Map.of(
                                "id", "smoke",
                                "brand", "aurore",
                                "subject", "conversation:" + thread.id(),
                                "reason", "Smoke on board, the press is asking.",
                                "rota", "aurore-night"))
                .ok();

        var climbed = read(
                "the second level is called",
                () -> aurore.lead()
                        .get("/api/moderation/escalations/smoke")
                        .ok()
                        .json(),
                matter -> matter.path("calls")
                        .valueStream()
                        .anyMatch(call -> call.path("level").asInt() == 2));
        assertThat(climbed.path("calls").path(0).path("members").path(0).asString())
                .isEqualTo(aurore.member(Part.COLLEAGUE));
        aurore.as(Part.SECOND_LEAD)
                .post("/api/moderation/escalations/smoke/acknowledge")
                .ok();

        var held = aurore.lead().get("/api/moderation/escalations/smoke").ok();
        assertThat(held.text("state")).isEqualTo("ACKNOWLEDGED");
        assertThat(held.text("holder")).isEqualTo(aurore.member(Part.SECOND_LEAD));
        read(
                "climbing and acknowledging are entries",
                () -> whatOf(aurore.audit("escalation:smoke")),
                what -> what.containsAll(List.of("EscalationRaised", "EscalationClimbed", "EscalationAcknowledged")));
    }

    @Test
    void aLeadDoesNotApproveTheirOwnReply() {
        var thread = somebodyWrites(aurore, "Aurore, le wifi du vol de Nice ne marchait pas, c’est normal ?");
        var ownWords = "Bonjour Gwenn, non : il est réparé depuis ce matin.";
        aurore.lead()
                .put("/api/publishing/replies/wifi-1", reply(aurore, thread, ownWords))
                .ok();
        aurore.lead().post("/api/publishing/replies/wifi-1/submit").ok();
        var review = aurore.openReview("wifi-1");

        var own = aurore.lead().post("/api/moderation/reviews/" + review + "/approve", Map.of());
        assertThat(own.refused(403).code()).isEqualTo("OWN_DRAFT");
        assertThat(own.text("detail")).isNotBlank();
        find("the attempt is an entry", () -> aurore.refusal("reply:wifi-1", aurore.member(Part.LEAD)));
        assertThat(town.timesCreated("aurore", ownWords)).isZero();

        aurore.as(Part.SECOND_LEAD)
                .post("/api/moderation/reviews/" + review + "/approve", Map.of())
                .ok();
        aurore.replyIn("CONFIRMED", "wifi-1");
        assertThat(town.timesCreated("aurore", ownWords)).isEqualTo(1);
    }

    @Test
    void anApprovedReplyIsNotEdited() {
        var thread = somebodyWrites(aurore, "Aurore, merci à l’équipage du vol de Porto, vraiment parfait");
        var words = "Merci Gwenn, nous transmettons à l’équipage.";
        draft(aurore, "merci-1", thread, words);
        approve(aurore, "merci-1");
        read(
                "the reply is released",
                () -> aurore.manager()
                        .get("/api/publishing/replies/merci-1")
                        .ok()
                        .text("state"),
                state -> !List.of("DRAFT", "SUBMITTED", "WAITING_APPROVAL").contains(state));

        var edit = aurore.manager()
                .put("/api/publishing/replies/merci-1", reply(aurore, thread, "Merci, et 50 € pour vous."));
        assertThat(edit.status()).isEqualTo(409);
        assertThat(edit.code()).isEqualTo("EDIT_AFTER_APPROVAL");
        assertThat(edit.text("detail")).isNotBlank();

        aurore.replyIn("CONFIRMED", "merci-1");
        assertThat(town.answersOf("aurore", thread.said()))
                .singleElement()
                .satisfies(post -> assertThat(Answer.text(post, "text")).isEqualTo(words));
        find("the attempt is an entry", () -> aurore.refusal("reply:merci-1", aurore.member(Part.MANAGER)));
    }

    @Test
    void nothingLeavesDuringAStopAndNothingByItselfAfterIt() {
        var thread = somebodyWrites(boreale, "Boreale, mon vol est-il maintenu malgré la grève ?");
        var words = "Bonjour Gwenn, oui, votre vol est maintenu.";
        draft(boreale, "greve-1", thread, words);
        var stop = boreale.lead()
                .post(
                        "/api/publishing/stops",
                        Map.of("id", "accident", "scope", Map.of("brand", "boreale"), "reason", "Accident à Porto."))
                .ok();
        assertThat(stop.json().path("inForce").asBoolean()).isTrue();
        approve(boreale, "greve-1");

        var held = read(
                "the reply is held by the stop",
                () -> boreale.manager().get("/api/publishing/replies/greve-1").ok(),
                reply -> reply.json().path("held").asBoolean());
        assertThat(held.text("reason")).isNotBlank();
        assertThat(held.text("state")).isEqualTo("RELEASED");
        assertThat(town.created("boreale")).isZero();
        find(
                "that it was held is an entry",
                () -> boreale.audit("reply:greve-1").stream()
                        .filter(entry -> entry.what().equals("DeliveryHeld"))
                        .findFirst());

        boreale.lead().delete("/api/publishing/stops/accident").ok();
        assertThat(boreale.lead()
                        .get("/api/publishing/stops/accident")
                        .ok()
                        .json()
                        .path("waiting"))
                .hasSize(1);
        assertThat(town.created("boreale")).isZero();
        boreale.lead()
                .post("/api/publishing/deliveries/" + held.text("delivery") + "/resume")
                .ok();
        boreale.replyIn("CONFIRMED", "greve-1");
        assertThat(town.timesCreated("boreale", words)).isEqualTo(1);
    }

    @Test
    void whatBelongsToAnotherBrandIsNotThere() {
        var thread = somebodyWrites(aurore, "Aurore, où en est mon remboursement de la semaine passée ?");
        draft(aurore, "remboursement-1", thread, "Bonjour Gwenn, il est parti ce matin.");
        var stranger = boreale.manager();

        for (var answer : List.of(
                stranger.get("/api/publishing/replies/remboursement-1"),
                stranger.post("/api/publishing/replies/remboursement-1/submit"),
                stranger.get("/api/crm/conversations/" + thread.id()),
                stranger.get("/api/listening/mentions/" + thread.mentionId()),
                boreale.auditor().get("/api/reporting/audit?subject=reply:remboursement-1"))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
            assertThat(answer.text("detail")).isNotBlank();
        }
        var unknown = stranger.get("/api/publishing/replies/there-is-none");
        assertThat(unknown.refused(404).code())
                .isEqualTo(
                        stranger.get("/api/publishing/replies/remboursement-1").code());
        find(
                "the attempt is an entry, for those whom it concerns",
                () -> aurore.refusal("reply:remboursement-1", boreale.member(Part.MANAGER)));
        assertThat(aurore.manager()
                        .get("/api/publishing/replies/remboursement-1")
                        .ok()
                        .text("state"))
                .isEqualTo("DRAFT");
    }

    @Test
    void aReplyToAnOlderStateOfTheConversationIsHeldBackWithWhatIsNew() {
        var thread = somebodyWrites(aurore, "Aurore, mon siège enfant n’est pas arrivé avec nous à Nice");
        draft(aurore, "siege-1", thread, "Bonjour Gwenn, il est à l’escale de Lyon.");
        var news =
                town.answers(AUTHOR, "fr", "Aurore : trouvé, il était dans la soute, merci quand même", thread.said());
        var newer = Answer.text(aurore.collects(news), "id");
        read(
                "the conversation has the newer message",
                () -> aurore.conversationById(thread.id()),
                conversation -> conversation.path("messages").size() == 2);

        var late = aurore.manager().post("/api/publishing/replies/siege-1/submit");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("details").path("newerMessages").valueStream())
                .extracting(JsonNode::asString)
                .containsExactly(newer);
        assertThat(aurore.manager().get("/api/listening/mentions/" + newer).ok().text("text"))
                .contains("trouvé, il était dans la soute");
        assertThat(town.answersOf("aurore", thread.said())).isEmpty();
    }

    private static List<String> whatOf(List<Entry> entries) {
        return entries.stream().map(Entry::what).toList();
    }

    private static Entry entry(List<Entry> story, String what) {
        return story.stream()
                .filter(entry -> entry.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + what + " in " + whatOf(story)));
    }
}
