package org.parvis.gateway.signin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.TamperedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sign-in that was begun in a browser and is not over. It travels in a sealed cookie of that browser: nothing to store for strangers, and
 * nobody else's browser can end it.
 *
 * @param state what identity sends back, naming this sign-in
 * @param nonce what the ID token must contain
 * @param verifier proves to identity that whoever redeems the code began the sign-in
 * @param target where the person was going
 */
record Underway(String state, String nonce, String verifier, String target, Instant until) {

    private static final String PLACE = "gateway-sign-in";
    private static final int LONGEST = 4_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String seal(KeyRing keys) {
        var plain = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.sealFor(KeyRing.HOUSE, PLACE, plain));
    }

    static Optional<Underway> open(KeyRing keys, String cookie) {
        if (cookie.isEmpty() || cookie.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var plain =
                    keys.openFor(KeyRing.HOUSE, PLACE, Base64.getUrlDecoder().decode(cookie));
            return Optional.of(JSON.readValue(new String(plain, StandardCharsets.UTF_8), Underway.class));
        } catch (IllegalArgumentException | TamperedException | JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Underway[hidden]";
    }
}
