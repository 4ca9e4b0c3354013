package org.parvis.listening.source;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The one address of this service that needs no access token, because the call carries its own proof. */
@Configuration(proxyBeanMethods = false)
class HookDoor {

    @Bean
    @Order(50)
    SecurityFilterChain hookSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/listening/hooks/*")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .build();
    }
}
