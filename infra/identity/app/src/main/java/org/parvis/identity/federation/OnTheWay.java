package org.parvis.identity.federation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.TamperedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who was sent to the company's sign-in service. It travels in a sealed cookie of their browser: nobody else's browser can come
 * back in their place.
 *
 * @param state what the service sends back
 * @param nonce what the ID token must contain
 * @param verifier proves that who redeems the code began the sign-in (PKCE)
 * @param next where the house's own sign-in goes on
 */
record OnTheWay(String state, String nonce, String verifier, String next, Instant until) {

    private static final String PLACE = "company-sign-in";
    private static final int LONGEST = 8_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String seal(KeyRing keys) {
        var plain = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.sealFor(KeyRing.HOUSE, PLACE, plain));
    }

    static Optional<OnTheWay> open(KeyRing keys, String cookie) {
        if (cookie.isEmpty() || cookie.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain =
                    keys.openFor(KeyRing.HOUSE, PLACE, Base64.getUrlDecoder().decode(cookie));
            return Optional.of(JSON.readValue(new String(plain, StandardCharsets.UTF_8), OnTheWay.class));
        } catch (IllegalArgumentException | TamperedException | JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "OnTheWay[hidden]";
    }
}
