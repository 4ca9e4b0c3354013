package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.publishing.Browser.HARMLESS;
import static org.parvis.publishing.Browser.HOSTILE;
import static org.parvis.publishing.Browser.done;
import static org.parvis.publishing.Browser.fragment;
import static org.parvis.publishing.Browser.named;
import static org.parvis.publishing.Browser.page;
import static org.parvis.publishing.Browser.put;
import static org.parvis.publishing.Browser.sent;
import static org.parvis.publishing.Browser.status;
import static org.parvis.publishing.Browser.submit;
import static org.parvis.publishing.House.AGATHE;
import static org.parvis.publishing.House.BRAND;
import static org.parvis.publishing.House.FARID;
import static org.parvis.publishing.House.INES;
import static org.parvis.publishing.House.NETWORK;
import static org.parvis.publishing.House.NORA;
import static org.parvis.publishing.House.PRIYA;
import static org.parvis.publishing.House.STRANGER;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.moderation.api.Reviewed;

/** The composer under a thread and the dock of what is about to leave, in both languages. */
@ExtendWith(House.Opened.class)
class ComposerPagesIT {

    @BeforeAll
    static void connect() {
        House.channel("raw-sends", "Compte de la maison", "A", 0);
        House.channel("raw-slow", "Compte lent", "A", 600);
    }

    private static String compose(String conversation) {
        return "/publishing/replies/compose?conversation=" + conversation;
    }

    private static String[] words(String conversation, String channel, long version, String text) {
        return new String[] {
            "conversation", conversation, "channel", channel, "version", Long.toString(version), "text", text
        };
    }

    @Test
    void beginsAReplyAndKeepsTheDraft() {
        House.says(BRAND, "raw-talk", 1, "Margaux " + HOSTILE, "Deux fois " + HOSTILE);
        assertThat(page(INES, compose("raw-talk"))).contains("Public reply", "Write your reply", "Compte de la maison");
        assertThat(page(inFrench(INES), compose("raw-talk"))).contains("Réponse publique", "Écrivez votre réponse");
        assertThat(status(NORA, compose("raw-talk"))).isEqualTo(403);
        assertThat(status(STRANGER, compose("raw-talk"))).isEqualTo(404);
        assertThat(status(INES, compose("raw-nowhere"))).isEqualTo(404);

        var draft = "/publishing/replies/raw-draft/draft";
        assertThat(put(INES, draft, words("raw-talk", "raw-sends", 1, " "))).isEqualTo(204);
        assertThat(House.service()
                        .get(INES, "/api/publishing/replies/raw-draft")
                        .statusCode())
                .isEqualTo(404);
        assertThat(put(INES, draft, words("raw-talk", "raw-sends", 1, "Bonjour\r\n" + HOSTILE)))
                .isEqualTo(204);
        assertThat(put(STRANGER, draft, words("raw-talk", "raw-sends", 1, "Ours")))
                .isEqualTo(404);
        eventually(() -> assertThat(page(INES, compose("raw-talk")))
                .contains("Bonjour\n" + HARMLESS + "</textarea>", "Discard the draft"));
        assertThat(page(inFrench(AGATHE), compose("raw-talk"))).contains("commencée par Inès Caradec", HARMLESS);
        assertThat(submit(AGATHE, "/publishing/replies/raw-draft/discard").statusCode())
                .isEqualTo(403);
        assertThat(sent(200, INES, "/publishing/replies/raw-draft/discard"))
                .contains("Write your reply")
                .doesNotContain("Bonjour");
    }

    @Test
    void refusesToSendPastANewerMessageAndKeepsTheWords() {
        House.says(BRAND, "raw-moved", 1, "Margaux", "Bonjour");
        House.says(BRAND, "raw-moved", 2, "Margaux", "Encore moi");
        var send = "/publishing/replies/raw-reply-moved/send";
        // htmx swaps an answer of 422 and no other refusal, so every refusal of the composer is one.
        assertThat(sent(422, INES, send, words("raw-moved", "raw-sends", 1, "Ma réponse " + HOSTILE)))
                .contains("A newer message came meanwhile. Your draft is kept.", "Read message 2")
                .contains("Ma réponse " + HARMLESS + "</textarea>", "name=\"version\" value=\"2\"");
        assertThat(sent(200, inFrench(INES), send, words("raw-moved", "raw-sends", 2, "Ma réponse")))
                .contains("Examinée par la politique.");
        assertThat(sent(
                        422,
                        AGATHE,
                        "/publishing/replies/raw-second/send",
                        words("raw-moved", "raw-sends", 2, "Moi aussi")))
                .contains("A colleague’s reply to this conversation is on its way.", "Moi aussi</textarea>");
    }

    @Test
    void keepsTheWordsThatCannotBeSent() {
        House.says(BRAND, "raw-long", 1, "Margaux", "Bonjour");
        var send = "/publishing/replies/raw-too-long/send";
        var endless = "w".repeat(10_001);
        assertThat(sent(422, INES, send, words("raw-long", "raw-sends", 1, endless)))
                .contains("The reply was not sent. Your text is kept.", "longer than the network takes")
                .contains(endless + "</textarea>");
        assertThat(sent(422, inFrench(INES), send, words("raw-long", "raw-sends", 1, "é".repeat(501))))
                .contains("Le texte est plus long", "é".repeat(501) + "</textarea>");
        assertThat(sent(422, INES, send, words("raw-long", "raw-sends", 1, " ")))
                .contains("There is no text yet. Write something, then send it.");
        assertThat(sent(422, INES, send, words("raw-long", "raw-sends", 1, endless)))
                .as("over a draft that is kept")
                .contains(endless + "</textarea>");
    }

    @Test
    void holdsAReplyWhileItsTimeRuns() {
        House.says(BRAND, "raw-undone", 1, "Margaux " + HOSTILE, "Bonjour");
        var reply = "/publishing/replies/raw-undo-reply";
        sent(200, INES, reply + "/send", words("raw-undone", "raw-slow", 1, "Je regarde"));
        release("raw-undo-reply", "raw-undo-review-1");
        eventually(() -> assertThat(page(INES, compose("raw-undone")))
                .contains("Approved word for word; it leaves by itself.", "Hold it", "Je regarde"));
        assertThat(page(AGATHE, compose("raw-undone"))).contains("Inès Caradec").doesNotContain("/hold\"");
        assertThat(page(FARID, compose("raw-undone"))).doesNotContain("/hold\"");
        for (var reader : List.of(AGATHE, FARID)) {
            assertThat(submit(reader, reply + "/hold").statusCode()).isEqualTo(403);
        }
        assertThat(submit(STRANGER, reply + "/take-back").statusCode()).isEqualTo(404);
        assertThat(fragment(inFrench(INES), "/publishing/replies/dock"))
                .contains("Réponse à Margaux " + HARMLESS, "Retenir");
        assertThat(fragment(AGATHE, "/publishing/replies/dock")).doesNotContain("data-undo");
        assertThat(sent(422, INES, reply + "/send", words("raw-undone", "raw-slow", 1, "Autre chose " + HOSTILE)))
                .contains("no word changes any more", "Autre chose " + HARMLESS + "</textarea>", "Je regarde");

        assertThat(sent(200, INES, reply + "/take-back")).contains("Held. It is a draft again.");
        eventually(() -> assertThat(page(INES, compose("raw-undone"))).contains("Je regarde</textarea>"));
        sent(200, INES, reply + "/send", words("raw-undone", "raw-slow", 1, "Je regarde bien"));
        release("raw-undo-reply", "raw-undo-review-2");
        eventually(() -> assertThat(page(INES, compose("raw-undone"))).contains("Hold it"));
        assertThat(sent(200, PRIYA, reply + "/hold")).contains("Je regarde bien</textarea>");
        assertThat(NETWORK.copies("Je regarde")).isZero();
    }

    private static void release(String replyId, String reviewId) {
        House.notNeeded(BRAND, Reviewed.REPLY, reviewId, replyId, hash(INES, replyId));
    }

    @Test
    void anAgencyTakesBackAllThatItWroteAndNothingElse() {
        for (var author : List.of(AGATHE, INES)) {
            var own = author.id() + "-own";
            House.says(BRAND, own, 1, "Margaux", "Bonjour");
            sent(200, author, "/publishing/replies/" + own + "-reply/send", words(own, "raw-slow", 1, "Je regarde"));
            release(own + "-reply", own + "-review");
            eventually(() -> assertThat(page(author, compose(own))).contains("Hold it"));
        }
        assertThat(page(AGATHE, "/publishing/stops")).contains("Take mine back");
        assertThat(page(inFrench(AGATHE), "/publishing/posts")).contains("/publishing/stops\"");
        assertThat(submit(NORA, "/publishing/stops/own").statusCode()).isEqualTo(403);
        assertThat(done(AGATHE, "/publishing/stops/own")).contains("One is a draft again.", "Nothing of yours");
        eventually(() -> assertThat(page(AGATHE, compose("raw-agathe-own"))).contains("Je regarde</textarea>"));
        assertThat(page(INES, compose("raw-ines-own"))).contains("Hold it");
        assertThat(House.service().post(AGATHE, "/api/publishing/stops/own", "").body())
                .isEqualTo("{\"takenBack\":[],\"tooLate\":[]}");
        assertThat(House.service().post(INES, "/api/publishing/stops/own", "").body())
                .contains("\"takenBack\":[\"reply:raw-ines-own-reply\"]", "\"tooLate\":[]");
    }

    private static String hash(Actor reader, String replyId) {
        return named(
                House.service()
                        .get(reader, "/api/publishing/replies/" + replyId)
                        .body(),
                "\"contentHash\":\"([0-9a-f]{64})\"");
    }

    @Test
    void saysWhyAReviewSentAReplyBackUntilItIsSubmittedAgain() {
        House.says(BRAND, "raw-judged", 1, "Margaux", "Bonjour");
        var send = "/publishing/replies/raw-judged-reply/send";
        sent(200, INES, send, words("raw-judged", "raw-slow", 1, "Promis"));
        House.opened(Reviewed.REPLY, "raw-judge", "raw-judged-reply", hash(INES, "raw-judged-reply"), INES);
        eventually(() -> assertThat(page(INES, compose("raw-judged"))).contains("Somebody else approves it.", "Edit"));
        assertThat(page(INES, compose("raw-judged") + "&edit=true")).contains("Promis</textarea>");
        House.refused(Reviewed.REPLY, "raw-judge", "raw-judged-reply", PRIYA, "No promises " + HOSTILE);
        eventually(() -> assertThat(page(INES, compose("raw-judged")))
                .contains("The review sent it back: No promises " + HARMLESS));
        sent(200, INES, send, words("raw-judged", "raw-slow", 1, "Je regarde cela"));
        release("raw-judged-reply", "raw-judge-2");
        eventually(() -> assertThat(page(INES, compose("raw-judged"))).contains("Hold it"));
        assertThat(sent(200, INES, "/publishing/replies/raw-judged-reply/hold"))
                .contains("Je regarde cela</textarea>")
                .doesNotContain("sent it back");
    }

    @Test
    void warnsWhoWritesDuringAnEmergencyStopAndHoldsWhatTheySend() {
        var ada = House.member("raw-ada", "Ada Lund", Role.LEAD, "raw-third");
        var admin = House.member("raw-ivo", "Ivo Berg", Role.ADMIN, "raw-third");
        House.service().append(new BrandRegistered("raw-third", "Third Airline", "NO", List.of("en"), "Europe/Oslo"));
        House.says("raw-third", "raw-third-talk", 1, "Margaux", "Bonjour");
        assertThat(page(ada, compose("raw-third-talk")))
                .contains("No channel can answer here", "no channel in service on Town")
                .doesNotContain("<textarea");
        for (var name : List.of("raw-third-a", "raw-third-b")) {
            House.service().put(admin, "/api/publishing/channels/" + name, """
                    {"brand":"raw-third","network":"TOWN","name":"Compte %s","zone":"Europe/Oslo","settings":{"class":"A"},
                     "credentials":{"token":"very-secret-token"},"undoSeconds":0}
                    """.formatted(name.substring(10)));
        }
        eventually(() -> assertThat(page(ada, compose("raw-third-talk"))).contains("Compte a", "Compte b"));
        eventually(() -> assertThat(page(admin, "/publishing/channels")).contains("Third Airline"));
        var reply = "/publishing/replies/raw-third-reply";
        assertThat(put(ada, reply + "/draft", words("raw-third-talk", "raw-third-a", 1, "Bientôt")))
                .isEqualTo(204);
        done(admin, "/publishing/channels/raw-third-a/disable", "reason", "Closed");
        eventually(() -> assertThat(page(ada, compose("raw-third-talk")))
                .as("the account that is named is the one that answers")
                .contains("name=\"channel\" value=\"raw-third-b\"", "Compte b", "Bientôt</textarea>"));

        House.service().post(ada, "/api/publishing/stops", """
                {"scope":{"brand":"raw-third"},"reason":"Accident <script>alert(1)</script>"}
                """);
        assertThat(page(ada, compose("raw-third-talk")))
                .contains("Publishing is stopped: Accident &lt;script&gt;", "is held until somebody lets it go.");
        assertThat(page(inFrench(ada), compose("raw-third-talk")))
                .contains("La publication est arrêtée\u00a0: Accident");
        assertThat(sent(200, ada, reply + "/send", words("raw-third-talk", "raw-third-b", 1, "Bientôt")))
                .contains("Publishing is stopped: Accident");
        House.notNeeded(
                "raw-third", Reviewed.REPLY, "raw-third-review", "raw-third-reply", hash(ada, "raw-third-reply"));
        eventually(() ->
                assertThat(page(ada, compose("raw-third-talk"))).contains("Held. It leaves when somebody lets it go."));
        assertThat(NETWORK.copies("Bientôt")).isZero();
    }

    @Test
    void anIdOfAStopIsOfOneBrand() {
        var here = TestMembers.member("raw-here", Role.EMPLOYEE, "raw-stop-here");
        var both = TestMembers.member(
                "raw-both",
                Locale.ENGLISH,
                new Grant("g-raw-here", Role.LEAD, "raw-stop-here", null, null, null),
                new Grant("g-raw-there", Role.LEAD, "raw-stop-there", null, null, null));
        for (var again = 0; again < 2; again++) {
            assertThat(stop(both, "raw-stop-there")).isEqualTo(201);
        }
        assertThat(stop(both, "raw-stop-here")).as("the same id elsewhere").isEqualTo(409);
        assertThat(stop(here, "raw-stop-here"))
                .as("nor by who sees nothing of the other brand")
                .isEqualTo(409);
        assertThat(House.service()
                        .delete(both, "/api/publishing/stops/raw-one-stop")
                        .statusCode())
                .isEqualTo(200);
    }

    private static int stop(Actor member, String brand) {
        return House.service()
                .post(member, "/api/publishing/stops", """
                {"id":"raw-one-stop","scope":{"brand":"%s"},"reason":"Twice"}
                """.formatted(brand))
                .statusCode();
    }

    @Test
    void nobodyTakesAnIdThatTheHouseDerives() {
        var answer = House.service()
                .put(INES, "/api/publishing/replies/t_c86115d389fc91eaecd0e20f4aca875c", """
                {"conversation":"%s","text":"Taken"}
                """.formatted("raw-talk"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    }
}
