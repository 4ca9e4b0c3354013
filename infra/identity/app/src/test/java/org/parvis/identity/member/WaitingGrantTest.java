package org.parvis.identity.member;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.GrantAsked;
import org.parvis.identity.api.GrantDeclined;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.MemberLeft;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Action;

/** While the house demands a second person, what lets somebody decide waits for one. */
class WaitingGrantTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final MemberRegistered REGISTERED =
            new MemberRegistered("ines", "Inès Caradec", "ines@alize.example", "fr", "Europe/Paris");
    private static final GrantTerms LEAD = new GrantTerms(Role.LEAD, "alize", null, null, null);
    private static final GrantTerms AGENCY = new GrantTerms(Role.AGENCY, "alize", null, null, null);

    private final AggregateTestFixture<Member> member = new AggregateTestFixture<>(Member.class);
    private final Set<String> withoutRight = new HashSet<>();
    private boolean demanded = true;

    @BeforeEach
    void surroundings() {
        member.registerInjectableResource(new House() {
                    @Override
                    public boolean hasBrand(String brandId) {
                        return true;
                    }

                    @Override
                    public boolean hasBrandIn(String brandId, String country) {
                        return true;
                    }

                    @Override
                    public boolean lets(String memberId, Action action, String brandId) {
                        return !withoutRight.contains(memberId + " " + action);
                    }

                    @Override
                    public boolean demandsSecondPerson() {
                        return demanded;
                    }

                    @Override
                    public boolean hasOtherAdministrator(String memberId) {
                        return true;
                    }
                })
                .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAD", "AUDITOR", "ADMIN"})
    void aDecidingRoleWaits(Role role) {
        var terms = new GrantTerms(role, "alize", null, null, null);
        given().when(new GiveGrant("ines", "g", terms), by("ada"))
                .expectResultMessagePayload(Giving.WAITING)
                .expectEvents(new GrantAsked("ines", "g", role, "alize", null, null, null, "ada"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEAD", "AUDITOR", "ADMIN"})
    void anotherRoleWaitsOnlyWhenSomebodyGivesItToThemselves(Role role) {
        var terms = new GrantTerms(role, "alize", null, null, null);
        given().when(new GiveGrant("ines", "g", terms), by("ada"))
                .expectResultMessagePayload(Giving.NEW)
                .expectEvents(granted(terms));
        given().when(new GiveGrant("ines", "g", terms), by("ines"))
                .expectResultMessagePayload(Giving.WAITING)
                .expectEvents(new GrantAsked("ines", "g", role, "alize", null, null, null, "ines"));
    }

    @Test
    void nothingWaitsWhileTheRuleIsOff() {
        demanded = false;
        given().when(new GiveGrant("ines", "g", LEAD), by("ines")).expectEvents(granted(LEAD));
    }

    @Test
    void theDirectoryIsItsOwnSecondPerson() {
        given().when(new GiveGrant("ines", "g", LEAD), robot())
                .expectResultMessagePayload(Giving.NEW)
                .expectEvents(granted(LEAD));
    }

    @Test
    void askingTwiceSaysNothingNewAndOtherTermsAreRefused() {
        given(asked(LEAD, "ada"))
                .when(new GiveGrant("ines", "g", LEAD), by("ada"))
                .expectResultMessagePayload(Giving.WAITING)
                .expectNoEvents();
        refused("ALREADY_EXISTS_DIFFERENT", new GiveGrant("ines", "g", AGENCY), by("ada"), asked(LEAD, "ada"));
    }

    @Test
    void somebodyElseConfirms() {
        given(asked(LEAD, "ada"))
                .when(new ConfirmGrant("ines", "g", "alize", 1), by("nora"))
                .expectEvents(granted(LEAD));
    }

    @Test
    void neitherWhoAskedNorWhoReceivesNorAMachineConfirms() {
        var confirm = new ConfirmGrant("ines", "g", "alize", 1);
        refused("GRANT_OWN_WISH", confirm, by("ada"), asked(LEAD, "ada"));
        refused("GRANT_FOR_ONESELF", confirm, by("ines"), asked(LEAD, "ada"));
        refused("GRANT_PEOPLE_CONFIRM", confirm, robot(), asked(LEAD, "ada"));
    }

    @Test
    void bothTheAskerAndTheConfirmerMayStillDoSo() {
        var confirm = new ConfirmGrant("ines", "g", "alize", 1);
        withoutRight.add("nora CONFIRM_GRANT");
        refused("GRANT_GIVER_WITHOUT_RIGHT", confirm, by("nora"), asked(LEAD, "ada"));
        withoutRight.add("ada MANAGE_MEMBERS");
        refused("GRANT_ASKER_WITHOUT_RIGHT", confirm, by("zoe"), asked(LEAD, "ada"));
    }

    @Test
    void confirmsOnlyTheWishThatWasSeen() {
        refused(
                "GRANT_CHANGED_MEANWHILE",
                new ConfirmGrant("ines", "g", "alize", 1),
                by("nora"),
                asked(LEAD, "ada"),
                new GrantDeclined("ines", "g", "alize", "ada"),
                asked(new GrantTerms(Role.ADMIN, "alize", null, null, null), "ada"));
    }

    @Test
    void confirmsOnce() {
        refused(
                "GRANT_NOT_WAITING",
                new ConfirmGrant("ines", "g", "alize", 1),
                by("nora"),
                asked(LEAD, "ada"),
                granted(LEAD));
    }

    @Test
    void whoAskedMayTakeItBackAndSoMayAnotherDecline() {
        for (var decider : List.of("ada", "nora")) {
            given(asked(LEAD, "ada"))
                    .when(new DeclineGrant("ines", "g", "alize", 1), by(decider))
                    .expectEvents(new GrantDeclined("ines", "g", "alize", decider));
        }
    }

    @Test
    void nobodyDeclinesByARightTheyHoldNoLonger() {
        withoutRight.add("nora CONFIRM_GRANT");
        refused("RIGHT_ENDED_MEANWHILE", new DeclineGrant("ines", "g", "alize", 1), by("nora"), asked(LEAD, "ada"));
        withoutRight.add("zoe MANAGE_MEMBERS");
        refused("RIGHT_ENDED_MEANWHILE", new WithdrawGrant("ines", "g"), by("zoe"), asked(LEAD, "ada"));
    }

    @Test
    void takingBackIsAtOnce() {
        given(asked(LEAD, "ada"))
                .when(new WithdrawGrant("ines", "g"), by("ada"))
                .expectEvents(new GrantDeclined("ines", "g", "alize", "ada"));
        given(asked(LEAD, "ada"), new GrantDeclined("ines", "g", "alize", "ada"))
                .when(new WithdrawGrant("ines", "g"), by("ada"))
                .expectNoEvents();
    }

    @Test
    void nothingWaitsForWhoLeft() {
        given(asked(LEAD, "ada"))
                .when(new LetMemberGo("ines"), by("ada"))
                .expectEvents(new GrantDeclined("ines", "g", "alize", "ada"), new MemberLeft("ines"));
    }

    private TestExecutor<Member> given(Object... events) {
        var all = new ArrayList<Object>(List.of(REGISTERED));
        all.addAll(List.of(events));
        return member.given(all);
    }

    private void refused(String code, Object command, Map<String, String> by, Object... events) {
        given(events)
                .when(command, by)
                .expectException(MemberRefused.class)
                .expectExceptionMessage(code + " member:ines");
    }

    private static GrantAsked asked(GrantTerms terms, String by) {
        return new GrantAsked("ines", "g", terms.role(), terms.brandId(), null, null, null, by);
    }

    private static GrantGiven granted(GrantTerms terms) {
        return new GrantGiven("ines", "g", terms.role(), terms.brandId(), null, null, null);
    }

    private static Map<String, String> by(String memberId) {
        return Map.of(EntryMetadata.ACTOR, memberId, EntryMetadata.ACTOR_KIND, "HUMAN");
    }

    private static Map<String, String> robot() {
        return Map.of(EntryMetadata.ACTOR, "identity.scim", EntryMetadata.ACTOR_KIND, "AUTOMATION");
    }
}
