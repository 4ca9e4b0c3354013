package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.moderation.House.BRAND;
import static org.parvis.moderation.House.INES;
import static org.parvis.moderation.House.LEA;
import static org.parvis.moderation.House.MALIK;
import static org.parvis.moderation.House.NORA;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.ROOT;
import static org.parvis.moderation.House.STRANGER;
import static org.parvis.moderation.House.THEO;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.ReplyRevised;

/** The pages of moderation, as a browser without scripts asks for them, in both languages. */
class PagesIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = House.open();
        service.put(PRIYA, "/api/moderation/guidelines/g-07", """
                {"brand":"helianthe","title":{"fr":"Engagements","en":"Commitments"},
                 "text":{"fr":"Ne promettez ni date ni argent.","en":"Promise neither a date nor money."}}
                """);
        service.put(PRIYA, "/api/moderation/rotas/night", """
                {"brand":"helianthe","name":"Night","levels":[["malik"],["priya","theo"]],"perLevel":"PT5M"}
                """);
    }

    private static String waiting(String reply, String text) {
        var conversation = "c-" + reply;
        House.says(service, conversation, 1, "Débitée deux fois <b>pour le même vol</b>.");
        service.append(House.reply(reply, conversation, text, 1, "ines"));
        var id = "reply-" + reply + "-r1";
        opens(id);
        eventually(() -> assertThat(
                        service.page(PRIYA, "/moderation/reviews/" + id).body())
                .contains("Débitée deux fois"));
        return id;
    }

    private static void opens(String review) {
        eventually(() -> assertThat(service.jdbc()
                        .sql("select count(*) from review where review_id = ? and state = 'OPEN'")
                        .param(review)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    }

    private static String page(Actor actor, String path) {
        var answer = service.page(actor, path);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContain("??").doesNotContain("style=");
        return answer.body();
    }

    private static String form(Map<String, String> fields) {
        var encoded = new StringBuilder();
        fields.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    private static String hash(String review) {
        return service.jdbc()
                .sql("select content_hash from review where review_id = ?")
                .param(review)
                .query(String.class)
                .single();
    }

    @Test
    void showsTheDraftWithItsThreadReasonsAndDecision() {
        var id = waiting("shown", "Il quittera votre relevé sous 5 jours.");
        var english = page(PRIYA, "/moderation/reviews/" + id);
        assertThat(english)
                .contains("Reply to Margaux Belin", "Inès Caradec", "As it will appear on Bluesky")
                .contains("You have seen the one message", "Il quittera votre relevé sous 5 jours.")
                .contains("Every reply of this brand needs an approval", "where every brand begins")
                .contains("details name=\"decision\"", "data-key=\"f\"", "data-key=\"t\"", "data-key=\"d\"")
                .contains("g-07 Commitments", "20\u00a0s")
                .as("what the public wrote stays text")
                .contains("&lt;b&gt;pour le même vol&lt;/b&gt;");
        var french = page(inFrench(PRIYA), "/moderation/reviews/" + id);
        assertThat(french)
                .contains("Réponse à Margaux Belin", "Tel que cela paraîtra sur Bluesky")
                .contains("Approuver et envoyer", "g-07 Engagements", "lang=\"fr\"");
        assertThat(page(PRIYA, "/moderation/reviews")).contains("r-" + id);
        assertThat(service.fragment(PRIYA, "/moderation/reviews/" + id).body())
                .contains("id=\"pane\"")
                .doesNotContain("<html");
    }

    @Test
    void letsNobodyDecideOnTheirOwnDraft() {
        var id = waiting("own", "Bonjour.");
        assertThat(page(INES, "/moderation/reviews/" + id))
                .contains("somebody else decides")
                .doesNotContain("data-key=\"f\"");
        assertThat(page(MALIK, "/moderation/reviews/" + id)).contains("A lead of this brand decides");
        assertThat(page(INES, "/moderation/reviews?of=MINE")).contains("r-" + id);
        assertThat(page(NORA, "/moderation/reviews/" + id)).contains("A lead of this brand decides");
    }

    @Test
    void approvesFromThePageAndLeavesTheQueue() {
        var id = waiting("approved", "Bonjour.");
        var answer =
                service.submit(PRIYA, "/moderation/reviews/" + id + "/approve", form(Map.of("contentHash", hash(id))));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/moderation/reviews?decided=" + id);
        assertThat(page(PRIYA, "/moderation/reviews?decided=" + id)).doesNotContain("r-" + id + "\"");
        assertThat(page(PRIYA, "/moderation/reviews/" + id))
                .contains("Priya Raman approved it as it was", "Priya Raman saw it with one message of the thread");
    }

    @Test
    void keepsWhatWasTypedWhenADecisionIsRefused() {
        var id = waiting("typed", "Bonjour.");
        var noGuideline = service.submit(
                PRIYA,
                "/moderation/reviews/" + id + "/refuse",
                form(Map.of("contentHash", hash(id), "reason", "Promises a date")));
        assertThat(noGuideline.statusCode()).isEqualTo(422);
        assertThat(noGuideline.body()).contains("A refusal cites a guideline", "Promises a date", "role=\"alert\"");
        var stale = service.submit(
                inFrench(PRIYA),
                "/moderation/reviews/" + id + "/edit",
                form(Map.of("contentHash", "older", "text", "Mes mots à moi")));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Rien n’a été décidé", "Mes mots à moi");
    }

    @Test
    void saysWhoDecidedWhenTwoDecideAtOnce() {
        var id = waiting("twice", "Bonjour.");
        var decision = form(Map.of("contentHash", hash(id)));
        service.submit(PRIYA, "/moderation/reviews/" + id + "/approve", decision);
        var second = service.submit(THEO, "/moderation/reviews/" + id + "/approve", decision);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Priya Raman approved it as it was");
    }

    @Test
    void showsWhatChangedSinceTheReviewerLastLooked() {
        var first = waiting("changed", "Il quittera votre relevé dans 5 jours.");
        page(PRIYA, "/moderation/reviews/" + first);
        eventually(() -> assertThat(service.jdbc()
                        .sql("select count(*) from review_seen where review_id = ?")
                        .param(first)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        service.append(new ReplyRevised("changed", BRAND, House.CHANNEL, "person-margaux", "x", "h", "ines", 2, 1));
        service.append(House.reply("changed", "c-changed", "Il quittera votre relevé sous 8 jours.", 2, "ines"));
        opens("reply-changed-r2");
        assertThat(page(PRIYA, "/moderation/reviews/reply-changed-r2"))
                .contains("Changed since you last looked", "<del>dans 5</del>", "<ins>sous 8</ins>");
        assertThat(page(THEO, "/moderation/reviews/reply-changed-r2")).doesNotContain("Changed since you last looked");
    }

    @Test
    void oneProposesRulesInWordsAnotherAdoptsThem() {
        assertThat(page(PRIYA, "/moderation/policy")).contains("Every reply", "Guidelines", "Hélianthe France");
        assertThat(page(NORA, "/moderation/policy")).doesNotContain("name=\"everyReply\"");
        var zoe = TestMembers.member("zoe", Role.LEAD, "other");
        service.append(
                "Member",
                "zoe",
                0,
                new GrantGiven("zoe", "zoe-1", Role.LEAD, "other", null, null, null),
                Map.of("actor", "test", "actorKind", "AUTOMATION"));
        assertThat(page(zoe, "/moderation/policy?brand=other")).contains("Nobody can adopt a proposal here");
        var words = URLEncoder.encode("grève\r\nrembours*", StandardCharsets.UTF_8);
        var form = "brand=other&everyReply=true&promises=true&roles=COMMUNITY_MANAGER&words=" + words
                + "&channels=blog&version=";
        var proposed = service.submit(zoe, "/moderation/policy/propose", form + "0");
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(302);
        var own = page(inFrench(zoe), "/moderation/policy?brand=other");
        assertThat(own)
                .contains("Proposition 1", "attend une décision", "C’est votre proposition", "Personne ne peut adopter")
                .contains("«\u00a0grève\u00a0», «\u00a0rembours*\u00a0»", "point de départ de chaque marque")
                .doesNotContain("/moderation/policy/adopt");

        service.append(new MemberRegistered("otto", "Otto Audit", "otto@other.example", "en", "Europe/Berlin"));
        service.append(new GrantGiven("otto", "otto-1", Role.AUDITOR, "other", null, null, null));
        eventually(() -> assertThat(page(zoe, "/moderation/policy?brand=other"))
                .contains("Who can adopt or decline it: Otto Audit")
                .doesNotContain("Nobody can adopt"));
        var otto = TestMembers.member("otto", Role.AUDITOR, "other");
        assertThat(page(otto, "/moderation/policy?brand=other"))
                .contains("data-change=\"KEPT\"", "data-change=\"DROPPED\"", "data-change=\"ADDED\"", "Proposed by zoe")
                .contains("/moderation/policy/adopt", "/moderation/policy/decline")
                .doesNotContain("name=\"everyReply\"");
        assertThat(service.submit(zoe, "/moderation/policy/adopt", "brand=other&version=1")
                        .statusCode())
                .isEqualTo(403);

        service.submit(zoe, "/moderation/policy/propose", form + "1&everyPost=true");
        assertThat(page(zoe, "/moderation/policy?brand=other")).contains("It took the place of proposal 1");
        var changed = service.submit(otto, "/moderation/policy/adopt", "brand=other&version=1");
        assertThat(changed.statusCode()).isEqualTo(409);
        assertThat(changed.body()).contains("Somebody changed it meanwhile", "role=\"alert\"");
        var silent = service.submit(otto, "/moderation/policy/decline", "brand=other&version=2&reason=");
        assertThat(silent.statusCode()).isEqualTo(422);
        assertThat(silent.body()).contains("A refusal says why");
        assertThat(service.submit(otto, "/moderation/policy/adopt", "brand=other&version=2")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(inFrench(zoe), "/moderation/policy?brand=other"))
                .contains("version 1, en vigueur depuis", "proposée par zoe, adoptée par Otto Audit", "Version 1")
                .contains("Tout ce qui paraît sur blog", "remplacée", "adoptée, version 1");

        service.submit(zoe, "/moderation/policy/propose", "brand=other&version=3");
        assertThat(service.submit(otto, "/moderation/policy/decline", "brand=other&version=4&reason=Too+wide")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(zoe, "/moderation/policy?brand=other")).contains("Why: Too wide", "declined", "version 1");
    }

    @Test
    void saysOnThePageOfRulesWhatIsWrong() {
        var zoe = TestMembers.member("zoe", Role.LEAD, "other");
        var stale = service.submit(zoe, "/moderation/policy/propose", "brand=other&version=97&everyReply=true");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Somebody changed it meanwhile");
        var wrong = service.submit(zoe, "/moderation/policy/propose", "brand=other&version=1&words=*");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("has no letter");
        for (var act : List.of("propose", "adopt", "decline")) {
            assertThat(service.submit(INES, "/moderation/policy/" + act, "brand=" + BRAND + "&version=0")
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(service.page(zoe, "/moderation/policy?brand=" + BRAND).statusCode())
                .isEqualTo(404);
        assertThat(page(
                        PRIYA,
                        "/moderation/policy?text=" + URLEncoder.encode("Vous serez remboursé", StandardCharsets.UTF_8)))
                .contains("Every reply");
    }

    @Test
    void explainsUnderAComposerWhyApprovalIsNecessary() {
        var text = URLEncoder.encode("Réponse sous 24 h", StandardCharsets.UTF_8);
        var explained = service.send(
                inFrench(LEA),
                "POST",
                "/moderation/policy/explain",
                "brand=" + BRAND + "&channel=" + House.CHANNEL + "&text=" + text,
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "HX-Request",
                        "true",
                        "Accept",
                        "text/html"));
        assertThat(explained.statusCode()).isEqualTo(200);
        assertThat(explained.body())
                .contains("data-approval=\"needed\"", "Une approbation est nécessaire, parce que")
                .contains("Ce qu’écrivent les salariés formés demande toujours une approbation")
                .doesNotContain("<html");
    }

    @Test
    void writesAndWithdrawsGuidelinesFromAForm() {
        assertThat(page(PRIYA, "/moderation/policy/guidelines")).contains("Commitments");
        var fields = "id=g-12&brand=" + BRAND + "&version=0&titleFr=Ton&titleEn=Tone&textFr=Calme.&textEn=";
        var incomplete = service.submit(PRIYA, "/moderation/policy/guidelines", fields);
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(incomplete.body()).contains("in French and in English", "value=\"Ton\"");
        assertThat(service.submit(PRIYA, "/moderation/policy/guidelines", fields + "Calm.")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(inFrench(INES), "/moderation/policy/guidelines/g-12")).contains("Calme.", "Version 1");
        assertThat(service.submit(PRIYA, "/moderation/policy/guidelines/g-12/withdraw", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(PRIYA, "/moderation/policy/guidelines/g-12")).contains("withdrawn");
        assertThat(service.page(STRANGER, "/moderation/policy/guidelines/g-12").statusCode())
                .isEqualTo(404);
    }

    @Test
    void editsTheRotaFromAForm() {
        assertThat(page(PRIYA, "/moderation/rotas")).contains("Night", "Malik Sow", "Priya Raman, Théo Vasseur");
        assertThat(page(PRIYA, "/moderation/rotas/night")).contains("Malik Sow on level 1", "value=\"PT5M\" selected");
        var nobody = service.submit(PRIYA, "/moderation/rotas", "id=day&brand=" + BRAND + "&version=0&name=Day");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("name at least one member");
        var gap = service.submit(
                PRIYA, "/moderation/rotas", "id=day&brand=" + BRAND + "&version=0&name=Day&level-2=priya");
        assertThat(gap.body()).contains("Level 1 calls nobody");
        var saved = service.submit(
                PRIYA,
                "/moderation/rotas",
                "id=day&brand=" + BRAND
                        + "&version=0&name=Day&perLevel=PT10M&level-1=malik&level-2=priya&level-2=theo");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        assertThat(page(inFrench(PRIYA), "/moderation/rotas")).contains("niveau 2, pendant 10\u00a0min");
        assertThat(service.page(STRANGER, "/moderation/rotas/night").statusCode())
                .isEqualTo(404);
    }

    @Test
    void callsPeopleAndIsAnsweredFromAPhone() {
        assertThat(page(INES, "/moderation/escalations/new?subject=conversation:c1"))
                .contains("conversation:c1", "<option value=\"night\">Night</option>");
        assertThat(page(STRANGER, "/moderation/escalations/new"))
                .as("a rota of a brand that one may not meet")
                .doesNotContain("Night");
        var wrong = service.submit(INES, "/moderation/escalations", "brand=" + BRAND + "&subject=nonsense&reason=Help");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Name what it is about as kind and id");
        var raised = service.submit(
                INES,
                "/moderation/escalations",
                "brand=" + BRAND + "&subject=conversation:c1&reason=Charged+twice&rota=night");
        assertThat(raised.statusCode()).isEqualTo(302);
        var path = raised.headers().firstValue("Location").orElseThrow();
        assertThat(page(inFrench(MALIK), path))
                .contains("Personne n’a encore répondu", "Charged twice", "Je m’en occupe")
                .contains("Prochain appel\u00a0: Priya Raman, Théo Vasseur", "data-clock");
        assertThat(service.page(STRANGER, path).statusCode()).isEqualTo(404);
        assertThat(service.fragment(MALIK, "/moderation/today").body())
                .contains("data-urgency=\"10\"", "Charged twice", "one call without an answer");
        assertThat(page(MALIK, "/moderation/escalations")).contains("Charged twice", "class=\"n hot\"");
        assertThat(service.submit(MALIK, path + "/acknowledge", "").statusCode())
                .isEqualTo(302);
        var second = service.submit(PRIYA, path + "/acknowledge", "");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Malik Sow has it already");
        assertThat(service.submit(MALIK, path + "/close", "outcome=").statusCode())
                .isEqualTo(422);
        assertThat(service.submit(MALIK, path + "/close", "outcome=Refunded").statusCode())
                .isEqualTo(302);
        assertThat(page(MALIK, path)).contains("Malik Sow closed it: Refunded").doesNotContain("I have it");
        assertThat(page(MALIK, "/moderation/escalations?closed=true")).contains("Charged twice");
    }

    @Test
    void showsInTheOutboxThatNothingWasSentWithoutAMailServer() {
        var raised = service.post(INES, "/api/moderation/escalations", """
                {"subject":"topic:fares","brand":"helianthe","reason":"Outcry","rota":"night"}
                """);
        assertThat(raised.statusCode()).as(raised.body()).isEqualTo(201);
        eventually(() -> assertThat(page(PRIYA, "/moderation/letters"))
                .contains("No mail server is set up", "not sent, no mail server")
                .as("in the language of the member who is called")
                .contains("Bonjour Malik Sow"));
        assertThat(service.page(INES, "/moderation/letters").statusCode()).isEqualTo(403);
        assertThat(page(ROOT, "/moderation/letters")).contains("Malik Sow");
        assertThat(page(STRANGER, "/moderation/letters")).doesNotContain("Malik Sow");
    }

    @Test
    void saysWhatWaitsOnToday() {
        var id = waiting("today", "Bonjour.");
        var today = service.fragment(PRIYA, "/moderation/today").body();
        assertThat(today).contains("data-urgency=\"30\"", "/moderation/reviews/reply-", "Reply to Margaux Belin");
        assertThat(service.fragment(INES, "/moderation/today").body()).doesNotContain(id);
        assertThat(service.fragment(STRANGER, "/moderation/today").body().strip())
                .isEmpty();
        assertThat(List.of(200))
                .contains(service.get(PRIYA, "/moderation/counts").statusCode());
    }
}
