package org.parvis.identity.federation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.member.GrantIds;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Looks at somebody's groups each time they sign in through the company. */
@Component
final class CompanyGroups {

    private final GroupRights rights;
    private final CompanySettings settings;

    CompanyGroups(GroupRights rights, CompanySettings settings) {
        this.rights = rights;
        this.settings = settings;
    }

    void apply(String memberId, Jwt token) {
        rights.apply(
                memberId, in(token.getClaims(), settings.groupsClaim()), CompanyMembers.FEDERATION, GrantIds.COMPANY);
    }

    /** Dots lead into objects: {@code realm_access.roles}. */
    static Collection<String> in(Map<String, Object> claims, String path) {
        Object value = claims;
        for (var part : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return strings(value);
    }

    private static Collection<String> strings(@Nullable Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : List.of();
    }
}
