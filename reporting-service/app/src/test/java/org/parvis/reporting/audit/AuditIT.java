package org.parvis.reporting.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.Brands;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.AnswerSent;
import org.parvis.crm.api.AuthorTold;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.Decision;
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;
import org.parvis.identity.api.ActRefused;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.PasswordChanged;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.Theme;
import org.parvis.identity.api.TokenRevoked;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.listening.api.MentionCollected;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostCancelled;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopScope;
import org.parvis.publishing.api.Variant;
import org.parvis.reporting.ReportingApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditIT {

    private static final String BRAND = "helianthe";
    private static final Instant T0 = Instant.parse("2026-11-21T22:51:07Z");
    private static final String TEXT = "Bonjour Margaux, le second montant est une empreinte.";
    private static final String HASH = ContentHash.of("town", "m1", TEXT);

    private static final Actor NORA = TestMembers.member("nora", Role.AUDITOR, BRAND);
    private static final Actor NORA_FR =
            TestMembers.member("nora", Locale.FRENCH, new Grant("g", Role.AUDITOR, BRAND, null, null, null));
    private static final Actor STRANGER = TestMembers.member("eve", Role.AUDITOR, "other");

    private static RunningService service;
    private static final Map<String, Long> SEQUENCES = new HashMap<>();

    @BeforeAll
    static void start() {
        service = RunningService.start(ReportingApplication.class);
        say(
                "Member",
                "ines",
                "ines",
                "COMMUNITY_MANAGER",
                new MemberRegistered("ines", "Inès Caradec", "ines@x.example", "fr", "Europe/Paris"),
                null);
        say(
                "Member",
                "priya",
                "priya",
                "LEAD",
                new MemberRegistered("priya", "Priya Raman", "priya@x.example", "en", "Europe/Paris"),
                null);
        say(
                "Member",
                "priya",
                "nadia",
                "ADMIN",
                new GrantGiven("priya", "g-priya", Role.LEAD, BRAND, null, null, null),
                BRAND);
        say(
                "Member",
                "priya",
                "nadia",
                "ADMIN",
                new GrantGiven("priya", "g-other", Role.LEAD, "other", null, null, null),
                "other");
        say(
                "Mention",
                "m1",
                "town",
                null,
                new MentionCollected(
                        "m1",
                        BRAND,
                        "s1",
                        "TOWN",
                        "t1",
                        "p1",
                        "Margaux Belin",
                        "margaux",
                        "r1",
                        null,
                        "http://town/r1",
                        null,
                        "Débitée deux fois",
                        T0,
                        T0,
                        List.of()),
                BRAND);
        say(
                "Conversation",
                "c1",
                "crm",
                null,
                new ConversationOpened("c1", BRAND, "TOWN", "s1", "t1", "p1", "m1", T0),
                BRAND);
        say("Conversation", "c1", "crm", null, new MessageReceived("c1", BRAND, "m1", 1, T0), BRAND);
        say(
                "Reply",
                "r-1",
                "ines",
                "COMMUNITY_MANAGER",
                new ReplyDrafted("r-1", BRAND, "c1", "m1", "town", "p1", TEXT, HASH, "ines", 1, null),
                BRAND);
        say(
                "Reply",
                "r-1",
                "ines",
                "COMMUNITY_MANAGER",
                new ReplySubmitted("r-1", BRAND, "c1", "m1", "town", "p1", TEXT, HASH, 1, "ines", List.of("ines")),
                BRAND);
        say(
                "Review",
                "rv-1",
                "moderation",
                null,
                new ReviewOpened(
                        "rv-1",
                        BRAND,
                        Reviewed.REPLY,
                        "r-1",
                        "c1",
                        "m1",
                        "town",
                        "p1",
                        TEXT,
                        HASH,
                        1,
                        "ines",
                        List.of("ines"),
                        0,
                        List.of(new ApprovalReason("EVERY_REPLY", List.of()))),
                BRAND);
        say(
                "Refusal",
                "x-1",
                "ines",
                "COMMUNITY_MANAGER",
                new ActRefused("x-1", BRAND, "review:rv-1", "ApproveReview", "OWN_TEXT", ""),
                BRAND);
        say("Review", "rv-1", "priya", "LEAD", new ReviewSeen("rv-1", BRAND, "priya", "3b77aa", 1), BRAND);
        say(
                "Review",
                "rv-1",
                "priya",
                "LEAD",
                new ReviewApproved("rv-1", BRAND, Reviewed.REPLY, "r-1", "priya", HASH, null),
                BRAND);
        say("Reply", "r-1", "publishing", null, new ReplyReleased("r-1", BRAND, HASH, "rv-1", T0), BRAND);
        say(
                "Delivery",
                "d-1",
                "publishing",
                null,
                new DeliveryIntended(
                        "d-1",
                        BRAND,
                        "town",
                        Network.TOWN,
                        DeliveryClass.A,
                        Outgoing.REPLY,
                        "r-1",
                        "p1",
                        TEXT,
                        "r1",
                        HASH,
                        "k",
                        "rv-1",
                        T0,
                        Instant.parse("2099-01-01T00:00:00Z"),
                        "fr"),
                BRAND);
        say("Delivery", "d-1", "publishing", null, new AttemptStarted("d-1", BRAND, 1, 1, HASH), BRAND);
        say(
                "Delivery",
                "d-1",
                "publishing",
                null,
                new DeliveryConfirmed(
                        "d-1",
                        BRAND,
                        Outgoing.REPLY,
                        "r-1",
                        1,
                        "remote-9",
                        "http://town/posts/9",
                        HASH,
                        T0.plusSeconds(900)),
                BRAND);
        say("Conversation", "c1", "crm", null, new AnswerSent("c1", BRAND, "r-1", "ines", T0.plusSeconds(900)), BRAND);
        say("Conversation", "c1", "crm", null, new MessageReceived("c1", BRAND, "m2", 2, T0.plusSeconds(1000)), BRAND);
        say(
                "Suggestion",
                "su-1",
                "ines",
                "COMMUNITY_MANAGER",
                new SuggestionRaised("su-1", BRAND, "lignes", "Nantes–Tokyo", "m1", "c1", "p1", T0),
                BRAND);
        say(
                "Suggestion",
                "su-1",
                "camille",
                "PRODUCT_MANAGER",
                new SuggestionDecided("su-1", BRAND, Decision.ACCEPTED, "oui"),
                BRAND);
        say("Suggestion", "su-1", "camille", "PRODUCT_MANAGER", new SuggestionShipped("su-1", BRAND, "cet été"), BRAND);
        say(
                "Suggestion",
                "su-1",
                "crm",
                null,
                new AuthorTold("su-1", BRAND, "m1", "p1", "r-2", T0.plusSeconds(9000)),
                BRAND);
        service.caughtUp();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static void say(
            String type, String id, String actor, @Nullable String role, Object event, @Nullable String brand) {
        var metadata = new HashMap<String, Object>();
        metadata.put("actor", actor);
        metadata.put("actorKind", role == null ? "AUTOMATION" : "HUMAN");
        if (role != null) {
            metadata.put("role", role);
        }
        if (brand != null) {
            metadata.put("brand", brand);
        }
        service.append(type, id, SEQUENCES.merge(type + id, 1L, Long::sum) - 1, event, metadata);
    }

    @Test
    void aLeadReadsTheirBrandsStoriesAndAManagerThoseTheyHaveAPartIn() {
        var priya = TestMembers.member("priya", Role.LEAD, BRAND);
        var ines = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
        var malik = TestMembers.member("malik", Role.COMMUNITY_MANAGER, BRAND);
        var story = "/api/reporting/audit?subject=reply:r-1";
        var page = "/reporting/audit?subject=reply:r-1";
        for (var reader : List.of(priya, ines)) {
            assertThat(service.get(reader, story).statusCode()).as(reader.id()).isEqualTo(200);
            assertThat(service.page(reader, page).body())
                    .contains("Priya Raman")
                    .doesNotContain("/api/reporting/audit/bundle", "href=\"/reporting/audit\"");
            assertThat(service.get(reader, "/api/reporting/audit/bundle?subject=reply:r-1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(service.page(reader, "/reporting/audit").statusCode()).isEqualTo(403);
        }
        for (var again = 0; again < 2; again++) {
            assertThat(service.get(malik, story).statusCode())
                    .as("who had no part in it, and who was refused before")
                    .isEqualTo(403);
            service.caughtUp();
        }
        assertThat(service.page(malik, page).statusCode()).isEqualTo(403);
        assertThat(service.get(TestMembers.member("paul", Role.LEAD, "other"), story)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatAnotherBrandSaysOfTheSameIdTakesNothingFromTheStoryAndIsNotInIt() {
        say("Escalation", "e-own", "ines", "COMMUNITY_MANAGER", raised("e-own", BRAND, "stop:s-shown"), BRAND);
        say("Stops", BRAND, "priya", "LEAD", declared("s-shown", null), BRAND);
        say("Stops", BRAND, "priya", "LEAD", declared("s-next", null), BRAND);
        service.caughtUp();
        var before = told("stop:s-shown", NORA);
        assertThat(before)
                .extracting(one -> one.path("what").asString())
                .containsExactly("EscalationRaised", "StopDeclared");

        for (var n = 0; n < 3; n++) {
            say(
                    "Escalation",
                    "e-foreign-" + n,
                    "eve",
                    "EMPLOYEE",
                    raised("e-foreign-" + n, "other", "stop:s-shown"),
                    "other");
        }
        say(
                "Refusal",
                "f-foreign",
                "eve",
                "EMPLOYEE",
                new ActRefused("f-foreign", "other", "escalation:e-own", "RaiseEscalation", "ALREADY", ""),
                "other");
        service.caughtUp();
        assertThat(told("stop:s-shown", NORA)).isEqualTo(before);
        assertThat(told("escalation:e-own", NORA)).hasSize(1);
        assertThat(service.get(NORA, "/api/reporting/audit?subject=escalation:e-foreign-0")
                        .statusCode())
                .isEqualTo(404);
        assertThat(told("stop:s-shown", STRANGER))
                .extracting(one -> one.path("what").asString())
                .containsOnly("EscalationRaised")
                .hasSize(3);
    }

    /** All stops of a brand share a stream: whoever fills it with theirs takes no room in the story of another. */
    @Test
    void aStopIsToldHoweverManyOthersWereDeclaredBefore() {
        for (var n = 0; n < 60; n++) {
            var one = new StopDeclared("s-crowd-" + n, "crowd", StopScope.CHANNEL, "hook", "x".repeat(100_000));
            say("Stops", "crowd", "eve", "EMPLOYEE", one, "crowd");
        }
        var real = new StopDeclared("s-real", "crowd", StopScope.BRAND, null, "A false price");
        say("Stops", "crowd", "priya", "LEAD", real, "crowd");
        service.caughtUp();
        var auditor = TestMembers.member("carl", Role.AUDITOR, "crowd");
        assertThat(told("stop:s-real", auditor))
                .singleElement()
                .satisfies(one -> assertThat(one.path("actor").asString()).isEqualTo("priya"));
        assertThat(service.get(auditor, "/api/reporting/audit/bundle?subject=stop:s-real")
                        .statusCode())
                .isEqualTo(200);
    }

    /** To ask others to look at something opens nothing that was shut before. */
    @Test
    void raisingAMatterOnSomebodysRightIsNoPartInTheirStory() {
        var hugo = TestMembers.member("hugo", Role.COMMUNITY_MANAGER, BRAND);
        say("Escalation", "e-hugo", "hugo", "COMMUNITY_MANAGER", raised("e-hugo", BRAND, "grant:g-priya"), BRAND);
        service.caughtUp();
        assertThat(service.get(hugo, "/api/reporting/audit?subject=grant:g-priya")
                        .statusCode())
                .isEqualTo(403);
        assertThat(told("escalation:e-hugo", hugo)).hasSize(1);
        assertThat(told("grant:g-priya", NORA))
                .extracting(one -> one.path("what").asString())
                .contains("GrantGiven", "EscalationRaised")
                .doesNotContain("MemberRegistered");
    }

    /** That a brand gave somebody a right does not open to its auditor what they do with their account. */
    @Test
    void whatIsOfTheHouseAboutAMemberIsForWhoeverAuditsTheHouse() {
        say("Member", "priya", "priya", "LEAD", new PasswordChanged("priya"), null);
        service.caughtUp();
        assertThat(told("member:priya", NORA))
                .extracting(one -> one.path("what").asString())
                .containsOnly("GrantGiven");
        assertThat(told("member:priya", TestMembers.member("every", Role.AUDITOR, "*")))
                .extracting(one -> one.path("what").asString())
                .contains("MemberRegistered", "PasswordChanged");
        var priya = TestMembers.member("priya", Role.LEAD, BRAND);
        assertThat(told("member:priya", priya))
                .as("their own")
                .extracting(one -> one.path("what").asString())
                .contains("MemberRegistered", "PasswordChanged");
    }

    /** Nor does it to whoever gave it. */
    @Test
    void whoGaveARightHasNoPartInWhatTheMemberDoesWithTheirAccount() {
        say("Member", "kim", "kim", "LEAD", new PasswordChanged("kim"), null);
        say("Member", "kim", "nadia", "ADMIN", given("kim", "g-kim", BRAND), BRAND);
        service.caughtUp();
        assertThat(told("member:kim", TestMembers.member("nadia", Role.COMMUNITY_MANAGER, BRAND)))
                .extracting(one -> one.path("what").asString())
                .containsExactly("GrantGiven");
    }

    /** The administrator of any brand may give and take back without end. */
    @Test
    void whatAnotherBrandGaveAMemberTakesNoRoomFromTheirStory(@TempDir Path folder) {
        say("Member", "theo", "nadia", "ADMIN", given("theo", "g-theo", BRAND), BRAND);
        flood("theo", "badmin", n -> given("theo", "gz-" + n, "intrus"), "intrus");
        service.caughtUp();
        var works = new Actor(
                "nora",
                Actor.Kind.HUMAN,
                "Nora",
                Locale.ENGLISH,
                ZoneOffset.UTC,
                Theme.SYSTEM,
                List.of(
                        new Grant("g1", Role.AUDITOR, BRAND, null, null, null),
                        new Grant("g2", Role.COMMUNITY_MANAGER, "intrus", null, null, null)));
        for (var reader : List.of(NORA, works)) {
            var answer = service.get(reader, "/api/reporting/audit?limit=200&subject=member:theo");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Parvis-Story-Cut")).isEmpty();
            assertThat(told("member:theo", reader))
                    .extracting(one -> one.path("what").asString())
                    .containsExactly("GrantGiven");
        }
        var bundle = folder.resolve("theo.zip");
        eventually(() -> assertThat(download("/api/reporting/audit/bundle?subject=member:theo", bundle))
                .isEqualTo(200));
        assertThat(entries(bundle).lines()).singleElement().asString().contains("Member/theo", "\"seq\":0,");
    }

    /** Everybody may issue and revoke tokens of their own. */
    @Test
    void whatAMemberDoesToTheirOwnAccountTakesNoRoomFromTheirRights() {
        say("Member", "lou", "nadia", "ADMIN", given("lou", "g-lou", BRAND), BRAND);
        flood("lou", "lou", n -> new TokenRevoked("lou", "t-" + n), null);
        service.caughtUp();
        for (var reader : List.of(
                NORA, TestMembers.member("every", Role.AUDITOR, "*"), TestMembers.member("lou", Role.LEAD, BRAND))) {
            var answer = service.get(reader, "/api/reporting/audit?limit=200&subject=member:lou");
            assertThat(answer.headers().firstValue("Parvis-Story-Cut"))
                    .as(reader.id())
                    .isEqualTo(reader.equals(NORA) ? Optional.empty() : Optional.of("true"));
            assertThat(told("member:lou", reader))
                    .as(reader.id())
                    .extracting(one -> one.path("what").asString())
                    .contains("GrantGiven");
        }
    }

    private static GrantGiven given(String member, String grant, String brand) {
        return new GrantGiven(member, grant, Role.LEAD, brand, null, null, null);
    }

    /** More than a story tells, on the stream of a member. */
    private static void flood(String member, String actor, IntFunction<Object> events, @Nullable String brand) {
        var metadata = new HashMap<>(Map.of("actor", actor, "actorKind", "HUMAN"));
        if (brand != null) {
            metadata.put("brand", brand);
        }
        for (var part = 0; part < 11; part++) {
            service.bean(LedgerStorageEngine.class)
                    .appendEvents(IntStream.range(part * 500, part * 500 + 500)
                            .mapToObj(n -> new GenericDomainEventMessage<>(
                                    "Member",
                                    member,
                                    SEQUENCES.merge("Member" + member, 1L, Long::sum) - 1,
                                    events.apply(n),
                                    metadata))
                            .toList());
        }
    }

    /** What is of other brands cannot be told from what is not there. */
    @Test
    void aSearchFindsNothingOfOtherBrands() {
        var position = told("reply:r-1", NORA).getFirst().path("position").asString();
        for (var query :
                List.of("r-1", "c1", "http://town/posts/9", position, "none", "http://town/posts/none", "9999999")) {
            var page = service.page(STRANGER, "/reporting/audit?q=" + query);
            assertThat(page.statusCode()).as(query).isEqualTo(200);
            assertThat(page.body()).as(query).contains("Nothing in the ledger fits");
        }
        for (var query : List.of("r-1", "c1", "http://town/posts/9", position)) {
            assertThat(service.page(NORA, "/reporting/audit?q=" + query).body())
                    .as(query)
                    .doesNotContain("Nothing in the ledger fits");
        }
    }

    @Test
    void whoHasARightOnOneChannelReadsOfAStoryWhatTheyDidThemselves() {
        var chan = new Actor(
                "chan",
                Actor.Kind.HUMAN,
                "Chan",
                Locale.ENGLISH,
                ZoneOffset.UTC,
                Theme.SYSTEM,
                List.of(new Grant("g", Role.COMMUNITY_MANAGER, BRAND, null, "hook", null)));
        say("Stops", BRAND, "priya", "LEAD", declared("s-secret", null), BRAND);
        say("Stops", BRAND, "chan", "COMMUNITY_MANAGER", declared("s-mine", "hook"), BRAND);
        say("Escalation", "e-chan", "chan", "COMMUNITY_MANAGER", raised("e-chan", BRAND, "reply:r-1"), BRAND);
        service.caughtUp();
        for (var others : List.of("stop:s-secret", "reply:r-1")) {
            assertThat(service.get(chan, "/api/reporting/audit?subject=" + others)
                            .statusCode())
                    .as(others)
                    .isEqualTo(403);
            assertThat(service.page(chan, "/reporting/audit?subject=" + others).statusCode())
                    .as(others)
                    .isEqualTo(403);
        }
        assertThat(told("stop:s-mine", chan)).hasSize(1);
        assertThat(told("escalation:e-chan", chan)).hasSize(1);
    }

    /** Whoever tries again and again pushes nothing out of the story. */
    @Test
    void sixHundredRefusedTriesTakeNoRoomFromWhatWasDone() {
        say("Post", "p-flood", "ines", "COMMUNITY_MANAGER", new PostCancelled("p-flood", BRAND, "Not now"), BRAND);
        for (var n = 0; n < 600; n++) {
            say(
                    "Refusal",
                    "try-" + n,
                    "ines",
                    "EMPLOYEE",
                    new ActRefused("try-" + n, BRAND, "post:p-flood", "RewritePost", "EDIT_AFTER_APPROVAL", ""),
                    BRAND);
        }
        say(
                "Review",
                "z-flood",
                "moderation",
                null,
                new ReviewOpened(
                        "z-flood",
                        BRAND,
                        Reviewed.POST,
                        "p-flood",
                        null,
                        null,
                        "town",
                        null,
                        TEXT,
                        HASH,
                        1,
                        "ines",
                        List.of("ines"),
                        0,
                        List.of()),
                BRAND);
        service.caughtUp();
        var answer = service.get(NORA, "/api/reporting/audit?limit=200&subject=post:p-flood");
        assertThat(answer.headers().firstValue("Parvis-Refusals-Left-Out")).hasValue("500");
        assertThat(answer.headers().firstValue("Parvis-Story-Cut")).isEmpty();
        assertThat(told("post:p-flood", NORA))
                .hasSize(102)
                .extracting(one -> one.path("what").asString())
                .contains("PostCancelled", "ReviewOpened");
        assertThat(service.page(NORA, "/reporting/audit?subject=post:p-flood").body())
                .contains("500 older refused attempts are");
    }

    /** Anybody may name a post that is not yet approved, as often as they like. */
    @Test
    void fiveHundredMattersRaisedBeforeTakeNoRoomFromTheReviewNorFromTheBundle() {
        say("Post", "p-named", "ines", "COMMUNITY_MANAGER", new PostCancelled("p-named", BRAND, "Not now"), BRAND);
        for (var n = 0; n < 510; n++) {
            say("Escalation", "e-named-" + n, "lea", "EMPLOYEE", raised("e-named-" + n, BRAND, "post:p-named"), BRAND);
        }
        say(
                "Review",
                "z-named",
                "priya",
                "LEAD",
                new ReviewApproved("z-named", BRAND, Reviewed.POST, "p-named", "priya", HASH, null),
                BRAND);
        service.caughtUp();
        assertThat(told("post:p-named", NORA))
                .extracting(one -> one.path("what").asString())
                .containsExactly("PostCancelled", "ReviewApproved");
    }

    /** What a subject without a stream of its own is told by may be too much, and that is said. */
    @Test
    void moreStreamsThanAStoryTellsAreSaid() {
        say("Stops", BRAND, "priya", "LEAD", declared("s-many", null), BRAND);
        for (var n = 0; n < 501; n++) {
            say("Escalation", "e-many-" + n, "lea", "EMPLOYEE", raised("e-many-" + n, BRAND, "stop:s-many"), BRAND);
        }
        service.caughtUp();
        var answer = service.get(NORA, "/api/reporting/audit?limit=200&subject=stop:s-many");
        assertThat(answer.headers().firstValue("Parvis-Story-Cut")).hasValue("true");
        assertThat(told("stop:s-many", NORA))
                .extracting(one -> one.path("what").asString())
                .contains("StopDeclared");
    }

    /** Whoever writes a post chooses nothing of what is told of its approval. */
    @Test
    void aHundredLongDraftsTakeNoRoomFromTheApprovalNorFromTheBundle(@TempDir Path folder) {
        for (var n = 0; n < 90; n++) {
            say(
                    "Post",
                    "p-drafts",
                    "ines",
                    "COMMUNITY_MANAGER",
                    new PostRevised("p-drafts", BRAND, "x".repeat(60_000), PostKind.NEWS, List.of(), null, "ines", n),
                    BRAND);
        }
        say(
                "Review",
                "z-drafts",
                "priya",
                "LEAD",
                new ReviewApproved("z-drafts", BRAND, Reviewed.POST, "p-drafts", "priya", HASH, null),
                BRAND);
        service.caughtUp();
        var answer = service.get(NORA, "/api/reporting/audit?limit=200&subject=post:p-drafts");
        assertThat(answer.headers().firstValue("Parvis-Story-Cut")).hasValue("true");
        assertThat(told("post:p-drafts", NORA))
                .extracting(one -> one.path("what").asString())
                .contains("PostRevised", "ReviewApproved");
        assertThat(service.page(NORA, "/reporting/audit?subject=post:p-drafts").body())
                .doesNotContain("An entry was changed or is missing");
        var bundle = folder.resolve("heavy.zip");
        eventually(() -> assertThat(download("/api/reporting/audit/bundle?subject=post:p-drafts", bundle))
                .isEqualTo(200));
        assertThat(entries(bundle)).contains("Member/priya");
        assertThat(entries(bundle).split("Post/p-drafts", -1)).hasSizeGreaterThan(90);
    }

    private static String entries(Path bundle) {
        try (var zip = new ZipFile(bundle.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("entries.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLongStoryIsToldPageByPageAndAHeavyOneEnds() {
        for (var n = 0; n < 700; n++) {
            say("Post", "p-long", "ines", "LEAD", new PostCancelled("p-long", BRAND, "Not now"), BRAND);
        }
        for (var n = 0; n < 40; n++) {
            var opened = new ReviewOpened(
                    "z-heavy-" + n,
                    BRAND,
                    Reviewed.POST,
                    "p-heavy",
                    null,
                    null,
                    "town",
                    null,
                    "語".repeat(20_000),
                    HASH,
                    1,
                    "ines",
                    List.of("ines"),
                    0,
                    List.of());
            say("Review", "z-heavy-" + n, "moderation", null, opened, BRAND);
        }
        say("Post", "p-heavy", "ines", "LEAD", new PostCancelled("p-heavy", BRAND, "Not now"), BRAND);
        service.caughtUp();
        var first = service.page(NORA, "/reporting/audit?subject=post:p-long").body();
        assertThat(rows(first)).hasSize(500);
        assertThat(first.length()).isLessThan(1_000_000);
        var next = first.replaceFirst("(?s).*after=([A-Za-z0-9_-]+).*", "$1");
        var second = service.page(NORA, "/reporting/audit?subject=post:p-long&after=" + next)
                .body();
        assertThat(rows(second)).hasSize(200).doesNotContainAnyElementsOf(rows(first));
        assertThat(second).contains("The story from its beginning").doesNotContain("The entries that follow");

        var heavy = service.get(NORA, "/api/reporting/audit?subject=post:p-heavy");
        assertThat(heavy.headers().firstValue("Parvis-Story-Cut")).hasValue("true");
        assertThat(service
                        .bean(AuditTrail.class)
                        .find("post:p-heavy", new Reader(new Brands(Set.of(BRAND)), false, "nora"))
                        .entries()
                        .stream()
                        .mapToLong(read -> read.entry().payload().length)
                        .sum())
                .isBetween(1_000_000L, 2_000_000L);
    }

    private static List<String> rows(String page) {
        return Pattern.compile("id=\"e(\\d+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void aRangeOfABundleHasAnEnd() {
        var auditor = TestMembers.member("every", Role.AUDITOR, "*");
        var refused = service.get(auditor, "/api/reporting/audit/bundle?from=1&to=100001");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("100,000 entries at most");
        assertThat(service.get(auditor, "/api/reporting/audit/bundle?from=1&to=3")
                        .statusCode())
                .isEqualTo(200);
    }

    private static EscalationRaised raised(String id, String brand, String subject) {
        return new EscalationRaised(
                id,
                brand,
                subject,
                "leads:" + brand,
                "Look at this",
                List.of(List.of("priya")),
                Duration.ofMinutes(5),
                1);
    }

    private static StopDeclared declared(String id, @Nullable String channel) {
        return new StopDeclared(id, BRAND, channel == null ? StopScope.BRAND : StopScope.CHANNEL, channel, "Why");
    }

    private static List<JsonNode> told(String subject, Actor reader) {
        var answer = service.get(reader, "/api/reporting/audit?limit=200&subject=" + subject);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    void tellsTheWholeStoryOfAReplyInOrderWithItsRefusedAttempt() {
        var body = service.get(NORA, "/api/reporting/audit?subject=reply:r-1&limit=200")
                .body();
        assertThat(body.replaceAll("\\s", ""))
                .containsSubsequence(
                        "\"what\":\"MentionCollected\"",
                        "\"what\":\"ReplyDrafted\"",
                        "\"what\":\"ReplySubmitted\"",
                        "\"what\":\"ReviewOpened\"",
                        "\"what\":\"ActRefused\"",
                        "\"what\":\"ReviewSeen\"",
                        "\"what\":\"ReviewApproved\"",
                        "\"what\":\"AttemptStarted\"",
                        "\"what\":\"DeliveryConfirmed\"")
                .contains("InèsCaradec", "PriyaRaman", HASH, "\"viewHash\":\"3b77aa\"");
        assertThat(service.get(NORA_FR, "/api/reporting/audit?subject=reply:r-1")
                        .body())
                .contains("Approuvée telle quelle", "responsable");
    }

    @Test
    void entriesOfBeforeWithWordsThatNoDatabaseKeepsAreToldAllTheSame() {
        say(
                "Mention",
                "m9",
                "town",
                null,
                new MentionCollected(
                        "m9", BRAND, "s1", "IMAP", "t9", "p9", "Margaux", "margaux", "<m\0@x>", "<r\0@x>", "", null,
                        "Bonjour", T0, T0, List.of()),
                BRAND);
        say(
                "Refusal",
                "f9",
                "ines",
                "COMMUNITY_MANAGER",
                new ActRefused("f9", BRAND, "reply:r\0x", "Submit", "OWN_REPLY", ""),
                BRAND);
        say(
                "Delivery",
                "d-9",
                "publishing",
                null,
                new DeliveryConfirmed(
                        "d-9", BRAND, Outgoing.REPLY, "r-9", 1, "remote\0", "http://town/\0posts", HASH, T0),
                BRAND);
        service.caughtUp();
        assertThat(service.bean(DeadLetters.class).list(10)).isEmpty();
        for (var subject : List.of("mention:m9", "refusal:f9", "delivery:d-9")) {
            assertThat(service.get(NORA, "/api/reporting/audit?subject=" + subject)
                            .statusCode())
                    .as(subject)
                    .isEqualTo(200);
        }
    }

    @Test
    void showsAStrangerNothingAndSaysSoInTheLedger() {
        assertThat(service.get(STRANGER, "/api/reporting/audit?subject=reply:r-1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get(STRANGER, "/api/reporting/audit/bundle?subject=reply:r-1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(service.get(STRANGER, "/reporting/audit?subject=reply:r-1").statusCode())
                .isEqualTo(404);
        assertThat(service.get(NORA, "/api/reporting/audit?subject=reply:none").statusCode())
                .isEqualTo(404);
        assertThat(service.get(NORA, "/api/reporting/audit/bundle?from=1&to=5").statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksForTheSecondFactorBeforeABundleLeaves() {
        var path = "/api/reporting/audit/bundle?subject=reply:r-1";
        var bearer = service.bearer(NORA, Map.of("step_up", "DEMANDED"));
        var program = service.send(null, "GET", path, null, Map.of("Authorization", bearer));
        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(program.body()).contains("STEP_UP_NEEDED");
        var person = service.send(null, "GET", path, null, Map.of("Authorization", bearer, "Accept", "text/html"));
        assertThat(person.statusCode()).isEqualTo(303);
        assertThat(person.headers().firstValue("Location"))
                .hasValue("/identity/step-up?parvis_then=%2Fapi%2Freporting%2Faudit%2Fbundle%3Fsubject%3Dreply%3Ar-1");
    }

    @Test
    void handsOutABundleThatVerifiesOfflineAndFailsOnOneChangedByte(@TempDir Path folder) throws Exception {
        var bundle = folder.resolve("reply.zip");
        eventually(() -> assertThat(download("/api/reporting/audit/bundle?subject=reply:r-1", bundle))
                .isEqualTo(200));
        var honest = verify(bundle);
        assertThat(honest.exit()).as(honest.output()).isZero();
        assertThat(honest.output())
                .contains("Attempts to publish: 1, none against a rule")
                .doesNotContain("Could not be judged");

        var bytes = Files.readAllBytes(bundle);
        var unpacked = folder.resolve("forged.zip");
        Files.write(unpacked, ZipForgery.changeOneByteOf(bytes, "entries.jsonl"));
        var forged = verify(unpacked);
        assertThat(forged.exit()).as(forged.output()).isNotZero();
        assertThat(forged.output()).isNotBlank();
    }

    @Test
    void tellsTheAuditorWhenSomethingLeftWithoutApproval(@TempDir Path folder) throws Exception {
        var other = ContentHash.of("town", "m1", "Autre chose");
        say(
                "Reply",
                "r-9",
                "ines",
                "COMMUNITY_MANAGER",
                new ReplyDrafted("r-9", BRAND, "c9", "m9", "town", "p1", TEXT, HASH, "ines", 1, null),
                BRAND);
        say(
                "Review",
                "rv-9",
                "ines",
                "LEAD",
                new ReviewApproved("rv-9", BRAND, Reviewed.REPLY, "r-9", "ines", HASH, null),
                BRAND);
        say(
                "Delivery",
                "d-9",
                "publishing",
                null,
                new DeliveryIntended(
                        "d-9",
                        BRAND,
                        "town",
                        Network.TOWN,
                        DeliveryClass.A,
                        Outgoing.REPLY,
                        "r-9",
                        "p1",
                        TEXT,
                        "r1",
                        other,
                        "k",
                        "rv-9",
                        T0,
                        Instant.parse("2099-01-01T00:00:00Z"),
                        "fr"),
                BRAND);
        say("Delivery", "d-9", "publishing", null, new AttemptStarted("d-9", BRAND, 1, 1, other), BRAND);
        service.caughtUp();
        var bundle = folder.resolve("reply.zip");
        eventually(() -> assertThat(download("/api/reporting/audit/bundle?subject=reply:r-9", bundle))
                .isEqualTo(200));
        var verdict = verify(bundle);
        assertThat(verdict.exit()).as(verdict.output()).isEqualTo(8);
        assertThat(verdict.output()).contains("had written it", "without an approval of this content");
        assertThat(service.page(NORA, "/reporting/audit?subject=reply:r-9").body())
                .contains("Not verified", "Somebody approved their own words");
    }

    /** A post is approved as a whole, and what leaves is one of its variants. */
    @Test
    void saysOfAPostWhatTheVerifierSays() {
        var variant = new Variant("town", "fr", TEXT, ContentHash.of("town", null, TEXT));
        for (var post : List.of("p-sent", "p-hidden")) {
            var title = "Un titre";
            say(
                    "Post",
                    post,
                    "ines",
                    "COMMUNITY_MANAGER",
                    new PostDrafted(post, BRAND, title, PostKind.NEWS, List.of(variant), null, "ines"),
                    BRAND);
            say(
                    "Post",
                    post,
                    "ines",
                    "COMMUNITY_MANAGER",
                    new PostSubmitted(
                            post,
                            BRAND,
                            title,
                            PostKind.NEWS,
                            List.of(variant),
                            null,
                            "whole",
                            1,
                            "ines",
                            List.of("ines")),
                    BRAND);
        }
        say(
                "Review",
                "z-sent",
                "moderation",
                null,
                new ReviewOpened(
                        "z-sent",
                        BRAND,
                        Reviewed.POST,
                        "p-sent",
                        null,
                        null,
                        "town",
                        null,
                        TEXT,
                        "whole",
                        1,
                        "ines",
                        List.of("ines"),
                        0,
                        List.of()),
                BRAND);
        say(
                "Review",
                "z-sent",
                "priya",
                "LEAD",
                new ReviewApproved("z-sent", BRAND, Reviewed.POST, "p-sent", "priya", "whole", null),
                BRAND);
        for (var post : List.of("p-sent", "p-hidden")) {
            say("Post", post, "publishing", null, new PostReleased(post, BRAND, "whole", "z-sent", T0), BRAND);
        }
        say(
                "Delivery",
                "d-sent",
                "publishing",
                null,
                new DeliveryIntended(
                        "d-sent",
                        BRAND,
                        "town",
                        Network.TOWN,
                        DeliveryClass.A,
                        Outgoing.POST,
                        "p-sent",
                        null,
                        TEXT,
                        null,
                        variant.contentHash(),
                        "k",
                        "z-sent",
                        T0,
                        Instant.parse("2099-01-01T00:00:00Z"),
                        "fr"),
                BRAND);
        say(
                "Delivery",
                "d-sent",
                "publishing",
                null,
                new AttemptStarted("d-sent", BRAND, 1, 1, variant.contentHash()),
                BRAND);
        service.caughtUp();
        eventually(() -> assertThat(service.page(NORA, "/reporting/audit?subject=post:p-sent")
                        .body())
                .contains(">Verified<", "Sent as it was approved, byte for byte", "The approver is not the author"));
        assertThat(service.page(NORA, "/reporting/audit?subject=delivery:d-sent")
                        .body())
                .contains("Not all of it could be judged", "whether what left is the same cannot be judged here")
                .doesNotContain(">Not verified<", ">Verified<");
        assertThat(service.page(NORA_FR, "/reporting/audit?subject=delivery:d-sent")
                        .body())
                .contains("Tout n’a pas pu être jugé");
        assertThat(service.page(NORA, "/reporting/audit?subject=post:p-hidden").body())
                .as("released, and its approval is not told")
                .contains("Not all of it could be judged")
                .doesNotContain(">Verified<", "The approver is not the author");
    }

    @Test
    void signsACheckpoint() {
        eventually(() -> assertThat(
                        service.get(NORA, "/api/reporting/audit/checkpoint").body())
                .contains("parvis.local/ledger", "— parvis.local/ledger"));
    }

    @Test
    void showsTheAuditInBothLanguages() {
        eventually(() -> {
            var page = service.page(NORA, "/reporting/audit?subject=reply:r-1");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "Verified",
                            "Approved as it was",
                            "What Priya Raman saw",
                            "automation moderation",
                            "Débitée deux fois",
                            "One message came");
        });
        assertThat(service.page(NORA_FR, "/reporting/audit?subject=reply:r-1").body())
                .contains("Vérifié", "Ce que Priya Raman a vu");
        assertThat(service.page(NORA, "/reporting/audit").body()).contains("reply:r-1");
        assertThat(service.page(NORA, "/reporting/audit?q=http://town/posts/9").body())
                .contains("Approved as it was");
        assertThat(service.page(NORA, "/reporting/audit?q=nothing-like-it").body())
                .contains("Nothing in the ledger fits");
    }

    @Test
    void measuresHowLongPeopleWaitedAndTheFeedbackLoop() {
        var times = service.get(NORA, "/api/reporting/response-times?brand=helianthe&from=2026-11-20&to=2026-11-23")
                .body();
        assertThat(times.replaceAll("\\s", "")).contains("\"conversations\":1", "\"answered\":1", "PT15M");
        var loop = service.get(NORA, "/api/reporting/feedback-loop?brand=helianthe")
                .body();
        assertThat(loop.replaceAll("\\s", ""))
                .contains("\"step\":\"DECIDED\"", "\"told\":1", "\"authors\":1", "Nantes–Tokyo");
        assertThat(service.page(NORA_FR, "/reporting/response-times?from=2026-11-20&to=2026-11-23")
                        .body())
                .contains("Temps de réponse", "15\u00a0min");
        assertThat(service.page(NORA_FR, "/reporting/feedback-loop").body())
                .contains("Boucle de retour", "Nantes–Tokyo");
        assertThat(service.page(NORA, "/reporting/today").body()).contains("/crm/today", "/moderation/today");
        assertThat(service.get(NORA, "/api/reporting/response-times?brand=helianthe&from=soon")
                        .statusCode())
                .isEqualTo(422);
    }

    private int download(String path, Path to) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(service.url(path)))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + service.token(NORA))
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(to));
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private record Verdict(int exit, String output) {}

    private static Verdict verify(Path bundle) throws Exception {
        var verifier = Files.writeString(bundle.resolveSibling("Verifier.java"), BundleWriter.verifierSource());
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        verifier.toString(),
                        bundle.toString(),
                        "--lang",
                        "en")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output);
    }
}
