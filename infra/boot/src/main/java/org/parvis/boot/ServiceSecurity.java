package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Nobody gets in without an access token of identity. A service keeps no session and no cookie of its own: the gateway holds the session
 * and sends the token along, so cross-site requests are stopped there.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ServiceSecurity {

    static final String AUDIENCE = "parvis";

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            @Value("${parvis.identity.jwks-uri}") String keys, @Value("${parvis.identity.issuer}") String issuer) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    @Bean
    FilterRegistrationBean<RelayedCsrfToken> relayedCsrfToken() {
        return new FilterRegistrationBean<>(new RelayedCsrfToken());
    }

    @Bean
    @Order(100)
    SecurityFilterChain serviceSecurity(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/actuator/health", "/actuator/prometheus", "/assets/**")
                        .permitAll()
                        .requestMatchers("/error", "/api/*/v3/api-docs")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt ->
                                jwt.jwtAuthenticationConverter(token -> new JwtAuthenticationToken(token, List.of())))
                        .authenticationEntryPoint(ServiceSecurity::unauthorized))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .build();
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        // The token itself may be the problem, so nothing is said about it beyond what the standard asks for.
        response.setStatus(401);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        try {
            response.getWriter()
                    .write("{\"type\":\"urn:parvis:problem:UNAUTHENTICATED\",\"title\":\"Unauthorized\",\"status\":401,"
                            + "\"code\":\"UNAUTHENTICATED\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
