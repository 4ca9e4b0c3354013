package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.Outside.BRAND;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.axon.Refused;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.ReserveAnswer;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.publishing.api.ReplyHeld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConversationsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunningService crm;
    private static Outside outside;
    private static Actor ines;
    private static Actor employee;

    @BeforeAll
    static void start() {
        crm = RunningService.start(CrmApplication.class);
        outside = new Outside(crm);
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        ines = outside.member("ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
        outside.member("hugo", "Hugo Lemoine", Role.COMMUNITY_MANAGER);
        employee = outside.member("emile", "Émile Roux", Role.EMPLOYEE);
        crm.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        assertThat(crm.bean(DeadLetters.class).count()).isZero();
        crm.close();
    }

    @Test
    void opensAConversationForAMessageAndContinuesItWithTheNext() {
        var first = outside.writes("margaux", "t-open", "Charged twice for Lyon to Lisbon.", Intent.CRITICISM);
        outside.writes("margaux", "t-open", "Still nothing on Monday.", Intent.CRITICISM);
        crm.caughtUp();

        var row = row("&state=open", first.conversationId());
        assertThat(row.at("/person/name").asString()).isEqualTo("Margaux Belin");
        assertThat(row.at("/excerpt").asString()).isEqualTo("Still nothing on Monday.");
        assertThat(row.at("/intent").asString()).isEqualTo("CRITICISM");
        assertThat(row.at("/messages").asInt()).isEqualTo(2);
        assertThat(row.at("/version").asInt()).isEqualTo(2);
        assertThat(row.at("/clock/state").asString()).isEqualTo("CALM");

        var answer = crm.get(ines, "/api/crm/conversations/" + first.conversationId());
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        var detail = json(answer);
        assertThat(detail.at("/messages/0/text").asString()).isEqualTo("Charged twice for Lyon to Lisbon.");
        assertThat(detail.at("/messages/1/tone").asDouble()).isEqualTo(-0.7);
        assertThat(detail.at("/clock/targetMinutes").asInt()).isEqualTo(60);
    }

    @Test
    void aReplyThatIsNotOutIsReadOnItsChannelOnly() {
        var written = outside.writes("margaux", "t-two-channels", "Who answers me?", Intent.QUESTION);
        crm.caughtUp();
        outside.drafts("r-on-the-town", written, "Nobody else’s words.", "ines", 1);
        crm.caughtUp();
        var elsewhere = TestMembers.member(
                "one-channel",
                Locale.ENGLISH,
                new Grant("g", Role.COMMUNITY_MANAGER, Outside.BRAND, null, "elsewhere", null));
        var path = "/api/crm/conversations/" + written.conversationId();
        assertThat(crm.get(ines, path).body()).contains("Nobody else’s words.");
        assertThat(crm.get(elsewhere, path).body())
                .contains("Who answers me?")
                .doesNotContain("Nobody else’s words.", "r-on-the-town\",\"text");
        assertThat(crm.page(elsewhere, "/crm/conversations/" + written.conversationId())
                        .body())
                .doesNotContain("Nobody else’s words.");
        outside.isLive("r-on-the-town", Instant.now());
        crm.caughtUp();
        assertThat(crm.get(elsewhere, path).body()).as("once it is out").contains("Nobody else’s words.");
    }

    @Test
    void aConversationIsNotGoneWhileItsNewestMessageHasNotReachedTheThread() {
        var first = outside.writes("margaux", "t-ahead", "Where is my bag?", Intent.QUESTION);
        crm.caughtUp();
        crm.jdbc()
                .sql("update conversation set last_mention_id = 'on-its-way' where conversation_id = ?")
                .param(first.conversationId())
                .update();

        assertThat(row("&state=open", first.conversationId()).at("/excerpt").asString())
                .isEqualTo("Where is my bag?");
        var answer = crm.get(ines, "/api/crm/conversations/" + first.conversationId());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/messages/0/text").asString()).isEqualTo("Where is my bag?");
    }

    @Test
    void aThreadWithTwoPeopleIsTwoConversations() {
        var margaux = outside.writes("margaux", "t-two", "Me first.", Intent.QUESTION);
        var karim = outside.writes("karim", "t-two", "Me too.", Intent.QUESTION);
        crm.caughtUp();
        assertThat(rows(ines, "")).containsKeys(margaux.conversationId(), karim.conversationId());
    }

    @Test
    void spamIsNobodysWorkUntilSomebodySaysItIsNone() {
        var spam = outside.writes("crook", "t-spam", "Cheap watches", Intent.SPAM);
        crm.caughtUp();
        assertThat(rows(ines, "")).doesNotContainKey(spam.conversationId());

        crm.append(new MentionCorrected(spam.mentionId(), BRAND, null, null, Intent.QUESTION, null));
        crm.caughtUp();
        assertThat(rows(ines, "")).containsKey(spam.conversationId());

        crm.append(new MentionCorrected(spam.mentionId(), BRAND, null, -0.5, null, null));
        crm.caughtUp();
        assertThat(row("", spam.conversationId()).at("/messages").asInt()).isEqualTo(1);
    }

    @Test
    void whoLeavesHoldsNoConversationAndNoneThatComesBack() {
        outside.member("lena", "Léna Petit", Role.COMMUNITY_MANAGER);
        var open = outside.writes("margaux", "t-leaver-open", "Where is my bag?", Intent.QUESTION);
        var done = outside.writes("karim", "t-leaver-done", "Thank you!", Intent.PRAISE);
        var hugos = outside.writes("aoife", "t-leaver-other", "And mine?", Intent.QUESTION);
        crm.caughtUp();
        assertThat(act(ines, open.conversationId(), "assign", "{\"member\":\"lena\"}", 1)
                        .statusCode())
                .isEqualTo(200);
        assertThat(act(ines, done.conversationId(), "assign", "{\"member\":\"lena\"}", 1)
                        .statusCode())
                .isEqualTo(200);
        assertThat(act(ines, done.conversationId(), "resolve", "{}", 2).statusCode())
                .isEqualTo(200);
        assertThat(act(ines, hugos.conversationId(), "assign", "{\"member\":\"hugo\"}", 1)
                        .statusCode())
                .isEqualTo(200);
        crm.caughtUp();

        crm.append(new MemberLeft("lena"));
        crm.caughtUp();
        assertThat(row("&assignee=none", open.conversationId()).at("/assignee").isMissingNode()
                        || row("&assignee=none", open.conversationId())
                                .at("/assignee")
                                .isNull())
                .isTrue();
        assertThat(rows(ines, "&assignee=hugo")).containsKey(hugos.conversationId());
        outside.writes("karim", "t-leaver-done", "One more thing.", Intent.QUESTION);
        crm.caughtUp();
        assertThat(rows(ines, "&assignee=none")).containsKey(done.conversationId());
        assertThat(rows(ines, "&assignee=lena")).doesNotContainKeys(open.conversationId(), done.conversationId());
    }

    @Test
    void whatNobodyClassifiesIsReceivedAllTheSame() {
        var forgotten = outside.collected(
                "aoife", "t-late", "Is anybody reading this?", Instant.now().minus(Duration.ofMinutes(10)));
        eventually(() -> assertThat(rows(ines, "")).containsKey(forgotten.conversationId()));
    }

    @Test
    void anOldTextFoundTodayIsNotLateSinceItWasWritten() {
        var found = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        var old = outside.collected("sylvie", "t-old", "Last month's article", found.minus(Duration.ofDays(30)), found);
        outside.understood(old, Intent.OTHER, "en");
        crm.caughtUp();
        assertThat(row("", old.conversationId()).at("/clock/waitingSince").asString())
                .isEqualTo(found.toString());
    }

    @Test
    void showsWhatTheAuthorChangedAndTookBack() {
        var written = outside.writes("lucia", "t-edit", "I paied twice", Intent.CRITICISM);
        crm.append(new MentionEditedAtOrigin(written.mentionId(), BRAND, "lucia", null, "I paid twice", Instant.now()));
        crm.append(new MentionDeletedAtOrigin(written.mentionId(), BRAND, Instant.now()));
        crm.caughtUp();
        var message = detail(written.conversationId()).at("/messages/0");
        assertThat(message.at("/text").asString()).isEqualTo("I paid twice");
        assertThat(message.at("/editedAt").isNull()).isFalse();
        assertThat(message.at("/deletedAt").isNull()).isFalse();
    }

    @Test
    void isWorkedOnByWhoSawItsVersion() {
        var written = outside.writes("kenji", "t-work", "Why no direct flight?", Intent.SUGGESTION);
        crm.caughtUp();
        var id = written.conversationId();

        assertThat(act(ines, id, "assign", "{\"member\":\"hugo\"}", 1).statusCode())
                .isEqualTo(200);
        assertThat(act(ines, id, "assign", "{\"member\":\"ines\"}", 1).statusCode())
                .isEqualTo(409);
        assertThat(json(act(ines, id, "assign", "{\"member\":\"ines\"}", 1))
                        .at("/details/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(act(ines, id, "note", "{\"text\":\"The bank confirms.\"}", 2).statusCode())
                .isEqualTo(200);
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        assertThat(act(ines, id, "snooze", "{\"until\":\"" + tomorrow + "\"}", 3)
                        .statusCode())
                .isEqualTo(200);

        var detail = detail(id);
        assertThat(detail.at("/assignee").asString()).isEqualTo("hugo");
        assertThat(detail.at("/state").asString()).isEqualTo("SNOOZED");
        assertThat(detail.at("/clock/state").asString()).isEqualTo("PAUSED");
        assertThat(detail.at("/notes/0/text").asString()).isEqualTo("The bank confirms.");
        assertThat(detail.at("/notes/0/author").asString()).isEqualTo("ines");
        assertThat(rows(ines, "&state=snoozed&assignee=hugo")).containsKey(id);
        assertThat(rows(ines, "&state=open")).doesNotContainKey(id);

        assertThat(act(ines, id, "resolve", "", 4).statusCode()).isEqualTo(200);
        assertThat(rows(ines, "&state=resolved")).containsKey(id);
        outside.writes("kenji", "t-work", "Hello?", Intent.QUESTION);
        crm.caughtUp();
        assertThat(detail(id).at("/state").asString()).isEqualTo("OPEN");
    }

    @Test
    void asksWhichVersionWasSeen() {
        var written = outside.writes("kenji", "t-version", "Hello", Intent.QUESTION);
        crm.caughtUp();
        assertThat(crm.post(ines, "/api/crm/conversations/" + written.conversationId() + "/resolve", "")
                        .statusCode())
                .isEqualTo(428);
    }

    @Test
    void aRepeatedRequestIsCarriedOutOnce() {
        var written = outside.writes("kenji", "t-again", "Hello", Intent.QUESTION);
        crm.caughtUp();
        var path = "/api/crm/conversations/" + written.conversationId() + "/note";
        var headers = Map.of("If-Match", "\"1\"", "Idempotency-Key", "k1", "Accept", "application/json");
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(crm.send(ines, "POST", path, "{\"text\":\"Once\"}", headers)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(detail(written.conversationId()).at("/notes").size()).isEqualTo(1);
    }

    @Test
    void aNoteOfTheSameIdElsewhereIsAnotherNote() {
        var first = outside.writes("noor", "t-note-1", "Hello", Intent.QUESTION);
        var second = outside.writes("noor", "t-note-2", "Hello again", Intent.QUESTION);
        crm.caughtUp();
        for (var written : List.of(first, second)) {
            var words = "{\"id\":\"same-note\",\"text\":\"About " + written.conversationId() + "\"}";
            assertThat(act(ines, written.conversationId(), "note", words, 1).statusCode())
                    .isEqualTo(200);
        }
        crm.caughtUp();
        for (var written : List.of(first, second)) {
            var notes = detail(written.conversationId()).at("/notes");
            assertThat(notes.size()).isOne();
            assertThat(notes.at("/0/id").asString()).isEqualTo("same-note");
            assertThat(notes.at("/0/text").asString()).isEqualTo("About " + written.conversationId());
        }
    }

    @Test
    void setAsideComesBackWhenItIsDue() {
        var written = outside.writes("karim", "t-wake", "Can I change the name?", Intent.QUESTION);
        crm.caughtUp();
        var id = written.conversationId();
        var soon = Instant.now().plusMillis(700);
        assertThat(act(ines, id, "snooze", "{\"until\":\"" + soon + "\"}", 1).statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(detail(id).at("/state").asString()).isEqualTo("OPEN"));
    }

    @Test
    void ourReplyIsAnAnswerOnceItIsLive() {
        var written = outside.writes("paul", "t-answer", "Is breakfast included?", Intent.QUESTION);
        crm.caughtUp();
        var id = written.conversationId();
        outside.drafts("r-answer", written, "Yes, it is.", "ines", 1);
        assertThat(refusalOf(new ReserveAnswer(id, "r-answer", 1))).isEmpty();
        outside.submits("r-answer", written, "Yes, it is.", "ines");
        crm.caughtUp();
        assertThat(detail(id).at("/answeringReply").asString()).isEqualTo("r-answer");
        assertThat(detail(id).at("/replies/0/state").asString()).isEqualTo("SUBMITTED");

        outside.isLive("r-answer", written.at().plus(Duration.ofMinutes(22)));
        crm.caughtUp();
        var detail = detail(id);
        assertThat(detail.at("/answeringReply").isNull()).isTrue();
        assertThat(detail.at("/clock/state").asString()).isEqualTo("MET");
        assertThat(detail.at("/clock/answeredWithinSeconds").asLong()).isEqualTo(22 * 60);
        assertThat(detail.at("/replies/0/state").asString()).isEqualTo("CONFIRMED");
        assertThat(detail.at("/replies/0/permalink").asString()).isEqualTo("https://town.example/r-answer");
    }

    @Test
    void whoDidNotReadTheLastMessageIsToldWhichItIs() {
        var first = outside.writes("paul", "t-guard", "Is breakfast included?", Intent.QUESTION);
        var second = outside.writes("paul", "t-guard", "And dinner?", Intent.QUESTION);
        crm.caughtUp();
        var refused = refusalOf(new ReserveAnswer(first.conversationId(), "r-guard", 1))
                .orElseThrow();
        assertThat(refused.code()).isEqualTo("CONVERSATION_MOVED_ON");
        assertThat(refused.details())
                .containsEntry("version", 2L)
                .containsEntry("newerMessages", List.of(second.mentionId()));
    }

    @Test
    void aReplyTakenBackGivesTheRightBack() {
        var written = outside.writes("paul", "t-back", "Hello", Intent.QUESTION);
        crm.caughtUp();
        outside.drafts("r-back", written, "Hello", "ines", 1);
        assertThat(refusalOf(new ReserveAnswer(written.conversationId(), "r-back", 1)))
                .isEmpty();
        assertThat(refusalOf(new ReserveAnswer(written.conversationId(), "r-other", 2)))
                .map(Refused::code)
                .hasValue("ANSWER_HELD");

        crm.append(new ReplyHeld("r-back", BRAND, "ines"));
        crm.caughtUp();
        assertThat(refusalOf(new ReserveAnswer(written.conversationId(), "r-other", 2)))
                .isEmpty();
    }

    @Test
    void anotherBrandsConversationDoesNotExist() {
        var written = outside.writes("margaux", "t-foreign", "Hello", Intent.QUESTION);
        crm.caughtUp();
        var stranger = TestMembers.member("stranger", Role.LEAD, "other-brand");
        var path = "/api/crm/conversations/" + written.conversationId();
        assertThat(crm.get(stranger, path).statusCode()).isEqualTo(404);
        assertThat(act(stranger, written.conversationId(), "resolve", "", 1).statusCode())
                .isEqualTo(404);
        assertThat(crm.get(stranger, "/api/crm/persons/margaux").statusCode()).isEqualTo(404);
        assertThat(crm.get(stranger, "/api/crm/conversations?brand=" + BRAND).statusCode())
                .isEqualTo(404);
        assertThat(rows(stranger, "")).isEmpty();
        assertThat(crm.get(ines, "/api/crm/conversations/c-unknown").statusCode())
                .isEqualTo(404);
        assertThat(crm.send(null, "GET", path, null, Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void whoMayOnlyReadIsToldWhichRightIsMissing() {
        var written = outside.writes("margaux", "t-right", "Hello", Intent.QUESTION);
        crm.caughtUp();
        var answer = act(employee, written.conversationId(), "resolve", "", 1);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).at("/action").asString()).isEqualTo("WORK_INBOX");
    }

    @Test
    void givesAConversationOnlyToSomebodyWhoMayAnswer() {
        var written = outside.writes("margaux", "t-nobody", "Hello", Intent.QUESTION);
        crm.caughtUp();
        var answer = act(ines, written.conversationId(), "assign", "{\"member\":\"nobody\"}", 1);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/field").asString()).isEqualTo("member");
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (var query : new String[] {"?state=everything", "?limit=0", "?limit=201", "?after=%25%25", "?after=eA"}) {
            assertThat(crm.get(ines, "/api/crm/conversations" + query).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
    }

    @Test
    void givesTheQueueInPagesWithoutRepeatingOrLeavingOut() {
        for (var n = 0; n < 7; n++) {
            outside.writes("pager", "t-page-" + n, "Message " + n, Intent.QUESTION);
        }
        crm.caughtUp();
        var all = rows(ines, "&limit=200");
        var paged = new HashMap<String, JsonNode>();
        var after = "";
        do {
            var page = json(crm.get(ines, "/api/crm/conversations?limit=2" + after));
            page.at("/items")
                    .forEach(row ->
                            assertThat(paged.put(row.at("/id").asString(), row)).isNull());
            after = page.at("/next").isNull()
                    ? ""
                    : "&after=" + page.at("/next").asString();
        } while (!after.isEmpty());
        assertThat(paged.keySet()).isEqualTo(all.keySet());
    }

    @Test
    void knowsThePerson() {
        outside.writes("nora", "t-nora", "I love it", Intent.PRAISE);
        outside.writes("nora", "t-nora-2", "I hate it", Intent.CRITICISM);
        crm.caughtUp();
        var card = json(crm.get(ines, "/api/crm/persons/nora"));
        assertThat(card.at("/name").asString()).isEqualTo("Nora Belin");
        assertThat(card.at("/messages").asInt()).isEqualTo(2);
        assertThat(card.at("/tone").size()).isEqualTo(12);
        assertThat(card.at("/messagesInTone").asInt()).isEqualTo(2);
        assertThat(card.at("/exchanges").size()).isEqualTo(2);
        assertThat(card.at("/exchanges/0/isConversation").asBoolean()).isTrue();
        assertThat(card.at("/open").size()).isEqualTo(2);
        assertThat(card.at("/knownBy")).isEmpty();
    }

    @Test
    void otherServicesShowWhoSomebodyIsToWhoMayKnow() {
        var written = outside.writes("sacha", "t-sacha", "Where is my bag?", Intent.QUESTION);
        crm.caughtUp();
        outside.drafts("r-sacha", written, "On its way.", "ines", 1);
        outside.isLive("r-sacha", Instant.now());
        crm.caughtUp();
        var address = "/crm/people/sacha/card?brand=" + BRAND;
        assertThat(crm.page(ines, address).body())
                .contains("Who knows them", "1 answer", "Where is my bag?", "Not done yet");
        var stranger = crm.page(TestMembers.member("zoe", Role.LEAD, "other-brand"), address);
        assertThat(stranger.statusCode()).isEqualTo(204);
        assertThat(stranger.body()).isEmpty();
        assertThat(crm.page(ines, "/crm/people/nobody/card?brand=" + BRAND).statusCode())
                .isEqualTo(204);
    }

    @Test
    void theReadModelsComeOutTheSameWhenTheyAreRebuilt() {
        var written = outside.writes("rita", "t-rebuild", "Hello", Intent.QUESTION);
        crm.caughtUp();
        act(ines, written.conversationId(), "note", "{\"text\":\"A note\"}", 1);
        crm.caughtUp();
        var before = detail(written.conversationId());
        for (var group : new String[] {"crm.conversation.inbox", "crm.conversation.thread"}) {
            assertThat(crm.bean(Rebuild.class).run(group, (position, target) -> {}))
                    .isPositive();
        }
        assertThat(detail(written.conversationId())).isEqualTo(before);
    }

    /** As publishing would; the refusal, when there is one. */
    private static Optional<Refused> refusalOf(Object command) {
        try {
            crm.bean(Commands.class).send(command, Actor.automation("publishing.test"), null);
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(e);
        }
    }

    private static JsonNode row(String query, String id) {
        return Objects.requireNonNull(rows(ines, query).get(id), id);
    }

    private static JsonNode detail(String id) {
        return json(crm.get(ines, "/api/crm/conversations/" + id));
    }

    private static Map<String, JsonNode> rows(Actor actor, String query) {
        var rows = new HashMap<String, JsonNode>();
        json(crm.get(actor, "/api/crm/conversations?limit=200" + query))
                .at("/items")
                .forEach(row -> rows.put(row.at("/id").asString(), row));
        return rows;
    }

    private static HttpResponse<String> act(Actor actor, String id, String verb, String body, long version) {
        return crm.send(
                actor,
                "POST",
                "/api/crm/conversations/" + id + "/" + verb,
                body,
                Map.of("If-Match", "\"" + version + "\"", "Accept", "application/json"));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
