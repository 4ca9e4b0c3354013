package org.parvis.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.Ids;
import org.parvis.identity.api.Role;

class GroupRightTest {

    @Test
    void readsGroupRoleAndBrand() {
        assertThat(GroupRight.of(" social/moderators = LEAD@alize".replace(" = ", "=")))
                .isEqualTo(new GroupRight("social/moderators", Role.LEAD, "alize"));
        assertThat(GroupRight.of("a=b=ADMIN@*")).isEqualTo(new GroupRight("a=b", Role.ADMIN, "*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "leads", "leads=LEAD", "leads=CAPTAIN@alize", "=LEAD@alize", "leads=LEAD@Alizé"})
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> GroupRight.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesEachRightOnceAndWithinTheRules() {
        var every = new GroupRight("g", Role.COMMUNITY_MANAGER, "*").grantId("company-");
        var onOne = new GroupRight("g", Role.COMMUNITY_MANAGER, "every-brand").grantId("company-");
        assertThat(every).isNotEqualTo(onOne);
        var longest = new GroupRight("g", Role.COMMUNITY_MANAGER, "b".repeat(64)).grantId("directory-");
        for (var id : List.of(every, onOne, longest)) {
            assertThat(Ids.requireValid(id)).isEqualTo(id);
        }
    }

    @Test
    void findsGroupsWhereverTheCompanyWritesThem() {
        Map<String, Object> claims =
                Map.of("groups", List.of("/leads"), "realm_access", Map.of("roles", List.of("a", "b")), "text", "x");
        assertThat(CompanyGroups.in(claims, "groups")).containsExactly("/leads");
        assertThat(CompanyGroups.in(claims, "realm_access.roles")).containsExactlyInAnyOrder("a", "b");
        assertThat(CompanyGroups.in(claims, "realm_access.none.deeper")).isEmpty();
        assertThat(CompanyGroups.in(claims, "text")).isEmpty();
    }
}
