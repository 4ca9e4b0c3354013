package org.parvis.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "/crm/inbox, CRM",
        "/crm, CRM",
        "/api/crm/conversations, CRM",
        "/listening/live, LISTENING",
        "/publishing/today/line, PUBLISHING",
        "/moderation/counts, MODERATION",
        "/api/reporting/audit/bundle, REPORTING",
        "/identity/home, IDENTITY",
        "/api/identity/v3/api-docs/swagger-config, IDENTITY"
    })
    void leadsToTheServiceNamedFirst(String path, Part part) {
        assertThat(Destination.of(path)).isEqualTo(new Destination.Behind(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/signed-out", "/oauth2/authorize", "/api/identity/v3/api-docs"})
    void showsTheDoorToStrangers(String path) {
        assertThat(Destination.of(path)).isEqualTo(new Destination.Open(Part.IDENTITY));
    }

    @Test
    void letsNetworksCallWithoutAToken() {
        assertThat(Destination.of("/api/listening/hooks/place")).isEqualTo(new Destination.Open(Part.LISTENING));
        assertThat(Destination.of("/api/listening/hooksmith")).isEqualTo(new Destination.Behind(Part.LISTENING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/identity/tokens",
                "/oauth2/token",
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/userinfo",
                "/connect/register",
                "/connect/logout",
                "/actuator",
                "/actuator/env",
                "/actuator/health/db",
                "/error",
                "/api",
                "/api/",
                "/api/internal/x",
                "/api/gateway/routes",
                "/CRM/inbox",
                "/crminal",
                "/assets",
                "/login/oauth2/code/other",
                "/favicon.ico",
                "x"
            })
    void leadsNowhereElse(String path) {
        assertThat(Destination.of(path)).isEqualTo(Destination.Own.NOWHERE);
    }

    @Test
    void keepsItsOwnAddressesToItself() {
        assertThat(Destination.of("/")).isEqualTo(Destination.Own.START);
        assertThat(Destination.of("/actuator/health")).isEqualTo(Destination.Own.HEALTH);
        assertThat(Destination.of("/logout")).isEqualTo(Destination.Own.SIGN_OUT);
        assertThat(Destination.of("/login/oauth2/code/parvis")).isEqualTo(Destination.Own.SIGNED_IN);
        assertThat(Destination.of("/assets/1a2b/parvis/console.css")).isEqualTo(Destination.Own.ASSETS);
    }
}
