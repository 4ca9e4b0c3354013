package org.parvis.identity.member;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberChanged;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.MemberReturned;
import org.parvis.identity.api.PasswordChanged;
import org.parvis.identity.api.PreferencesChosen;
import org.parvis.identity.api.RecoveryCodesRenewed;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SecondFactorEnrolled;
import org.parvis.identity.api.SecondFactorRemoved;
import org.parvis.identity.api.Theme;
import org.parvis.identity.api.TokenIssued;
import org.parvis.identity.api.TokenRevoked;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;

class MemberTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final MemberProfile INES =
            new MemberProfile("Inès Caradec", "ines@alize.example", "fr", "Europe/Paris");
    private static final MemberRegistered REGISTERED =
            new MemberRegistered("ines", "Inès Caradec", "ines@alize.example", "fr", "Europe/Paris");
    private static final GrantTerms LEAD = new GrantTerms(Role.LEAD, "alize", null, null, null);
    private static final GrantTerms ADMIN = new GrantTerms(Role.ADMIN, "*", null, null, null);

    private final AggregateTestFixture<Member> member = new AggregateTestFixture<>(Member.class);
    private final KnownHouse house = new KnownHouse();

    /** A house of which a test says what is in it. */
    private static final class KnownHouse implements House {

        final Set<String> brands = new HashSet<>(Set.of("alize"));
        final Set<String> withoutRight = new HashSet<>();
        boolean otherAdministrator;

        @Override
        public boolean hasBrand(String brandId) {
            return brands.contains(brandId);
        }

        @Override
        public boolean hasBrandIn(String brandId, String country) {
            return hasBrand(brandId) && country.equals("FR");
        }

        @Override
        public boolean lets(String memberId, Action action, String brandId) {
            return action == Action.MANAGE_MEMBERS && !withoutRight.contains(memberId);
        }

        @Override
        public boolean demandsSecondPerson() {
            return false;
        }

        @Override
        public boolean hasOtherAdministrator(String memberId) {
            return otherAdministrator;
        }
    }

    @BeforeEach
    void surroundings() {
        member.registerInjectableResource(house).registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void isSetUpOnce() {
        member.givenNoPriorActivity()
                .when(new RegisterMember("ines", INES))
                .expectResultMessagePayload(true)
                .expectEvents(REGISTERED);
    }

    @Test
    void leavesAnIdenticalMemberAlone() {
        member.given(REGISTERED)
                .when(new RegisterMember("ines", INES))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void refusesAnotherPersonUnderTheSameId() {
        refused(
                "ALREADY_EXISTS_DIFFERENT",
                new RegisterMember("ines", new MemberProfile("Inès Autre", "i@x.example", "fr", "Europe/Paris")));
    }

    @Test
    void isDescribedAnewAndSaysNothingWhenNothingChanges() {
        member.given(REGISTERED)
                .when(new ChangeMember(
                        "ines", new MemberProfile("Inès C.", "ines@alize.example", "fr", "Europe/Paris")))
                .expectEvents(new MemberChanged("ines", "Inès C.", "ines@alize.example", "fr", "Europe/Paris"));
        member.given(REGISTERED).when(new ChangeMember("ines", INES)).expectNoEvents();
    }

    @Test
    void choosesPreferencesAndSaysNothingWhenTheyAreTheSame() {
        member.given(REGISTERED)
                .when(new ChoosePreferences("ines", "en", Theme.DARK, "Europe/Paris"))
                .expectEvents(new PreferencesChosen("ines", "en", Theme.DARK, "Europe/Paris"));
        member.given(REGISTERED)
                .when(new ChoosePreferences("ines", "fr", Theme.SYSTEM, "Europe/Paris"))
                .expectNoEvents();
    }

    @Test
    void keepsAChosenLanguageWhenTheHouseCorrectsOnlyTheName() {
        member.given(
                        REGISTERED,
                        new PreferencesChosen("ines", "en", Theme.DARK, "Europe/Paris"),
                        new MemberChanged("ines", "Inès C.", "ines@alize.example", "fr", "Europe/London"))
                .when(new ChoosePreferences("ines", "en", Theme.DARK, "Europe/London"))
                .expectNoEvents();
    }

    @Test
    void recordsThatAPasswordChangedAndNothingElse() {
        member.given(REGISTERED).when(new RecordPassword("ines")).expectEvents(new PasswordChanged("ines"));
    }

    @Test
    void receivesAGrantOnce() {
        member.given(REGISTERED)
                .when(new GiveGrant("ines", "lead-1", LEAD))
                .expectResultMessagePayload(Giving.NEW)
                .expectEvents(given("lead-1", LEAD));
        member.given(REGISTERED, given("lead-1", LEAD))
                .when(new GiveGrant("ines", "lead-1", LEAD))
                .expectResultMessagePayload(Giving.KNOWN)
                .expectNoEvents();
    }

    @Test
    void refusesOtherTermsUnderTheSameGrantId() {
        refused(
                "ALREADY_EXISTS_DIFFERENT",
                new GiveGrant("ines", "lead-1", new GrantTerms(Role.AUDITOR, "alize", null, null, null)),
                given("lead-1", LEAD));
    }

    @Test
    void refusesAGrantOnABrandNobodySetUp() {
        refused("BRAND_UNKNOWN", new GiveGrant("ines", "g", new GrantTerms(Role.LEAD, "sirocco", null, null, null)));
    }

    @Test
    void refusesAChannelOfEveryBrand() {
        refused(
                "CHANNEL_WITHOUT_BRAND",
                new GiveGrant("ines", "g", new GrantTerms(Role.LEAD, Grant.EVERY_BRAND, null, "bluesky", null)));
    }

    @Test
    void givesARightForACountryOnABrandOfIt() {
        var french = new GrantTerms(Role.LEAD, "alize", "FR", null, null);
        member.given(REGISTERED).when(new GiveGrant("ines", "g", french)).expectEvents(given("g", french));
        for (var terms : List.of(
                new GrantTerms(Role.LEAD, "alize", "DE", null, null),
                new GrantTerms(Role.LEAD, Grant.EVERY_BRAND, "FR", null, null))) {
            refused("COUNTRY_WITHOUT_BRAND", new GiveGrant("ines", "g", terms));
        }
    }

    @Test
    void refusesAGrantThatHasEnded() {
        refused("GRANT_ALREADY_ENDED", new GiveGrant("ines", "g", new GrantTerms(Role.LEAD, "alize", null, null, NOW)));
    }

    @Test
    void boundsTheGrantsInForce() {
        var many = new ArrayList<Object>(IntStream.range(0, Member.MOST_GRANTS)
                .mapToObj(i -> given("g" + i, LEAD))
                .toList());
        refused("TOO_MANY_GRANTS", new GiveGrant("ines", "one-more", LEAD), many.toArray());
    }

    @Test
    void boundsTheGrantsOnOneBrandThatEndedToo() {
        var ended = new GrantTerms(Role.LEAD, "alize", null, null, NOW.minusSeconds(1));
        var many = new ArrayList<Object>(IntStream.range(0, Member.MOST_KNOWN_ON_ONE_BRAND)
                .mapToObj(i -> given("g" + i, ended))
                .toList());
        refused("TOO_MANY_ENDED_GRANTS_THERE", new GiveGrant("ines", "one-more", LEAD), many.toArray());
        member.given(REGISTERED)
                .andGiven(many)
                .andGiven(new GrantWithdrawn("ines", "g0", "alize"))
                .when(new GiveGrant("ines", "one-more", LEAD))
                .expectEvents(given("one-more", LEAD));
    }

    @Test
    void boundsTheGrantsOnOneBrandByThemselves() {
        house.brands.add("sirocco");
        var elsewhere = new GrantTerms(Role.LEAD, "sirocco", null, null, null);
        var many = IntStream.range(0, Member.MOST_ON_ONE_BRAND)
                .mapToObj(i -> given("g" + i, LEAD))
                .toList();
        refused("TOO_MANY_GRANTS_THERE", new GiveGrant("ines", "one-more", LEAD), many.toArray());
        member.given(REGISTERED)
                .andGiven(many)
                .when(new GiveGrant("ines", "one-more", elsewhere))
                .expectEvents(given("one-more", elsewhere));
    }

    @Test
    void countsEndedGrantsNoMore() {
        var past = new GrantTerms(Role.AGENCY, "alize", null, null, NOW.minusSeconds(1));
        var many = new ArrayList<Object>(List.of(REGISTERED));
        IntStream.range(0, Member.MOST_GRANTS).forEach(i -> many.add(given("g" + i, past)));
        member.given(many).when(new GiveGrant("ines", "one-more", LEAD)).expectEvents(given("one-more", LEAD));
    }

    @Test
    void losesAGrantAndARepetitionSaysNothing() {
        member.given(REGISTERED, given("lead-1", LEAD))
                .when(new WithdrawGrant("ines", "lead-1"))
                .expectEvents(new GrantWithdrawn("ines", "lead-1", "alize"));
        member.given(REGISTERED, given("lead-1", LEAD), new GrantWithdrawn("ines", "lead-1", "alize"))
                .when(new WithdrawGrant("ines", "lead-1"))
                .expectNoEvents();
    }

    @Test
    void mayReceiveAgainWhatWasTakenBack() {
        member.given(REGISTERED, given("lead-1", LEAD), new GrantWithdrawn("ines", "lead-1", "alize"))
                .when(new GiveGrant("ines", "lead-1", LEAD))
                .expectEvents(given("lead-1", LEAD));
    }

    @Test
    void knowsNoGrantThatWasNeverGiven() {
        refused("GRANT_UNKNOWN", new WithdrawGrant("ines", "lead-1"));
    }

    @Test
    void refusesToTakeTheHouseFromItsLastAdministrator() {
        refused("LAST_ADMINISTRATOR", new WithdrawGrant("ines", "admin"), given("admin", ADMIN));
    }

    @Test
    void aRightThatEndsDoesNotKeepTheHouse() {
        var forAWeek = new GrantTerms(Role.ADMIN, "*", null, null, NOW.plus(Duration.ofDays(7)));
        refused(
                "LAST_ADMINISTRATOR",
                new WithdrawGrant("ines", "admin"),
                given("admin", ADMIN),
                given("admin-week", forAWeek));
    }

    @Test
    void nobodyGivesByARightTheyHoldNoLonger() {
        var byAda = Map.of(EntryMetadata.ACTOR, "ada", EntryMetadata.ACTOR_KIND, "HUMAN");
        var give = new GiveGrant("ines", "admin", ADMIN);
        member.given(REGISTERED).when(give, byAda).expectEvents(given("admin", ADMIN));
        house.withoutRight.add("ada");
        member.given(REGISTERED)
                .when(give, byAda)
                .expectException(MemberRefused.class)
                .expectExceptionMessage("GRANT_GIVER_WITHOUT_RIGHT member:ines");
        // A house automation holds no right; what it may do is decided where it is.
        member.given(REGISTERED)
                .when(give, Map.of(EntryMetadata.ACTOR, "ada", EntryMetadata.ACTOR_KIND, "AUTOMATION"))
                .expectEvents(given("admin", ADMIN));
    }

    /** Who was dismissed while it waited its turn; what is one's own is asked of nobody. */
    @Test
    void nobodyDecidesAboutOthersByARightTheyHoldNoLonger() {
        var byAda = Map.of(EntryMetadata.ACTOR, "ada", EntryMetadata.ACTOR_KIND, "HUMAN");
        var byInes = Map.of(EntryMetadata.ACTOR, "ines", EntryMetadata.ACTOR_KIND, "HUMAN");
        var past = List.of(
                REGISTERED,
                given("lead-1", LEAD),
                new SecondFactorEnrolled("ines"),
                new TokenIssued("ines", "t1", NOW.plus(Duration.ofDays(1))));
        house.withoutRight.addAll(Set.of("ada", "ines"));
        for (var own :
                List.of(new RecordPassword("ines"), new RemoveSecondFactor("ines"), new RevokeToken("ines", "t1"))) {
            endedMeanwhile(past, own, byAda);
            member.given(past).when(own, byInes).expectSuccessfulHandlerExecution();
        }
        for (var ofTheHouse : List.of(
                new WithdrawGrant("ines", "lead-1"),
                new LetMemberGo("ines"),
                new ChangeMember("ines", new MemberProfile("Inès C.", "ines@alize.example", "fr", "Europe/Paris")))) {
            endedMeanwhile(past, ofTheHouse, byAda);
            endedMeanwhile(past, ofTheHouse, byInes);
            member.given(past)
                    .when(ofTheHouse, Map.of(EntryMetadata.ACTOR, "ada", EntryMetadata.ACTOR_KIND, "AUTOMATION"))
                    .expectSuccessfulHandlerExecution();
        }
        endedMeanwhile(List.of(REGISTERED, new MemberLeft("ines")), new TakeMemberBack("ines"), byAda);
    }

    private void endedMeanwhile(List<?> past, Object command, Map<String, String> by) {
        member.given(past)
                .when(command, by)
                .expectNoEvents()
                .expectException(MemberRefused.class)
                .expectExceptionMessage("RIGHT_ENDED_MEANWHILE member:ines");
    }

    @Test
    void letsAnAdministratorGoWhenAnotherRemains() {
        house.otherAdministrator = true;
        member.given(REGISTERED, given("admin", ADMIN))
                .when(new WithdrawGrant("ines", "admin"))
                .expectEvents(new GrantWithdrawn("ines", "admin", "*"));
    }

    @Test
    void letsOneOfTwoIdenticalRightsGo() {
        member.given(REGISTERED, given("admin", ADMIN), given("admin-2", ADMIN))
                .when(new WithdrawGrant("ines", "admin"))
                .expectEvents(new GrantWithdrawn("ines", "admin", "*"));
    }

    @Test
    void anAdministratorOfOneBrandMayGo() {
        var ofBrand = new GrantTerms(Role.ADMIN, "alize", null, null, null);
        member.given(REGISTERED, given("admin", ofBrand))
                .when(new WithdrawGrant("ines", "admin"))
                .expectEvents(new GrantWithdrawn("ines", "admin", "alize"));
    }

    @Test
    void issuesATokenWithAnEnd() {
        var until = NOW.plus(Duration.ofDays(30));
        member.given(REGISTERED)
                .when(new IssueToken("ines", "t1", until))
                .expectEvents(new TokenIssued("ines", "t1", until));
    }

    @Test
    void refusesATokenWithoutAFutureAndOneThatLivesTooLong() {
        refused("TOKEN_ALREADY_ENDED", new IssueToken("ines", "t1", NOW));
        refused("TOKEN_TOO_LONG", new IssueToken("ines", "t1", NOW.plus(Duration.ofDays(367))));
    }

    @Test
    void boundsTheTokensInForceAndForgetsEndedOnes() {
        var live = IntStream.range(0, Member.MOST_TOKENS)
                .mapToObj(i -> (Object) new TokenIssued("ines", "t" + i, NOW.plusSeconds(60)))
                .toArray();
        refused("TOO_MANY_TOKENS", new IssueToken("ines", "one-more", NOW.plusSeconds(60)), live);

        var ended = new ArrayList<Object>(List.of(REGISTERED));
        IntStream.range(0, Member.MOST_TOKENS).forEach(i -> ended.add(new TokenIssued("ines", "t" + i, NOW)));
        member.given(ended)
                .when(new IssueToken("ines", "one-more", NOW.plusSeconds(60)))
                .expectEvents(new TokenIssued("ines", "one-more", NOW.plusSeconds(60)));
    }

    @Test
    void revokesATokenOnce() {
        var issued = new TokenIssued("ines", "t1", NOW.plusSeconds(60));
        member.given(REGISTERED, issued)
                .when(new RevokeToken("ines", "t1"))
                .expectEvents(new TokenRevoked("ines", "t1"));
        member.given(REGISTERED, issued, new TokenRevoked("ines", "t1"))
                .when(new RevokeToken("ines", "t1"))
                .expectNoEvents();
        refused("TOKEN_UNKNOWN", new RevokeToken("ines", "t1"));
    }

    private void refused(String code, Object command, Object... history) {
        var past = new ArrayList<Object>(List.of(REGISTERED));
        past.addAll(List.of(history));
        member.given(past)
                .when(command)
                .expectNoEvents()
                .expectException(MemberRefused.class)
                .expectExceptionMessage(code + " member:ines");
    }

    private static GrantGiven given(String grantId, GrantTerms terms) {
        return new GrantGiven(
                "ines", grantId, terms.role(), terms.brandId(), terms.country(), terms.channelId(), terms.until());
    }

    @Test
    void aNewPasswordEndsTheTokensMadeUnderTheOldOne() {
        var until = NOW.plus(Duration.ofDays(3));
        member.given(REGISTERED, new TokenIssued("ines", "t1", until))
                .when(new RecordPassword("ines"))
                .expectEvents(new TokenRevoked("ines", "t1"), new PasswordChanged("ines"));
    }

    @Test
    void leavesWithoutRightsAndTokens() {
        var until = NOW.plus(Duration.ofDays(3));
        member.given(
                        REGISTERED,
                        new GrantGiven("ines", "g1", Role.LEAD, "alize", null, null, null),
                        new TokenIssued("ines", "t1", until))
                .when(new LetMemberGo("ines"))
                .expectEvents(
                        new GrantWithdrawn("ines", "g1", "alize"),
                        new TokenRevoked("ines", "t1"),
                        new MemberLeft("ines"));
    }

    @Test
    void leavesOnceAndComesBackWithNothing() {
        var left = new MemberLeft("ines");
        member.given(REGISTERED, left).when(new LetMemberGo("ines")).expectNoEvents();
        member.given(REGISTERED, left).when(new TakeMemberBack("ines")).expectEvents(new MemberReturned("ines"));
        member.given(REGISTERED, left, new MemberReturned("ines"))
                .when(new TakeMemberBack("ines"))
                .expectNoEvents();
    }

    @Test
    void givesNothingToSomebodyWhoLeft() {
        var left = new MemberLeft("ines");
        member.given(REGISTERED, left)
                .when(new GiveGrant("ines", "g2", LEAD))
                .expectNoEvents()
                .expectException(MemberRefused.class)
                .expectExceptionMessage("MEMBER_LEFT member:ines");
        member.given(REGISTERED, left)
                .when(new IssueToken("ines", "t2", NOW.plus(Duration.ofDays(1))))
                .expectNoEvents()
                .expectException(MemberRefused.class);
        member.given(REGISTERED, left)
                .when(new RecordPassword("ines"))
                .expectNoEvents()
                .expectException(MemberRefused.class);
    }

    @Test
    void theLastAdministratorCannotLeave() {
        var keeper = new GrantGiven("ines", "g1", Role.ADMIN, "*", null, null, null);
        member.given(REGISTERED, keeper)
                .when(new LetMemberGo("ines"))
                .expectNoEvents()
                .expectExceptionMessage("LAST_ADMINISTRATOR member:ines");
        house.otherAdministrator = true;
        member.given(REGISTERED, keeper)
                .when(new LetMemberGo("ines"))
                .expectEvents(new GrantWithdrawn("ines", "g1", "*"), new MemberLeft("ines"));
    }

    @Test
    void hasASecondFactorUntilItIsRemoved() {
        var enrolled = new SecondFactorEnrolled("ines");
        member.given(REGISTERED).when(new EnrolSecondFactor("ines")).expectEvents(enrolled);
        member.given(REGISTERED, enrolled)
                .when(new RemoveSecondFactor("ines"))
                .expectEvents(new SecondFactorRemoved("ines"));
        member.given(REGISTERED).when(new RemoveSecondFactor("ines")).expectNoEvents();
        member.given(REGISTERED, enrolled)
                .when(new RenewRecoveryCodes("ines"))
                .expectEvents(new RecoveryCodesRenewed("ines"));
        member.given(REGISTERED)
                .when(new RenewRecoveryCodes("ines"))
                .expectNoEvents()
                .expectExceptionMessage("NO_SECOND_FACTOR member:ines");
        member.given(REGISTERED, enrolled)
                .when(new LetMemberGo("ines"))
                .expectEvents(new SecondFactorRemoved("ines"), new MemberLeft("ines"));
    }
}
