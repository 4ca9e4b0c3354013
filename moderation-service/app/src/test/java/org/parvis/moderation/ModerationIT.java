package org.parvis.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;
import static org.parvis.moderation.House.BRAND;
import static org.parvis.moderation.House.INES;
import static org.parvis.moderation.House.LEA;
import static org.parvis.moderation.House.NORA;
import static org.parvis.moderation.House.PRIYA;
import static org.parvis.moderation.House.STRANGER;
import static org.parvis.moderation.House.THEO;
import static org.parvis.moderation.House.reply;
import static org.parvis.moderation.House.says;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.PersonErased;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SecondFactorEnrolled;
import org.parvis.identity.api.SecondFactorRemoved;
import org.parvis.identity.api.SecondFactorRequired;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.Variant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Moderation by its API, on a real database, with what the other services would tell it. */
class ModerationIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> HOUSE = Map.of("actor", "test", "actorKind", "AUTOMATION");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = House.open();
        put(PRIYA, "/api/moderation/guidelines/g-07", """
                {"brand":"helianthe","title":{"fr":"Engagements","en":"Commitments"},
                 "text":{"fr":"Ne promettez ni date ni argent.","en":"Promise neither a date nor money."}}
                """);
    }

    private static String fresh(String kind) {
        return kind + "-" + NUMBER.incrementAndGet();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> put(Actor actor, String path, String body) {
        var answer = service.put(actor, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** A reply waits for approval; returns the id of its review. */
    private static String waiting(String text, String... editors) {
        var conversation = fresh("c");
        var reply = fresh("reply");
        says(service, conversation, 1, "Débitée deux fois, je fais comment ?");
        service.append(reply(reply, conversation, text, 1, "ines", editors));
        var id = "reply-" + reply + "-r1";
        becomes(id, "OPEN");
        eventually(() -> assertThat(service.jdbc()
                        .sql(
                                "select count(*) from conversation_message join mention using (mention_id) where conversation_id = ?")
                        .param(conversation)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        return id;
    }

    private static void becomes(String review, String state) {
        eventually(() -> assertThat(service.jdbc()
                        .sql("select state from review where review_id = ?")
                        .param(review)
                        .query(String.class)
                        .optional())
                .contains(state));
    }

    private static long entries(String condition) {
        return service.jdbc()
                .sql("select count(*) from ledger.entry where " + condition)
                .query(Long.class)
                .single();
    }

    private static long refusals(String code, String subject) {
        return entries("event_type like '%ActRefused' and convert_from(payload, 'UTF8') like '%" + code
                + "%' and convert_from(payload, 'UTF8') like '%" + subject + "%'");
    }

    @Test
    void judgesAReplyFromSubmissionToDecisionWithWhatWasSeen() {
        var id = waiting("Bonjour Margaux, il quittera votre relevé sous 5 jours.");
        var open = json(service.get(PRIYA, "/api/moderation/reviews?state=OPEN&brand=" + BRAND));
        assertThat(open.get("items").valueStream().map(i -> i.get("id").asString()))
                .contains(id);

        var shown = json(service.get(PRIYA, "/api/moderation/reviews/" + id));
        assertThat(shown.get("thread").get(0).get("text").asString()).contains("Débitée deux fois");
        assertThat(shown.get("reasons").get(0).get("rule").asString()).isEqualTo("EVERY_REPLY");
        assertThat(entries("event_type like '%ReviewSeen' and convert_from(payload, 'UTF8') like '%" + id
                        + "%' and convert_from(payload, 'UTF8') like '%"
                        + shown.get("viewHash").asString() + "%'"))
                .isEqualTo(1);

        var approved = service.post(
                PRIYA,
                "/api/moderation/reviews/" + id + "/approve",
                "{\"note\":\"fine\",\"contentHash\":\""
                        + shown.get("contentHash").asString() + "\"}");
        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(json(approved).get("state").asString()).isEqualTo("APPROVED");
        assertThat(json(approved).get("decidedBy").asString()).isEqualTo("priya");
        assertThat(entries("event_type like '%ReviewApproved' and aggregate_id = 'Review/" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void noWordOfADraftIsLeftInItsReasonsWhenItsPersonIsErased() {
        var conversation = fresh("c");
        says(service, conversation, 1, "Où en est mon remboursement ?");
        eventually(() -> assertThat(service.jdbc()
                        .sql("select count(*) from mention where mention_id = ?")
                        .param(conversation + "-m1")
                        .query(Integer.class)
                        .single())
                .isOne());
        var id = fresh("review-of-zoe");
        service.append(
                "Review",
                id,
                0,
                new ReviewOpened(
                        id,
                        BRAND,
                        Reviewed.REPLY,
                        "reply-" + id,
                        conversation,
                        conversation + "-m1",
                        House.CHANNEL,
                        "person-zoe",
                        "Nous rembourserons avant le 12 wepyntra",
                        "hash",
                        1,
                        "ines",
                        List.of(),
                        0,
                        List.of(
                                new ApprovalReason("WORDS", List.of("rembourserons")),
                                new ApprovalReason("PROMISES_DELAY_OR_MONEY", List.of("avant le 12 wepyntra")),
                                new ApprovalReason("CHANNEL", List.of(House.CHANNEL)))),
                HOUSE);
        becomes(id, "OPEN");
        var shown = json(service.get(PRIYA, "/api/moderation/reviews/" + id)).get("reasons");
        assertThat(shown.get(1).get("text").asString()).isEqualTo("It promises a delay: “avant le 12 wepyntra”");
        assertThat(entries("position(convert_to('wepyntra', 'UTF8') in payload) > 0"))
                .isZero();

        service.append(new PersonErased("erasure-zoe", BRAND, "person-zoe"));
        eventually(() -> assertThat(service.jdbc()
                        .sql("select body || reasons::text from review where review_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .doesNotContain("wepyntra", "rembourserons")
                .contains("CHANNEL", House.CHANNEL));
        var left = json(service.get(PRIYA, "/api/moderation/reviews/" + id)).get("reasons");
        assertThat(left.valueStream().map(reason -> reason.get("text").asString()))
                .containsExactly(
                        "A rule asked for an approval (a word of the list); its words were erased",
                        "A rule asked for an approval (a promise); its words were erased",
                        "Everything on Hélianthe France needs an approval");
    }

    @Test
    void showsTheSameViewWithoutAnotherEntry() {
        var id = waiting("Bonjour.");
        service.get(PRIYA, "/api/moderation/reviews/" + id);
        service.get(PRIYA, "/api/moderation/reviews/" + id);
        service.get(NORA, "/api/moderation/reviews/" + id);
        service.get(INES, "/api/moderation/reviews/" + id);
        assertThat(entries("event_type like '%ReviewSeen' and aggregate_id = 'Review/" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void keepsFourEyesAndMakesAnEntryOfEveryAttempt() {
        var id = waiting("Bonjour.", "theo");
        var author = TestMembers.member("ines", Role.LEAD, BRAND);
        var own = service.post(author, "/api/moderation/reviews/" + id + "/approve", "{}");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(json(own).get("code").asString()).isEqualTo("OWN_DRAFT");
        assertThat(json(own).get("detail").asString()).contains("somebody else must decide");
        var edited = service.post(inFrench(THEO), "/api/moderation/reviews/" + id + "/approve", "{}");
        assertThat(edited.statusCode()).isEqualTo(403);
        assertThat(json(edited).get("detail").asString()).contains("quelqu’un d’autre doit décider");
        assertThat(service.post(INES, "/api/moderation/reviews/" + id + "/approve", "{}")
                        .body())
                .contains("APPROVE");
        assertThat(refusals("OWN_DRAFT", "review:" + id)).isEqualTo(1);
        assertThat(refusals("OWN_EDIT", "review:" + id)).isEqualTo(1);
        assertThat(refusals("NO_RIGHT", "review:" + id)).isEqualTo(1);
    }

    @Test
    void hidesReviewsOfForeignBrandsAndMakesAnEntryOfTheAttempt() {
        var id = waiting("Bonjour.");
        for (var answer : List.of(
                service.get(STRANGER, "/api/moderation/reviews/" + id),
                service.post(STRANGER, "/api/moderation/reviews/" + id + "/approve", "{}"),
                service.post(
                        STRANGER,
                        "/api/moderation/reviews/" + id + "/refuse",
                        "{\"guideline\":\"g-07\",\"reason\":\"x\"}"),
                service.page(STRANGER, "/moderation/reviews/" + id))) {
            assertThat(answer.statusCode()).isEqualTo(404);
        }
        assertThat(service.get(STRANGER, "/api/moderation/reviews/none").statusCode())
                .isEqualTo(404);
        assertThat(json(service.get(STRANGER, "/api/moderation/reviews")).get("items"))
                .isEmpty();
        assertThat(refusals("FOREIGN_BRAND", "review:" + id)).isPositive();
    }

    @Test
    void showsAnAgencyItsOwnChannelOnly() {
        var id = waiting("Bonjour.");
        var elsewhere = TestMembers.member(
                "studio", java.util.Locale.ENGLISH, new Grant("g", Role.AGENCY, BRAND, null, "blog-fr", null));
        assertThat(json(service.get(elsewhere, "/api/moderation/reviews")).get("items"))
                .isEmpty();
        assertThat(service.get(elsewhere, "/api/moderation/reviews/" + id).statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesASecondDecisionAndSaysWhoDecided() {
        var id = waiting("Bonjour.");
        assertThat(service.post(PRIYA, "/api/moderation/reviews/" + id + "/approve", "{}")
                        .statusCode())
                .isEqualTo(200);
        var second = service.post(THEO, "/api/moderation/reviews/" + id + "/approve", "{}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).get("code").asString()).isEqualTo("ALREADY_DECIDED");
        assertThat(json(second).get("detail").asString()).startsWith("priya decided it already");
    }

    @Test
    void repeatsADecisionUnderOneIdempotencyKeyWithoutHarm() {
        var id = waiting("Bonjour.");
        var key = Map.of("Idempotency-Key", "once");
        for (var i = 0; i < 2; i++) {
            assertThat(service.send(PRIYA, "POST", "/api/moderation/reviews/" + id + "/approve", "{}", key)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(entries("event_type like '%ReviewApproved' and aggregate_id = 'Review/" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void bindsTheDecisionToTheContentThatWasSeen() {
        var id = waiting("Bonjour.");
        var stale = service.post(
                PRIYA, "/api/moderation/reviews/" + id + "/approve", "{\"contentHash\":\"somethingelse\"}");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(stale).get("code").asString()).isEqualTo("OTHER_CONTENT");
    }

    @Test
    void approvesWithAnEditBoundToTheHashPublishingWillSend() {
        var id = waiting("Bonjour.");
        var review = json(service.get(PRIYA, "/api/moderation/reviews/" + id));
        var answer =
                service.post(PRIYA, "/api/moderation/reviews/" + id + "/approve", "{\"text\":\"Bonsoir Margaux.\"}");
        assertThat(json(answer).get("state").asString()).isEqualTo("APPROVED_WITH_EDIT");
        var payload = service.jdbc()
                .sql("""
                        select convert_from(payload, 'UTF8') from ledger.entry
                        where event_type like '%ReviewApprovedWithEdit' and aggregate_id = ?
                        """)
                .param("Review/" + id)
                .query(String.class)
                .single();
        assertThat(payload)
                .contains(ContentHash.of("bluesky-fr", review.get("mention").asString(), "Bonsoir Margaux."))
                .contains(review.get("contentHash").asString())
                .as("the words belong to a person and are stored encrypted")
                .doesNotContain("Bonsoir");
    }

    @Test
    void refusesOnlyWithAGuidelineInForce() {
        var id = waiting("Bonjour.");
        var path = "/api/moderation/reviews/" + id + "/refuse";
        assertThat(json(service.post(PRIYA, path, "{\"reason\":\"x\"}"))
                        .get("field")
                        .asString())
                .isEqualTo("guideline");
        assertThat(json(service.post(PRIYA, path, "{\"guideline\":\"g-99\",\"reason\":\"x\"}"))
                        .get("code")
                        .asString())
                .isEqualTo("UNKNOWN_GUIDELINE");
        assertThat(json(service.post(PRIYA, path, "{\"guideline\":\"g-07\"}"))
                        .get("code")
                        .asString())
                .isEqualTo("NO_REASON");
        var refused = json(service.post(PRIYA, path, "{\"guideline\":\"g-07\",\"reason\":\"Promises a date\"}"));
        assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.get("guideline").get("version").asInt()).isPositive();
    }

    @Test
    void withdrawsAReviewWhoseDraftChangedAndOpensTheNext() {
        var conversation = fresh("c");
        var reply = fresh("reply");
        says(service, conversation, 1, "Bonjour ?");
        service.append(reply(reply, conversation, "Première version.", 1, "ines"));
        becomes("reply-" + reply + "-r1", "OPEN");
        service.append(new ReplyRevised(
                reply, BRAND, House.CHANNEL, "person-margaux", "Deuxième version.", "h", "ines", 2, 1));
        service.append(reply(reply, conversation, "Deuxième version.", 2, "ines"));
        becomes("reply-" + reply + "-r1", "WITHDRAWN");
        becomes("reply-" + reply + "-r2", "OPEN");
        var late = service.post(PRIYA, "/api/moderation/reviews/reply-" + reply + "-r1/approve", "{}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).get("code").asString()).isEqualTo("WITHDRAWN");
    }

    @Test
    void asksAgainWhenAHeldReplyIsSubmittedUnchanged() {
        var conversation = fresh("c");
        var reply = fresh("reply");
        says(service, conversation, 1, "Bonjour ?");
        service.append(reply(reply, conversation, "Bonjour.", 1, "ines"));
        var id = "reply-" + reply + "-r1";
        becomes(id, "OPEN");
        service.post(PRIYA, "/api/moderation/reviews/" + id + "/approve", "{}");
        service.append(new ReplyHeld(reply, BRAND, "ines"));
        service.append(reply(reply, conversation, "Bonjour.", 1, "ines"));
        becomes(id, "OPEN");
        assertThat(entries("event_type like '%ReviewOpened' and aggregate_id = 'Review/" + id + "'"))
                .isEqualTo(2);
    }

    /** From before a network's answer was refused where it comes in. */
    @Test
    void keepsOurReplyWhoseAddressNoTableHolds() {
        var reply = fresh("reply");
        service.append(reply(reply, fresh("c"), "Bonjour.", 1, "ines"));
        service.append(new DeliveryConfirmed(
                fresh("delivery"),
                BRAND,
                Outgoing.REPLY,
                reply,
                1,
                "a\0b",
                "https://town.example/\0",
                "hash",
                Instant.now()));
        eventually(() -> assertThat(service.jdbc()
                        .sql("select permalink from answer where reply_id = ? and sent_at is not null")
                        .param(reply)
                        .query(String.class)
                        .optional())
                .contains("https://town.example/\ufffd"));
    }

    @Test
    void judgesPostsWithAllTheirTexts() {
        var post = fresh("post");
        service.append(new PostSubmitted(
                post,
                BRAND,
                "Flying with an instrument",
                PostKind.ADVICE,
                List.of(
                        new Variant(House.CHANNEL, "fr", "Un violon voyage en cabine.", "h1"),
                        new Variant("blog-en", "en", "A violin travels in the cabin.", "h2")),
                null,
                "hash-of-both",
                1,
                "ines",
                List.of()));
        var id = "post-" + post + "-r1";
        becomes(id, "OPEN");
        var review = json(service.get(PRIYA, "/api/moderation/reviews/" + id));
        assertThat(review.get("text").asString()).contains("violon", "violin");
        assertThat(json(service.post(PRIYA, "/api/moderation/reviews/" + id + "/approve", "{\"text\":\"Other\"}"))
                        .get("code")
                        .asString())
                .isEqualTo("EDIT_OF_POST");
        var ofOneChannel = TestMembers.member(
                "one-channel", Locale.ENGLISH, new Grant("g", Role.LEAD, BRAND, null, House.CHANNEL, null));
        assertThat(service.post(
                                ofOneChannel,
                                "/api/moderation/reviews/" + id + "/approve",
                                "{\"contentHash\":\"hash-of-both\"}")
                        .statusCode())
                .as("the other text goes where they have no right")
                .isIn(403, 404);
        assertThat(json(service.post(
                                PRIYA,
                                "/api/moderation/reviews/" + id + "/approve",
                                "{\"contentHash\":\"hash-of-both\"}"))
                        .get("state")
                        .asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void asksForTheSecondFactorBeforeAPostIsApprovedAndNotBeforeAReply() {
        var post = fresh("post");
        service.append(new PostSubmitted(
                post,
                BRAND,
                "Flying with an instrument",
                PostKind.ADVICE,
                List.of(new Variant(House.CHANNEL, "fr", "Un violon voyage en cabine.", "h1")),
                null,
                "hash-of-it",
                1,
                "ines",
                List.of()));
        var id = "post-" + post + "-r1";
        becomes(id, "OPEN");
        var late = Instant.now().minusSeconds(1).toString();
        for (var claims : List.<Map<String, Object>>of(
                Map.of("step_up", "DEMANDED"), Map.of("step_up", "DEMANDED", "step_up_until", late))) {
            var refused = as(claims, "POST", "/api/moderation/reviews/" + id + "/approve", "{}", "application/json");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).get("code").asString()).isEqualTo("STEP_UP_NEEDED");
            assertThat(json(refused).get("page").asString()).isEqualTo("/identity/step-up");
        }
        var form = as(
                Map.of("step_up", "DEMANDED"),
                "POST",
                "/moderation/reviews/" + id + "/approve",
                "contentHash=hash-of-it&note=bravo",
                "application/x-www-form-urlencoded");
        assertThat(form.statusCode()).isEqualTo(307);
        assertThat(form.headers().firstValue("Location"))
                .hasValue("/identity/step-up?parvis_then=%2Fmoderation%2Freviews%2F" + id + "%2Fapprove");
        becomes(id, "OPEN");

        var soon = Instant.now().plusSeconds(60).toString();
        var fresh = Map.<String, Object>of("step_up", "DEMANDED", "step_up_until", soon);
        assertThat(as(fresh, "POST", "/api/moderation/reviews/" + id + "/approve", "{}", "application/json")
                        .statusCode())
                .isEqualTo(200);
        var reply = waiting("Nous vous rappelons demain.");
        assertThat(as(
                                Map.of("step_up", "DEMANDED"),
                                "POST",
                                "/api/moderation/reviews/" + reply + "/approve",
                                "{}",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    /** A token made before says nothing of it, and counts for five minutes; no news need arrive. */
    @Test
    void asksForASecondFactorThatIsYoungerThanTheToken() {
        var vera = TestMembers.member("vera", Role.LEAD, BRAND);
        var post = fresh("post");
        service.append(new PostSubmitted(
                post,
                BRAND,
                "Flying with a harp",
                PostKind.ADVICE,
                List.of(new Variant(House.CHANNEL, "fr", "Une harpe voyage en soute.", "h1")),
                null,
                "hash-of-harp",
                1,
                "ines",
                List.of()));
        var approve = "/api/moderation/reviews/post-" + post + "-r1/approve";
        becomes("post-" + post + "-r1", "OPEN");
        service.append(new SecondFactorEnrolled("vera"));
        var refused = service.post(vera, approve, "{}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("STEP_UP_NEEDED");
        service.append(new SecondFactorRemoved("vera"));

        service.append(new GrantGiven("vera", "lead", Role.LEAD, BRAND, null, null, null));
        service.append("SecondFactorRule", "house", 0, new SecondFactorRequired("house", List.of(Role.LEAD)), HOUSE);
        assertThat(service.post(vera, approve, "{}").statusCode()).isEqualTo(403);
        service.append("SecondFactorRule", "house", 1, new SecondFactorRequired("house", List.of()), HOUSE);
        assertThat(service.post(vera, approve, "{}").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> as(
            Map<String, Object> claims, String method, String path, String body, String type) {
        return service.send(
                null,
                method,
                path,
                body,
                Map.of(
                        "Authorization",
                        service.bearer(PRIYA, claims),
                        "Content-Type",
                        type,
                        "Accept",
                        type.endsWith("json") ? "application/json" : "text/html"));
    }

    @Test
    void judgesEachDraftByThePolicyThatStoodBeforeItInTheLedger() {
        var brand = fresh("brand");
        service.append(
                new org.parvis.identity.api.BrandRegistered(brand, "New brand", "FR", List.of("fr"), "Europe/Paris"));
        service.append(new org.parvis.identity.api.GrantGiven(
                "ines", "g-" + brand, Role.COMMUNITY_MANAGER, brand, null, null, null));
        eventually(() -> assertThat(service.jdbc()
                        .sql(
                                "select count(*) from brand_directory join member_grant using (brand_id) where brand_id = ?")
                        .param(brand)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        var lead = leadOf(brand);
        var before = json(service.get(lead, "/api/moderation/policy?brand=" + brand));
        assertThat(before.get("version").asInt()).isZero();
        assertThat(before.get("rules")).hasSize(2);

        var adopted = adopt(lead, brand, """
                [{"code":"WORDS","parameters":{"words":"grève"}},{"code":"PROMISES_DELAY_OR_MONEY","parameters":{}}]""");
        assertThat(json(adopted).get("version").asInt()).isEqualTo(1);
        assertThat(json(adopted).get("rules").get(0).get("text").asString()).contains("grève");

        var reply = fresh("reply");
        service.append(new org.parvis.publishing.api.ReplySubmitted(
                reply, brand, "c", "m", "ch", "person-x", "Bonjour Margaux.", "h", 1, "ines", List.of()));
        var other = fresh("reply");
        service.append(new org.parvis.publishing.api.ReplySubmitted(
                other, brand, "c", "m", "ch", "person-x", "La greve dure.", "h", 1, "ines", List.of()));
        becomes("reply-" + other + "-r1", "OPEN");
        assertThat(entries("event_type like '%ReviewNotNeeded' and aggregate_id = 'Review/reply-" + reply + "-r1'"))
                .isEqualTo(1);
        var open = json(service.get(lead, "/api/moderation/reviews?brand=" + brand));
        assertThat(open.get("items")).hasSize(1);
        assertThat(open.get("items")
                        .get(0)
                        .get("reasons")
                        .get(0)
                        .get("words")
                        .get(0)
                        .asString())
                .isEqualTo("greve");
    }

    /** Grants somebody a role in the name of another member, as identity records it. */
    private static Actor leadByGraceOf(String giver, String member) {
        service.append(new MemberRegistered(member, member, member + "@example.org", "en", "Europe/Paris"));
        service.append(
                "Foreign",
                "grant-of-" + member,
                0,
                new GrantGiven(member, "lead", Role.LEAD, BRAND, null, null, null),
                Map.of(EntryMetadata.ACTOR, giver, EntryMetadata.ACTOR_KIND, "HUMAN"));
        eventually(() -> assertThat(service.jdbc()
                        .sql("select given_by from member_grant where member_id = ?")
                        .param(member)
                        .query(String.class)
                        .optional())
                .contains(giver));
        return TestMembers.member(member, Role.LEAD, BRAND);
    }

    @Test
    void whoHasTheRoleFromTheAuthorSinceTodayDoesNotApproveAndTheTryIsAnEntry() {
        var puppet = leadByGraceOf("ines", fresh("puppet"));
        var id = waiting("Bonjour.");
        var refused = service.post(inFrench(puppet), "/api/moderation/reviews/" + id + "/approve", "{}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(json(refused).get("code").asString()).isEqualTo("ROLE_FROM_AUTHOR");
        assertThat(json(refused).get("detail").asString()).contains("moins de 24 heures");
        assertThat(refusals("ROLE_FROM_AUTHOR", "review:" + id)).isEqualTo(1);
        var hash = json(service.get(puppet, "/api/moderation/reviews/" + id))
                .get("contentHash")
                .asString();
        var page = service.submit(puppet, "/moderation/reviews/" + id + "/approve", "contentHash=" + hash);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(403);
        assertThat(page.body()).contains("Inès Caradec", "less than 24 hours ago");

        var other = leadByGraceOf("root", fresh("lead"));
        assertThat(service.post(other, "/api/moderation/reviews/" + id + "/approve", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Whoever may draft may write into anybody's draft, and more that somebody may do on another channel says nothing here. */
    @Test
    void asksForWhatEverybodyWithAHandInItMayDoThere() {
        assertThat(rules("ines")).doesNotContain("AUTHOR_ROLE");
        assertThat(rules("ines", "lea")).contains("AUTHOR_ROLE");
        assertThat(rules(employeeAnd("elsewhere"))).contains("AUTHOR_ROLE");
        assertThat(rules(employeeAnd(House.CHANNEL))).doesNotContain("AUTHOR_ROLE");
    }

    private static String employeeAnd(String managesChannel) {
        var member = fresh("both");
        service.append(new MemberRegistered(member, member, member + "@example.org", "en", "Europe/Paris"));
        service.append(new GrantGiven(member, "employee", Role.EMPLOYEE, BRAND, null, null, null));
        service.append(new GrantGiven(member, "manager", Role.COMMUNITY_MANAGER, BRAND, null, managesChannel, null));
        service.caughtUp();
        return member;
    }

    private static List<String> rules(String author, String... editors) {
        var conversation = fresh("c");
        var reply = fresh("reply");
        says(service, conversation, 1, "Bonjour");
        service.append(reply(reply, conversation, "Bonjour", 1, author, editors));
        var id = "reply-" + reply + "-r1";
        becomes(id, "OPEN");
        return json(service.get(PRIYA, "/api/moderation/reviews/" + id))
                .get("reasons")
                .valueStream()
                .map(reason -> reason.get("rule").asString())
                .toList();
    }

    @Test
    void explainsBeforeSendingWhatItWillSayAfter() {
        var explained = json(service.post(LEA, "/api/moderation/policy/explain", """
                {"brand":"helianthe","channel":"bluesky-fr","language":"fr","text":"Bonjour"}
                """));
        assertThat(explained.get("needed").asBoolean()).isTrue();
        assertThat(explained.get("reasons").valueStream().map(r -> r.get("rule").asString()))
                .containsExactly("EVERY_REPLY", "AUTHOR_ROLE");
        var french = json(service.get(inFrench(INES), "/api/moderation/policy/explain?brand=helianthe&text=x"));
        assertThat(french.get("reasons").get(0).get("text").asString()).contains("Chaque réponse");
        assertThat(service.get(STRANGER, "/api/moderation/policy/explain?brand=helianthe&text=x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get(NORA, "/api/moderation/policy/explain?brand=helianthe&text=x")
                        .statusCode())
                .isEqualTo(403);
        var long_ = "x".repeat(20_001);
        assertThat(service.post(
                                INES,
                                "/api/moderation/policy/explain",
                                "{\"brand\":\"helianthe\",\"text\":\"" + long_ + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private static HttpResponse<String> onPolicy(Actor actor, String method, String path, String version, String body) {
        return service.send(
                actor, method, "/api/moderation/policy" + path, body, Map.of("If-Match", "\"" + version + "\""));
    }

    /** The lead proposes for a brand without a policy of its own, an auditor adopts. */
    private static HttpResponse<String> adopt(Actor lead, String brand, String rules) {
        var proposed =
                onPolicy(lead, "PUT", "/proposal", "0", "{\"brand\":\"%s\",\"rules\":%s}".formatted(brand, rules));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        var adopted = onPolicy(
                TestMembers.member("odile", Role.AUDITOR, brand),
                "POST",
                "/adopt",
                "1",
                "{\"brand\":\"%s\"}".formatted(brand));
        assertThat(adopted.statusCode()).as(adopted.body()).isEqualTo(200);
        return adopted;
    }

    private static String brandOfItsOwn() {
        var brand = fresh("brand");
        service.append(new BrandRegistered(brand, "New brand", "FR", List.of("fr"), "Europe/Paris"));
        eventually(() -> assertThat(service.jdbc()
                        .sql("select count(*) from brand_directory where brand_id = ?")
                        .param(brand)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        return brand;
    }

    private static void becomesAuditor(String member, String brand) {
        service.append(new MemberRegistered(member, member, member + "@example.org", "en", "Europe/Paris"));
        service.append(new GrantGiven(member, "auditor-" + brand, Role.AUDITOR, brand, null, null, null));
        eventually(() -> assertThat(service.jdbc()
                        .sql(
                                "select count(*) from member_directory_grant join member_grant using (member_id, grant_id) where grant_id = ?")
                        .param("auditor-" + brand)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    }

    /** Somebody who holds the right in the ledger too. */
    private static Actor leadOf(String brand) {
        var lead = TestMembers.member("zoe-" + brand, Role.LEAD, brand);
        service.append("Member", lead.id(), 0, given(lead.id(), brand), HOUSE);
        return lead;
    }

    private static GrantGiven given(String member, String brand) {
        return new GrantGiven(member, "lead-" + brand, Role.LEAD, brand, null, null, null);
    }

    @Test
    void rulesOfSomebodyWhoLeftAreNotAdopted() {
        var brand = brandOfItsOwn();
        becomesAuditor("auditor-of-" + brand, brand);
        var auditor = TestMembers.member("auditor-of-" + brand, Role.AUDITOR, brand);
        var gone = leadOf(brand);
        var proposes = "{\"brand\":\"%s\",\"rules\":[]}".formatted(brand);
        assertThat(onPolicy(gone, "PUT", "/proposal", "0", proposes).statusCode())
                .isEqualTo(200);
        service.append("Member", gone.id(), 1, new GrantWithdrawn(gone.id(), "lead-" + brand, brand), HOUSE);

        var about = "{\"brand\":\"%s\"}".formatted(brand);
        var refused = onPolicy(auditor, "POST", "/adopt", "1", about);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).get("code").asString()).isEqualTo("POLICY_PROPOSER_LOST_RIGHT");
        assertThat(refusals("POLICY_PROPOSER_LOST_RIGHT", "policy:" + brand)).isEqualTo(1);
        var stands = json(service.get(auditor, "/api/moderation/policy?brand=" + brand));
        assertThat(stands.get("version").asInt()).isZero();
        assertThat(stands.get("proposal").get("adoptableBy")).isEmpty();
        assertThat(stands.get("proposal").get("nobody").asString()).contains("somebody else proposes it again");
        assertThat(service.page(auditor, "/moderation/policy?brand=" + brand).body())
                .contains("may not propose rules here any more", "/moderation/policy/decline")
                .doesNotContain("/moderation/policy/adopt");

        // Somebody else says the same again.
        var other = TestMembers.member("yann-" + brand, Role.LEAD, brand);
        service.append("Member", other.id(), 0, given(other.id(), brand), HOUSE);
        assertThat(onPolicy(other, "PUT", "/proposal", "1", proposes).statusCode())
                .isEqualTo(200);
        var adopted = json(onPolicy(auditor, "POST", "/adopt", "2", about));
        assertThat(adopted.get("version").asInt()).isEqualTo(1);
        assertThat(adopted.get("proposedBy").asString()).isEqualTo(other.id());
    }

    @Test
    void keepsThePolicyInForceUntilSomebodyElseAdoptsWhatIsProposed() {
        var brand = brandOfItsOwn();
        var lead = leadOf(brand);
        var rules = """
                {"brand":"%s","rules":[{"code":"EVERY_REPLY","parameters":{}},{"code":"WORDS","parameters":{"words":"%s"}}]}""";
        var nobody = json(onPolicy(lead, "PUT", "/proposal", "0", rules.formatted(brand, "grève")));
        assertThat(nobody.get("version").asInt()).as("in force").isZero();
        assertThat(nobody.get("proposal").get("adoptableBy")).isEmpty();
        assertThat(nobody.get("proposal").get("nobody").asString()).contains("Nobody can adopt", "role auditor");

        becomesAuditor("auditor-of-" + brand, brand);
        var answer = onPolicy(lead, "PUT", "/proposal", "1", rules.formatted(brand, "grève, retard*"));
        assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
        var proposal = json(answer).get("proposal");
        assertThat(proposal.get("state").asString()).isEqualTo("AWAITING");
        assertThat(proposal.get("number").asInt()).isEqualTo(2);
        assertThat(proposal.get("replaces").asInt()).isEqualTo(1);
        assertThat(proposal.get("adoptableBy").valueStream().map(JsonNode::asString))
                .containsExactly("auditor-of-" + brand);
        assertThat(proposal.get("changes")
                        .valueStream()
                        .map(change -> change.get("change").asString() + " "
                                + change.get("code").asString()))
                .containsExactly("KEPT EVERY_REPLY", "DROPPED EVERY_POST", "ADDED WORDS");

        var auditor = TestMembers.member("auditor-of-" + brand, Role.AUDITOR, brand);
        var about = "{\"brand\":\"%s\"}".formatted(brand);
        assertThat(onPolicy(lead, "POST", "/adopt", "2", about).statusCode()).isEqualTo(403);
        var stale = onPolicy(auditor, "POST", "/adopt", "1", about);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(stale).get("code").asString()).isEqualTo("CHANGED_MEANWHILE");
        var adopted = json(onPolicy(auditor, "POST", "/adopt", "2", about));
        assertThat(adopted.get("version").asInt()).isEqualTo(1);
        assertThat(adopted.get("proposedBy").asString()).isEqualTo(lead.id());
        assertThat(adopted.get("adoptedBy").asString()).isEqualTo("auditor-of-" + brand);
        assertThat(adopted.has("proposal")).isFalse();
        var again = onPolicy(auditor, "POST", "/adopt", "3", about);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("code").asString()).isEqualTo("POLICY_NOTHING_PROPOSED");
    }

    @Test
    void whoProposedDoesNotAdoptEvenWithBothRolesAndADeclineSaysWhy() {
        var brand = brandOfItsOwn();
        var both = TestMembers.member("boris", Role.LEAD, brand);
        var proposes = "{\"brand\":\"%s\",\"rules\":[]}".formatted(brand);
        assertThat(onPolicy(both, "PUT", "/proposal", "0", proposes).statusCode())
                .isEqualTo(200);
        var own = onPolicy(
                TestMembers.member("boris", Role.AUDITOR, brand),
                "POST",
                "/adopt",
                "1",
                "{\"brand\":\"%s\"}".formatted(brand));
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(json(own).get("code").asString()).isEqualTo("POLICY_OWN_PROPOSAL");
        assertThat(refusals("POLICY_OWN_PROPOSAL", "policy:" + brand)).isEqualTo(1);

        var auditor = TestMembers.member("nora-" + brand, Role.AUDITOR, brand);
        var silent = onPolicy(auditor, "POST", "/decline", "1", "{\"brand\":\"%s\"}".formatted(brand));
        assertThat(silent.statusCode()).isEqualTo(422);
        assertThat(json(silent).get("code").asString()).isEqualTo("POLICY_NO_REASON");
        var declined = json(onPolicy(
                auditor, "POST", "/decline", "1", "{\"brand\":\"%s\",\"reason\":\"Too wide\"}".formatted(brand)));
        assertThat(declined.get("version").asInt()).isZero();
        assertThat(declined.has("proposal")).isFalse();
        var onAChannel = new Actor(
                "claude",
                Actor.Kind.HUMAN,
                "claude",
                java.util.Locale.ENGLISH,
                java.time.ZoneOffset.UTC,
                org.parvis.identity.api.Theme.SYSTEM,
                List.of(new Grant("g", Role.AUDITOR, brand, null, "one-channel", null)));
        assertThat(onPolicy(onAChannel, "POST", "/adopt", "2", "{\"brand\":\"%s\"}".formatted(brand))
                        .statusCode())
                .as("an auditor of a single channel")
                .isEqualTo(403);
    }

    @Test
    void refusesAPolicyThatCannotWorkAndSaysWhatIsWrong() {
        var answer = onPolicy(PRIYA, "PUT", "/proposal", "0", """
                {"brand":"helianthe","rules":[{"code":"WORDS","parameters":{"words":"*"}}]}
                """);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("detail").asString()).contains("has no letter");
        var none = "{\"brand\":\"helianthe\",\"rules\":[]}";
        assertThat(onPolicy(INES, "PUT", "/proposal", "0", none).statusCode()).isEqualTo(403);
        assertThat(onPolicy(NORA, "PUT", "/proposal", "0", none).statusCode()).isEqualTo(403);
        assertThat(onPolicy(PRIYA, "PUT", "/proposal", "41", none).statusCode()).isEqualTo(409);
        assertThat(service.put(PRIYA, "/api/moderation/policy/proposal", none).statusCode())
                .isEqualTo(428);
    }

    @Test
    void versionsGuidelinesAndKeepsThemInTheirBrand() {
        var id = fresh("g");
        var body = """
                {"brand":"helianthe","title":{"fr":"Ton","en":"Tone"},"text":{"fr":"Restez calme.","en":"%s"}}
                """;
        assertThat(put(PRIYA, "/api/moderation/guidelines/" + id, body.formatted("Stay calm."))
                        .headers()
                        .firstValue("ETag"))
                .contains("\"1\"");
        put(PRIYA, "/api/moderation/guidelines/" + id, body.formatted("Stay calm."));
        var second = json(put(PRIYA, "/api/moderation/guidelines/" + id, body.formatted("Stay very calm.")));
        assertThat(second.get("version").asInt()).isEqualTo(2);
        assertThat(second.get("versions")).hasSize(2);
        assertThat(service.get(STRANGER, "/api/moderation/guidelines/" + id).statusCode())
                .isEqualTo(404);
        assertThat(json(service.put(PRIYA, "/api/moderation/guidelines/" + fresh("g"), """
                {"brand":"helianthe","title":{"fr":"Ton"},"text":{"fr":"Restez calme."}}
                """))
                        .get("code")
                        .asString())
                .isEqualTo("LANGUAGE_MISSING");
        service.post(PRIYA, "/api/moderation/guidelines/" + id + "/withdraw", "{}");
        eventually(() -> assertThat(json(service.get(PRIYA, "/api/moderation/guidelines/" + id))
                        .get("withdrawn")
                        .asBoolean())
                .isTrue());
    }

    @Test
    void pagesThroughWhatWaitsWithoutLosingAny() {
        var ids = List.of(waiting("Un."), waiting("Deux."), waiting("Trois."));
        var found = new java.util.ArrayList<String>();
        var next = "";
        do {
            var page = json(
                    service.get(PRIYA, "/api/moderation/reviews?limit=2" + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("items").valueStream().forEach(i -> found.add(i.get("id").asString()));
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        assertThat(found).doesNotHaveDuplicates().containsAll(ids);
        assertThat(service.get(PRIYA, "/api/moderation/reviews?after=nonsense").statusCode())
                .isEqualTo(422);
        assertThat(service.get(PRIYA, "/api/moderation/reviews?state=OPENED").statusCode())
                .isEqualTo(422);
    }
}
