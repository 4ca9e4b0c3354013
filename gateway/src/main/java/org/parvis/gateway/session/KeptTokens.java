package org.parvis.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.parvis.gateway.issuer.Tokens;
import org.parvis.privacy.KeyRing;
import tools.jackson.databind.json.JsonMapper;

/** The tokens of a session as they lie in the database: JSON, sealed for this session and no other. */
record KeptTokens(String access, Instant accessUntil, String refresh) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static KeptTokens of(Tokens tokens, String refreshSoFar) {
        return new KeptTokens(
                tokens.access(), tokens.accessUntil(), Objects.requireNonNullElse(tokens.refresh(), refreshSoFar));
    }

    static KeptTokens open(KeyRing keys, String sessionId, byte[] sealed) {
        var plain = keys.openFor(KeyRing.HOUSE, place(sessionId), sealed);
        return JSON.readValue(new String(plain, StandardCharsets.UTF_8), KeptTokens.class);
    }

    byte[] seal(KeyRing keys, String sessionId) {
        var plain = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        return keys.sealFor(KeyRing.HOUSE, place(sessionId), plain);
    }

    private static String place(String sessionId) {
        return "gateway-session:" + sessionId;
    }

    @Override
    public String toString() {
        return "KeptTokens[hidden]";
    }
}
