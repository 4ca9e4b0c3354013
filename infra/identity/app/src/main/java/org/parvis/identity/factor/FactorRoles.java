package org.parvis.identity.factor;

import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.identity.api.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The roles of which the house demands a second factor; none unless an administrator says so. */
@Component
final class FactorRoles {

    private final JdbcClient jdbc;

    FactorRoles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<Role> demanded() {
        return jdbc.sql("select role from second_factor_role").query(String.class).list().stream()
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
