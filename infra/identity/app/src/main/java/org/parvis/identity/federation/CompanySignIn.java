package org.parvis.identity.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.federation.CompanyRefused.Why;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** The two halves of a sign-in at the company: sending somebody there, and believing who comes back. */
@Component
final class CompanySignIn {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Company company;
    private final Clock clock;

    CompanySignIn(Company company, Clock clock) {
        this.company = company;
        this.clock = clock;
    }

    OnTheWay begin(String next) {
        return new OnTheWay(random(), random(), random(), next, clock.instant().plus(LIFE));
    }

    String address(OnTheWay way, @Nullable String language) {
        try {
            var registration = company.registration();
            var address = UriComponentsBuilder.fromUriString(Objects.requireNonNull(
                            registration.getProviderDetails().getAuthorizationUri()))
                    .queryParam("response_type", "code")
                    .queryParam("client_id", "{client}")
                    .queryParam("scope", "{scope}")
                    .queryParam("redirect_uri", "{back}")
                    .queryParam("state", way.state())
                    .queryParam("nonce", way.nonce())
                    .queryParam("code_challenge", challenge(way.verifier()))
                    .queryParam("code_challenge_method", "S256");
            if (language != null) {
                address.queryParam("ui_locales", language);
            }
            return address.encode()
                    .buildAndExpand(
                            registration.getClientId(),
                            String.join(" ", registration.getScopes()),
                            Objects.requireNonNull(registration.getRedirectUri()))
                    .toUriString();
        } catch (Company.NotReached e) {
            throw new CompanyRefused(Why.NOT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    /** Who came back with this code. @throws CompanyRefused */
    Jwt finish(OnTheWay way, String code, @Nullable String issuer) {
        try {
            var expected = company.registration().getProviderDetails().getIssuerUri();
            // Who else could have sent this answer (RFC 9207).
            if (issuer != null && !issuer.equals(expected)) {
                throw new CompanyRefused(Why.BROKEN, "the answer is of " + issuer);
            }
            var token = company.idTokens().decode(redeem(way, code));
            var nonce = Objects.requireNonNullElse(token.getClaimAsString("nonce"), "");
            if (!MessageDigest.isEqual(
                    nonce.getBytes(StandardCharsets.UTF_8), way.nonce().getBytes(StandardCharsets.UTF_8))) {
                throw new CompanyRefused(Why.BROKEN, "the ID token is of another sign-in");
            }
            return token;
        } catch (BadJwtException e) {
            throw new CompanyRefused(Why.BROKEN, "the ID token does not hold: " + e.getMessage());
        } catch (JwtException | Company.NotReached e) {
            throw new CompanyRefused(Why.NOT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    private String redeem(OnTheWay way, String code) {
        var registration = company.registration();
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "authorization_code");
        form.add("code", code);
        form.add("redirect_uri", registration.getRedirectUri());
        form.add("code_verifier", way.verifier());
        form.add("client_id", registration.getClientId());
        try {
            var answer = company.http()
                    .post()
                    .uri(registration.getProviderDetails().getTokenUri())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> {
                        if (ClientAuthenticationMethod.CLIENT_SECRET_BASIC.equals(
                                registration.getClientAuthenticationMethod())) {
                            headers.setBasicAuth(registration.getClientId(), registration.getClientSecret());
                        }
                    })
                    .body(form)
                    .retrieve()
                    .body(JsonNode.class);
            var token = answer == null ? null : answer.get("id_token");
            if (token == null || !token.isString()) {
                throw new CompanyRefused(Why.BROKEN, "no ID token");
            }
            return token.stringValue();
        } catch (RestClientResponseException e) {
            throw new CompanyRefused(
                    e.getStatusCode().is4xxClientError() ? Why.BROKEN : Why.NOT_REACHED,
                    "the code was not taken: " + e.getStatusCode());
        } catch (RestClientException e) {
            throw new CompanyRefused(Why.NOT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not usable in this Java runtime", e);
        }
    }
}
