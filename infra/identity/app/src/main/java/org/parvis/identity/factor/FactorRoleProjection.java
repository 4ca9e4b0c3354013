package org.parvis.identity.factor;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.ReadModel;
import org.parvis.identity.api.SecondFactorRequired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the roles of which the house demands a second factor. */
@Component
@ProcessingGroup("identity.factor.roles")
@ReadModel(tables = "second_factor_role")
final class FactorRoleProjection {

    private final JdbcClient jdbc;

    FactorRoleProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SecondFactorRequired event) {
        jdbc.sql("delete from second_factor_role").update();
        event.roles()
                .forEach(role -> jdbc.sql("insert into second_factor_role (role) values (?)")
                        .param(role.name())
                        .update());
    }
}
