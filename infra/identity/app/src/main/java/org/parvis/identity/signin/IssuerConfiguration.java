package org.parvis.identity.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.parvis.boot.InstallationSecret;
import org.parvis.identity.session.SessionDesk;
import org.parvis.identity.token.TokenDesk;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The OpenID Connect issuer: authorization code with PKCE for the gateway, its only client, and access tokens of a few minutes. What must
 * outlive a restart is in the database.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class IssuerConfiguration {

    /** The name under which the gateway asks for tokens, and the name of the file with its secret. */
    static final String GATEWAY = "parvis-gateway";

    @Bean
    @Order(1)
    SecurityFilterChain issuerSecurity(
            HttpSecurity http,
            SignInCookie cookie,
            TokenDesk tokens,
            OAuth2TokenGenerator<? extends OAuth2Token> generator,
            OAuth2AuthorizationService authorizations,
            SessionDesk sessions,
            Clock clock) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults())
                            .authorizationEndpoint(endpoint -> endpoint.authorizationResponseHandler(
                                    new ReturnToGateway(cookie, authorizations, sessions)))
                            .tokenRevocationEndpoint(endpoint ->
                                    endpoint.revocationResponseHandler(new SignedOut(authorizations, sessions)))
                            .tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverter(
                                            new PersonalTokenGrantConverter())
                                    .authenticationProvider(new PersonalTokenGrantProvider(tokens, generator, clock)));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .securityContext(context -> context.securityContextRepository(new SignInContext(cookie)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new ToSignInPage()))
                .headers(headers -> headers.disable())
                .build();
    }

    /** Nobody is signed in here: the page itself makes sure that its form was its own. */
    @Bean
    @Order(2)
    SecurityFilterChain doorSecurity(HttpSecurity http, SignInSettings settings) {
        return http.securityMatcher(
                        SignInPageController.PATH, SignInPageController.PATH + "/**", SignInPageController.SIGNED_OUT)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // The company has no form of ours to send; it shows a signed token.
                .csrf(csrf -> csrf.csrfTokenRepository(DoorToken.repository(settings))
                        .ignoringRequestMatchers(SignInPageController.PATH + "/company/logout"))
                .exceptionHandling(handling -> handling.accessDeniedHandler(new StalePage()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.disable())
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SignInSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    RegisteredClientRepository registeredClientRepository(
            SignInSettings settings,
            PasswordEncoder secrets,
            @Value("${parvis.home}") Path home,
            @Value("${parvis.gateway.client-secret:}") String given) {
        var secret = given.isEmpty() ? InstallationSecret.loadOrCreate(home, GATEWAY) : new InstallationSecret(given);
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(GATEWAY)
                .clientId(GATEWAY)
                .clientSecret(secrets.encode(secret.value()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .redirectUri(settings.redirectUri())
                .scope(OidcScopes.OPENID)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessTokenLife())
                        .refreshTokenTimeToLive(settings.refreshTokenLife())
                        .reuseRefreshTokens(false)
                        .build())
                .build());
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new NoSessions();
    }

    @Bean
    PasswordEncoder clientSecretEncoder() {
        return new RandomSecretEncoder();
    }

    @Bean
    OAuth2AuthorizationService authorizationService(JdbcTemplate jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(jdbc, clients);
    }

    @Bean
    OAuth2AuthorizationConsentService authorizationConsentService(
            JdbcTemplate jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationConsentService(jdbc, clients);
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        return encoder;
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator(JwtEncoder encoder, MemberClaims claims) {
        var tokens = new JwtGenerator(encoder);
        tokens.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(tokens, new OAuth2RefreshTokenGenerator());
    }

    /** Identity checks tokens like every service, but with the keys it has at hand. */
    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    JwtDecoder ownKeysDecoder(JWKSource<SecurityContext> keys, SignInSettings settings) {
        var decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer().toString()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains("parvis"))));
        return decoder;
    }
}
