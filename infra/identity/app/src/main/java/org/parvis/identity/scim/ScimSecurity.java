package org.parvis.identity.scim;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.parvis.axon.AggregateOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** The directory shows a token of its own; no member's opens this door, and it opens no other. */
@Configuration(proxyBeanMethods = false)
class ScimSecurity {

    @Bean
    AggregateOf<ProvisioningToken> provisioningToken() {
        return AggregateOf.type(ProvisioningToken.class);
    }

    @Bean
    @Order(4)
    SecurityFilterChain scimChain(HttpSecurity http, ScimTokens tokens) {
        return http.securityMatcher("/scim/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new TokenNeeded(tokens), AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static final class TokenNeeded extends OncePerRequestFilter {

        private static final String BEARER = "bearer ";
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final ScimTokens tokens;

        TokenNeeded(ScimTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var shown = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
            var isGood = shown.toLowerCase(Locale.ROOT).startsWith(BEARER)
                    && tokens.isGood(shown.substring(BEARER.length()).strip());
            if (isGood) {
                chain.doFilter(request, response);
                return;
            }
            response.setStatus(401);
            response.setHeader("WWW-Authenticate", "Bearer");
            response.setContentType(ScimController.TYPE);
            response.getOutputStream()
                    .write(JSON.writeValueAsBytes(
                            new ScimError(401, null, "A token of the directory is needed").body()));
        }
    }
}
