package org.parvis.gateway.issuer;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InstallationSecret;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.parvis.gateway.setting.GatewaySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks identity for tokens, directly and not through the public address; nothing here is ever sent twice. */
@Component
public final class Issuer {

    /** The gateway's name at identity, and the name of the file with the secret both know. */
    public static final String CLIENT = "parvis-gateway";

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
    private static final String PERSONAL = "urn:parvis:token-type:personal-access-token";
    private static final int OK = 200;
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);

    private final RestClient http;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Issuer(
            PartAddresses addresses,
            GatewaySettings settings,
            Clock clock,
            @Value("${parvis.home}") Path home,
            @Value("${parvis.gateway.client-secret:}") String given) {
        var secret = given.isEmpty() ? InstallationSecret.loadOrCreate(home, CLIENT) : new InstallationSecret(given);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(TO_CONNECT)
                        .executor(threads)
                        .build(),
                threads);
        factory.setReadTimeout(settings.identityWithin());
        this.clock = clock;
        http = RestClient.builder()
                .requestFactory(factory)
                .baseUrl(addresses.of(Part.IDENTITY))
                .defaultHeaders(headers -> headers.setBasicAuth(CLIENT, secret.value()))
                .build();
    }

    /**
     * Tokens for the code that a browser brought back.
     *
     * @param verifier proves that the sign-in began here (PKCE)
     */
    public Tokens redeem(String code, String verifier, String redirectUri) {
        return ask(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "code_verifier", verifier,
                "redirect_uri", redirectUri));
    }

    /** New tokens for a refresh token, which is worth nothing from then on. */
    public Tokens refresh(String refreshToken) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** An access token for a personal access token. */
    public String exchange(String personalToken) {
        return ask(Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token_type", PERSONAL,
                        "subject_token", personalToken))
                .access();
    }

    /** Makes a refresh token worthless. That identity is away keeps nobody from signing out: what is left ends by itself. */
    public void revoke(String refreshToken) {
        try {
            var answer = send("/oauth2/revoke", Map.of("token", refreshToken, "token_type_hint", "refresh_token"));
            if (answer.status() != OK) {
                LOG.warn("Identity did not take back a refresh token: status {}", answer.status());
            }
        } catch (IssuerUnavailable e) {
            LOG.warn("Identity could not be told of a sign-out: {}", e.getMessage());
        }
    }

    private record Answer(int status, @Nullable JsonNode body) {

        @Nullable
        String text(String name) {
            var value = body == null ? null : body.get(name);
            return value == null || !value.isString() ? null : value.stringValue();
        }

        long seconds() {
            var value = body == null ? null : body.get("expires_in");
            return value == null || !value.isNumber() ? 0 : value.longValue();
        }
    }

    private Tokens ask(Map<String, String> form) {
        var answer = send("/oauth2/token", form);
        if (answer.status() == OK) {
            var access = answer.text("access_token");
            if (access == null) {
                throw new IssuerUnavailable("Identity answered without a token", new IllegalStateException());
            }
            return new Tokens(
                    access,
                    clock.instant().plusSeconds(answer.seconds()),
                    answer.text("refresh_token"),
                    answer.text("id_token"));
        }
        var error = Objects.requireNonNullElse(answer.text("error"), "status " + answer.status());
        if (error.equals("invalid_grant")) {
            throw new TokenRefused(error);
        }
        LOG.error("Identity refuses the gateway: {}", error);
        throw new IssuerUnavailable("Identity answered " + error, new IllegalStateException(error));
    }

    private Answer send(String path, Map<String, String> form) {
        var body = new LinkedMultiValueMap<String, String>();
        form.forEach(body::add);
        try {
            var answer = http.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange((request, response) -> new Answer(
                            response.getStatusCode().value(),
                            parse(new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8))));
            return Objects.requireNonNull(answer);
        } catch (ResourceAccessException e) {
            throw new IssuerUnavailable("Identity does not answer: " + e.getMostSpecificCause(), e);
        }
    }

    private @Nullable JsonNode parse(String text) {
        try {
            return text.isBlank() ? null : json.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
