package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NavigationTest {

    @ParameterizedTest
    @EnumSource
    void givesEveryRoleAFirstPage(Role role) {
        assertThat(Navigation.of(member(role))).isNotEmpty();
    }

    @Test
    void showsAnAgencyOnlyWhatItMayWatchAndDraft() {
        assertThat(Navigation.of(member(Role.AGENCY)))
                .extracting(NavigationEntry::id)
                .containsExactly("inbox", "posts", "mentions", "alerts", "stops");
    }

    @Test
    void leadsEverybodyToTheStopsWhoMayStopSomething() {
        for (var role : Role.values()) {
            assertThat(Navigation.of(member(role)).stream()
                            .anyMatch(entry -> entry.id().equals("stops")))
                    .as(role.name())
                    .isEqualTo(role != Role.PRODUCT_MANAGER);
        }
    }

    @Test
    void showsAnAuditorTheAuditAndNoQueue() {
        assertThat(Navigation.of(member(Role.AUDITOR)))
                .extracting(NavigationEntry::id)
                .contains("audit", "reports")
                .doesNotContain("inbox", "reviews", "members");
    }

    @Test
    void addsUpTheRolesOfOneMemberWithoutRepeating() {
        assertThat(Navigation.of(member(Role.LEAD, Role.ADMIN)))
                .extracting(NavigationEntry::id)
                .doesNotHaveDuplicates()
                .contains("reviews", "members");
    }

    @Test
    void knowsTheEntryOfAPageBelowIt() {
        assertThat(Navigation.at("/crm/inbox/42").map(NavigationEntry::id)).hasValue("inbox");
        assertThat(Navigation.at("/listening/stories/42").map(NavigationEntry::id))
                .hasValue("mentions");
        assertThat(Navigation.at("/crm/inboxes")).isEmpty();
    }

    @Test
    void hasOneOwnerAndOnePathForEachEntry() {
        assertThat(Navigation.all()).extracting(NavigationEntry::id).doesNotHaveDuplicates();
        assertThat(Navigation.all()).extracting(NavigationEntry::path).doesNotHaveDuplicates();
        assertThat(Navigation.all())
                .extracting(NavigationEntry::service)
                .isSubsetOf("reporting", "crm", "moderation", "publishing", "listening", "identity");
    }

    static SignedIn member(Role... roles) {
        return new SignedIn(
                "someone",
                "Someone",
                null,
                Set.copyOf(Arrays.asList(roles)),
                Set.of("helianthe-fr"),
                null,
                ZoneOffset.UTC,
                Theme.SYSTEM,
                Instant.MAX);
    }
}
