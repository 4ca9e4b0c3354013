package org.parvis.gateway.signin;

import java.net.http.HttpClient;
import java.time.Duration;
import org.parvis.gateway.issuer.Issuer;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.parvis.gateway.setting.GatewaySettings;
import org.parvis.gateway.setting.PublicUrl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** What Spring Security must know of identity to begin a sign-in and to believe its end. */
@Configuration(proxyBeanMethods = false)
class IdentityClient {

    static final String ID = "parvis";

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    /** Browsers go to the public address; tokens and keys are fetched from identity directly. */
    @Bean
    ClientRegistration identity(
            PublicUrl url,
            PartAddresses addresses,
            @Value("${parvis.identity.issuer}") String issuer,
            @Value("${parvis.identity.jwks-uri}") String keys) {
        return ClientRegistration.withRegistrationId(ID)
                .clientId(Issuer.CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationUri(url.with("/oauth2/authorize"))
                .redirectUri(url.with(Destination.SIGNED_IN))
                .tokenUri(addresses.of(Part.IDENTITY) + "/oauth2/token")
                .jwkSetUri(keys)
                .issuerUri(issuer)
                .scope(OidcScopes.OPENID)
                .build();
    }

    /** Makes state, nonce and proof key of each sign-in. */
    @Bean
    OAuth2AuthorizationRequestResolver signInRequests(ClientRegistration identity) {
        var resolver =
                new DefaultOAuth2AuthorizationRequestResolver(new InMemoryClientRegistrationRepository(identity));
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver;
    }

    @Bean
    IdTokens idTokens(
            ClientRegistration identity, GatewaySettings settings, @Value("${parvis.identity.jwks-uri}") String keys) {
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TO_CONNECT).build());
        factory.setReadTimeout(settings.identityWithin());
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(new RestTemplate(factory))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefault(), new OidcIdTokenValidator(identity)));
        return new IdTokens(decoder);
    }
}
