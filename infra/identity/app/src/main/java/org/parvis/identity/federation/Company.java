package org.parvis.identity.federation;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * The company's sign-in service as it describes itself. Asked for at the first need and kept: a service that is away when we start keeps
 * nobody with a password out.
 */
@Component
final class Company {

    static final String ID = "company";

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
            new ParameterizedTypeReference<>() {};

    private final CompanySettings settings;
    private final String back;
    private final RestClient http;
    private final RestTemplate forKeys;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    Company(CompanySettings settings, @Value("${parvis.identity.issuer}") String house) {
        this.settings = settings;
        this.back = house + CompanySignInController.BACK;
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build());
        factory.setReadTimeout(settings.within());
        http = RestClient.builder().requestFactory(factory).build();
        forKeys = new RestTemplate(factory);
    }

    /** The service does not answer, or describes another one than was named. */
    static final class NotReached extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotReached(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    private record Known(ClientRegistration registration, JwtDecoder idTokens, JwtDecoder logoutTokens) {}

    RestClient http() {
        return http;
    }

    ClientRegistration registration() {
        return known().registration();
    }

    /** Believes signature, issuer, audience and times; the nonce is the caller's matter. */
    JwtDecoder idTokens() {
        return known().idTokens();
    }

    /** Believes signature and times only: a logout token has rules of its own. */
    JwtDecoder logoutTokens() {
        return known().logoutTokens();
    }

    private Known known() {
        var found = known.get();
        if (found == null) {
            found = ask();
            known.set(found);
        }
        return found;
    }

    private Known ask() {
        try {
            var description = Objects.requireNonNull(http.get()
                    .uri(settings.issuer() + "/.well-known/openid-configuration")
                    .retrieve()
                    .body(DESCRIPTION));
            var named = Objects.toString(description.get("issuer"), "");
            if (!withoutSlash(named).equals(settings.issuer())) {
                throw new NotReached("It says it is " + named, null);
            }
            var registration = ClientRegistrations.fromOidcConfiguration(description)
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .clientAuthenticationMethod(
                            settings.clientSecret().isEmpty()
                                    ? ClientAuthenticationMethod.NONE
                                    : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .redirectUri(back)
                    .scope(settings.scopes())
                    .build();
            var keys = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri(), "no jwks_uri");
            return new Known(
                    registration,
                    decoder(keys, List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(registration))),
                    decoder(keys, List.of(new JwtTimestampValidator())));
        } catch (RestClientException | IllegalArgumentException | NullPointerException e) {
            throw new NotReached(String.valueOf(e.getMessage()), e);
        }
    }

    private JwtDecoder decoder(String keys, List<OAuth2TokenValidator<Jwt>> rules) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.RS512,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384)))
                // Services write several names of the type; what the token is for is told by its claims.
                .validateType(false)
                .restOperations(forKeys)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules));
        return decoder;
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
