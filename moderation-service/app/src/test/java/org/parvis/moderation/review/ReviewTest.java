package org.parvis.moderation.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.moderation.review.Reviewing.BRAND;
import static org.parvis.moderation.review.Reviewing.HASH;
import static org.parvis.moderation.review.Reviewing.ID;
import static org.parvis.moderation.review.Reviewing.TEXT;
import static org.parvis.moderation.review.Reviewing.approve;
import static org.parvis.moderation.review.Reviewing.approved;
import static org.parvis.moderation.review.Reviewing.open;
import static org.parvis.moderation.review.Reviewing.opened;
import static org.parvis.moderation.review.Reviewing.refused;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Refused;
import org.parvis.identity.api.Role;
import org.parvis.moderation.Acting;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.moderation.api.ReviewWithdrawn;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.guideline.CitableGuidelines;
import org.parvis.moderation.people.ApprovingGrants;
import org.parvis.moderation.people.ApprovingGrants.Given;

class ReviewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    /** By which rights whoever judges approves. */
    private List<Given> grants = List.of(given("root", Duration.ofSeconds(1)));

    private final AggregateTestFixture<Review> fixture = new AggregateTestFixture<>(Review.class);

    @BeforeEach
    void resources() {
        fixture.registerInjectableResource(
                (CitableGuidelines) (brand, id) -> id.equals("g-07") ? Optional.of(3) : Optional.empty());
        fixture.registerInjectableResource((ContentFingerprint) (channel, mention, text) -> "hash of " + text);
        fixture.registerInjectableResource((ApprovingGrants) (member, brand, channel) -> grants);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Given given(String by, Duration ago) {
        return new Given(by, NOW.minus(ago));
    }

    private void isApprovedByPriyaWith(Given... held) {
        grants = List.of(held);
        fixture.given(opened(List.of("malik")))
                .when(approve(HASH), Acting.as("priya", Role.LEAD))
                .expectEvents(approved("priya"));
    }

    private void isNotApprovedByPriyaWith(String code, Given... held) {
        grants = List.of(held);
        expectRefusal(fixture.given(opened(List.of("malik"))), approve(HASH), "priya", Role.LEAD, code);
    }

    @Test
    void isNotApprovedByWhoHasTheRoleFromItsAuthorSinceAMoment() {
        isNotApprovedByPriyaWith("ROLE_FROM_AUTHOR", given("ines", Duration.ofMinutes(1)));
        isNotApprovedByPriyaWith(
                "ROLE_FROM_AUTHOR", given("ines", Duration.ofHours(24).minusMillis(1)));
        isApprovedByPriyaWith(given("ines", Duration.ofHours(24)));
    }

    @Test
    void isNotApprovedByWhoHasTheRoleFromAnEditorSinceAMoment() {
        isNotApprovedByPriyaWith("ROLE_FROM_AUTHOR", given("malik", Duration.ofHours(3)));
        isNotApprovedByPriyaWith(
                "ROLE_FROM_AUTHOR", given("malik", Duration.ofHours(3)), given("ines", Duration.ofHours(2)));
    }

    @Test
    void isApprovedByWhoHasOneRoleFromSomebodyElse() {
        isApprovedByPriyaWith(given("ines", Duration.ofMinutes(1)), given("root", Duration.ofSeconds(1)));
        isApprovedByPriyaWith(given("ines", Duration.ofMinutes(1)), given("ines", Duration.ofDays(300)));
    }

    @Test
    void waitsUntilItIsKnownWhoGaveTheRole() {
        isNotApprovedByPriyaWith("ROLE_NOT_KNOWN_YET");
        isNotApprovedByPriyaWith("ROLE_NOT_KNOWN_YET", new Given(null, null));
    }

    @Test
    void isNotApprovedInOtherWordsEitherByWhoHasTheRoleFromItsAuthor() {
        grants = List.of(given("ines", Duration.ofHours(1)));
        expectRefusal(
                fixture.given(opened(List.of())),
                new ApproveReviewWithEdit(ID, BRAND, "Bonjour.", HASH, null),
                "priya",
                Role.LEAD,
                "ROLE_FROM_AUTHOR");
    }

    @Test
    void isSentBackByAnyLeadWhoeverGaveTheRole() {
        grants = List.of(given("ines", Duration.ofHours(1)));
        fixture.given(opened(List.of()))
                .when(Reviewing.refuse("g-07"), Acting.as("priya", Role.LEAD))
                .expectEvents(refused());
    }

    @Test
    void isOpenedByThePolicyWithItsReasons() {
        fixture.givenNoPriorActivity()
                .when(open(List.of("moderator")), Acting.automation())
                .expectEvents(opened(List.of("moderator")));
    }

    @Test
    void isNotNeededWhenThePolicyHasNoReason() {
        fixture.givenNoPriorActivity()
                .when(Reviewing.openWithoutReason(), Acting.automation())
                .expectEvents(new ReviewNotNeeded(ID, BRAND, Reviewed.REPLY, "r1", HASH, 2));
    }

    @Test
    void isNeverOpenedByAPersonBecauseThatCouldLetADraftThrough() {
        fixture.givenNoPriorActivity()
                .when(Reviewing.openWithoutReason(), Acting.as("ines", Role.LEAD))
                .expectException(JudgementRefused.class)
                .expectExceptionMessage("ONLY_THE_POLICY_OPENS review:" + ID);
    }

    @Test
    void isNotOpenedTwiceForTheSameContent() {
        fixture.given(opened(List.of()))
                .when(open(List.of()), Acting.automation())
                .expectNoEvents();
    }

    @Test
    void isOpenedAgainWhenTheSameDraftIsSubmittedAfterARefusal() {
        fixture.given(opened(List.of()), refused())
                .when(open(List.of()), Acting.automation())
                .expectEvents(opened(List.of()));
    }

    @Test
    void isApprovedByALeadWhoWroteNothingOfIt() {
        fixture.given(opened(List.of("ines")))
                .when(approve(HASH), Acting.as("priya", Role.LEAD))
                .expectEvents(approved("priya"));
    }

    @Test
    void isNotApprovedByItsAuthor() {
        expectRefusal(fixture.given(opened(List.of())), approve(HASH), "ines", Role.LEAD, "OWN_DRAFT");
    }

    @Test
    void isNotApprovedByAnyEditor() {
        expectRefusal(fixture.given(opened(List.of("malik", "priya"))), approve(HASH), "priya", Role.LEAD, "OWN_EDIT");
    }

    @Test
    void isNotRefusedByItsAuthorEither() {
        expectRefusal(fixture.given(opened(List.of())), Reviewing.refuse("g-07"), "ines", Role.LEAD, "OWN_DRAFT");
    }

    @Test
    void isNotApprovedByAMachineWhateverItClaims() {
        fixture.given(opened(List.of()))
                .when(approve(HASH), Acting.automationAsLead())
                .expectException(JudgementRefused.class)
                .expectExceptionMessage("AUTOMATION_CANNOT_DECIDE review:" + ID);
    }

    @Test
    void isNotApprovedWithoutMetadata() {
        fixture.given(opened(List.of()))
                .when(approve(HASH))
                .expectException(JudgementRefused.class)
                .expectExceptionMessage("AUTOMATION_CANNOT_DECIDE review:" + ID);
    }

    @Test
    void isNotApprovedInARoleThatDoesNotApprove() {
        for (var role : List.of(
                Role.COMMUNITY_MANAGER, Role.EMPLOYEE, Role.AGENCY, Role.AUDITOR, Role.ADMIN, Role.PRODUCT_MANAGER)) {
            expectRefusal(fixture.given(opened(List.of())), approve(HASH), "priya", role, "ROLE_CANNOT_DECIDE");
        }
    }

    @Test
    void doesNotExistForALeadOfAnotherBrand() {
        expectRefusal(
                fixture.given(opened(List.of())),
                new ApproveReview(ID, "other", HASH, null),
                "priya",
                Role.LEAD,
                "NO_SUCH_REVIEW");
    }

    @Test
    void isNotApprovedOnAnotherContentThanTheReviewerSaw() {
        expectRefusal(fixture.given(opened(List.of())), approve("older"), "priya", Role.LEAD, "OTHER_CONTENT");
    }

    @Test
    void isDecidedOnceAndSaysByWhom() {
        fixture.given(opened(List.of()), approved("priya"))
                .when(approve(HASH), Acting.as("theo", Role.LEAD))
                .expectException(JudgementRefused.class)
                .expectException(org.hamcrest.Matchers.allOf(org.hamcrest.Matchers.hasProperty(
                        "message", org.hamcrest.Matchers.startsWith("ALREADY_DECIDED"))));
        fixture.given(opened(List.of()), approved("priya"))
                .when(Reviewing.refuse("g-07"), Acting.as("theo", Role.LEAD))
                .expectException(JudgementRefused.class);
        assertThat(new JudgementRefused(JudgementRefusal.ALREADY_DECIDED, ID, BRAND, java.util.Map.of()).category())
                .isEqualTo(Refused.Category.CONFLICT);
    }

    @Test
    void isNotDecidedOnceItsDraftChanged() {
        expectRefusal(
                fixture.given(opened(List.of()), new ReviewWithdrawn(ID, BRAND, "REVISED")),
                approve(HASH),
                "priya",
                Role.LEAD,
                "WITHDRAWN");
    }

    @Test
    void keepsBothVersionsWhenItIsApprovedWithAnEdit() {
        fixture.given(opened(List.of()))
                .when(
                        new ApproveReviewWithEdit(ID, BRAND, "Better words", HASH, "shorter"),
                        Acting.as("priya", Role.LEAD))
                .expectEvents(new ReviewApprovedWithEdit(
                        ID,
                        BRAND,
                        Reviewed.REPLY,
                        "r1",
                        "priya",
                        "person-1",
                        "Better words",
                        "hash of Better words",
                        HASH,
                        "shorter"));
    }

    @Test
    void isPlainlyApprovedWhenTheEditChangesNothing() {
        fixture.given(opened(List.of()))
                .when(new ApproveReviewWithEdit(ID, BRAND, TEXT, HASH, null), Acting.as("priya", Role.LEAD))
                .expectEvents(approved("priya"));
    }

    @Test
    void isNotApprovedWithNothingInPlaceOfTheText() {
        expectRefusal(
                fixture.given(opened(List.of())),
                new ApproveReviewWithEdit(ID, BRAND, " \n", HASH, null),
                "priya",
                Role.LEAD,
                "EMPTY_TEXT");
    }

    @Test
    void sendsAPostBackInsteadOfEditingOneOfItsTexts() {
        expectRefusal(
                fixture.given(Reviewing.openedPost()),
                new ApproveReviewWithEdit(ID, BRAND, "Other", HASH, null),
                "priya",
                Role.LEAD,
                "EDIT_OF_POST");
    }

    @Test
    void isRefusedWithTheGuidelineInForceAndAReason() {
        fixture.given(opened(List.of()))
                .when(Reviewing.refuse("g-07"), Acting.as("priya", Role.LEAD))
                .expectEvents(new ReviewRefused(
                        ID, BRAND, Reviewed.REPLY, "r1", "priya", "g-07", 3, "Promises a date", "person-1"));
    }

    @Test
    void isNotRefusedWithoutAGuidelineThatExists() {
        expectRefusal(
                fixture.given(opened(List.of())), Reviewing.refuse("g-99"), "priya", Role.LEAD, "UNKNOWN_GUIDELINE");
    }

    @Test
    void isNotRefusedWithoutAReason() {
        expectRefusal(
                fixture.given(opened(List.of())),
                new RefuseReview(ID, BRAND, "g-07", "  ", HASH),
                "priya",
                Role.LEAD,
                "NO_REASON");
    }

    @Test
    void recordsWhatAReviewerWasShownOnce() {
        var see = new SeeReview(ID, BRAND, "view-1", 4);
        var seen = new ReviewSeen(ID, BRAND, "priya", "view-1", 4);
        fixture.given(opened(List.of()))
                .when(see, Acting.as("priya", Role.LEAD))
                .expectEvents(seen);
        fixture.given(opened(List.of()), seen)
                .when(see, Acting.as("priya", Role.LEAD))
                .expectNoEvents();
        fixture.given(opened(List.of()), seen)
                .when(new SeeReview(ID, BRAND, "view-2", 5), Acting.as("priya", Role.LEAD))
                .expectEvents(new ReviewSeen(ID, BRAND, "priya", "view-2", 5));
    }

    @Test
    void isWithdrawnWhileItWaitsAndNotAfter() {
        var withdraw = new WithdrawReview(ID, BRAND, "REVISED");
        fixture.given(opened(List.of()))
                .when(withdraw, Acting.automation())
                .expectEvents(new ReviewWithdrawn(ID, BRAND, "REVISED"));
        fixture.given(opened(List.of()), approved("priya"))
                .when(withdraw, Acting.automation())
                .expectNoEvents();
    }

    private static void expectRefusal(
            TestExecutor<Review> given, Object command, String member, Role role, String code) {
        ResultValidator<Review> result = given.when(command, Acting.as(member, role));
        result.expectNoEvents();
        result.expectException(JudgementRefused.class).expectExceptionMessage(code + " review:" + ID);
    }
}
