package org.parvis.identity.secondperson;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.SecondPersonReleaseAsked;
import org.parvis.identity.api.SecondPersonReleaseDeclined;
import org.parvis.identity.api.SecondPersonReleased;
import org.parvis.identity.api.SecondPersonRequired;
import org.parvis.identity.house.SecondPersons;
import org.parvis.identity.rights.Action;
import org.parvis.identity.secondperson.SecondPersonCommand.AskForRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.ConfirmRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.DeclineRelease;
import org.parvis.identity.secondperson.SecondPersonCommand.RequireSecondPerson;

/** One switches the rule on; off takes two. */
class SecondPersonRuleTest {

    private static final String HOUSE = SecondPersonRule.ID;
    private static final SecondPersonRequired ON = new SecondPersonRequired(HOUSE, "ada");
    private static final SecondPersonReleaseAsked ASKED = new SecondPersonReleaseAsked(HOUSE, "ada");

    private final AggregateTestFixture<SecondPersonRule> rule = new AggregateTestFixture<>(SecondPersonRule.class);
    private final Set<String> withoutRight = new HashSet<>();
    private boolean another = true;

    @BeforeEach
    void surroundings() {
        rule.registerInjectableResource(new SecondPersons() {
            @Override
            public boolean anotherThan(String memberId) {
                return another;
            }

            @Override
            public boolean lets(String memberId, Action action, String brandId) {
                return !withoutRight.contains(memberId + " " + action);
            }
        });
    }

    @Test
    void isOnAtOnce() {
        given().when(new RequireSecondPerson(HOUSE), by("ada")).expectEvents(ON).expectResultMessagePayload(1L);
        given(ON).when(new RequireSecondPerson(HOUSE), by("zoe")).expectNoEvents();
    }

    @Test
    void staysOffWhereNobodyElseCouldConfirm() {
        another = false;
        refused("SECOND_PERSON_NOBODY_ELSE", new RequireSecondPerson(HOUSE), by("ada"));
    }

    @Test
    void offWaits() {
        given(ON).when(new AskForRelease(HOUSE), by("ada")).expectEvents(ASKED);
        given(ON, ASKED).when(new AskForRelease(HOUSE), by("zoe")).expectNoEvents();
        given().when(new AskForRelease(HOUSE), by("ada")).expectNoEvents();
    }

    @Test
    void nobodyDecidesByARightTheyHoldNoLonger() {
        withoutRight.addAll(Set.of("zoe MANAGE_MEMBERS", "zoe CONFIRM_GRANT"));
        refused("RIGHT_ENDED_MEANWHILE", new RequireSecondPerson(HOUSE), by("zoe"));
        refused("RIGHT_ENDED_MEANWHILE", new AskForRelease(HOUSE), by("zoe"), ON);
        refused("RIGHT_ENDED_MEANWHILE", new ConfirmRelease(HOUSE, 2), by("zoe"), ON, ASKED);
        refused("RIGHT_ENDED_MEANWHILE", new DeclineRelease(HOUSE, 2), by("zoe"), ON, ASKED);
    }

    /** Else somebody who was dismissed would be one of the two. */
    @Test
    void whoAskedMustStillBeAllowedToWhenItIsConfirmed() {
        withoutRight.add("ada MANAGE_MEMBERS");
        refused("SECOND_PERSON_ASKER_WITHOUT_RIGHT", new ConfirmRelease(HOUSE, 2), by("nora"), ON, ASKED);
        given(ON, ASKED)
                .when(new DeclineRelease(HOUSE, 2), by("nora"))
                .expectEvents(new SecondPersonReleaseDeclined(HOUSE, "nora"));
    }

    @Test
    void somebodyElseConfirmsAndNobodyTheirOwnWish() {
        given(ON, ASKED)
                .when(new ConfirmRelease(HOUSE, 2), by("nora"))
                .expectEvents(new SecondPersonReleased(HOUSE, "ada", "nora"));
        refused("SECOND_PERSON_OWN_WISH", new ConfirmRelease(HOUSE, 2), by("ada"), ON, ASKED);
    }

    @Test
    void confirmsOnlyWhatWasSeen() {
        refused("SECOND_PERSON_CHANGED_MEANWHILE", new ConfirmRelease(HOUSE, 1), by("nora"), ON, ASKED);
        refused(
                "SECOND_PERSON_NOTHING_ASKED",
                new ConfirmRelease(HOUSE, 3),
                by("nora"),
                ON,
                ASKED,
                new SecondPersonReleaseDeclined(HOUSE, "ada"));
    }

    @Test
    void whoAskedMayThinkBetterOfIt() {
        given(ON, ASKED)
                .when(new DeclineRelease(HOUSE, 2), by("ada"))
                .expectEvents(new SecondPersonReleaseDeclined(HOUSE, "ada"));
    }

    @Test
    void isForPeople() {
        for (var command : List.of(
                new RequireSecondPerson(HOUSE),
                new AskForRelease(HOUSE),
                new ConfirmRelease(HOUSE, 2),
                new DeclineRelease(HOUSE, 2))) {
            refused(
                    "SECOND_PERSON_PEOPLE_ONLY",
                    command,
                    Map.of(EntryMetadata.ACTOR, "robot", EntryMetadata.ACTOR_KIND, "AUTOMATION"),
                    ON,
                    ASKED);
        }
    }

    private TestExecutor<SecondPersonRule> given(Object... events) {
        return events.length == 0 ? rule.givenNoPriorActivity() : rule.given(List.of(events));
    }

    private void refused(String code, Object command, Map<String, String> by, Object... events) {
        given(events)
                .when(command, by)
                .expectException(SecondPersonRefused.class)
                .expectExceptionMessage(code + " rule:house");
    }

    private static Map<String, String> by(String memberId) {
        return Map.of(EntryMetadata.ACTOR, memberId, EntryMetadata.ACTOR_KIND, "HUMAN");
    }
}
