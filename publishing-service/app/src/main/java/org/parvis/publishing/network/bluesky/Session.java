package org.parvis.publishing.network.bluesky;

import java.time.Instant;
import java.util.Base64;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.Json;
import tools.jackson.databind.JsonNode;

/** We, signed in: who we are there, and the two tokens that say so. */
record Session(String did, String handle, String access, String refresh, Instant accessUntil) {

    /** What servers say instead of a handle that does not lead to the account any more. */
    private static final String LOST_HANDLE = "handle.invalid";

    static Session of(JsonNode answer) {
        var access = Json.text(answer, "accessJwt");
        return new Session(
                Json.text(answer, "did"),
                Json.text(answer, "handle"),
                access,
                Json.text(answer, "refreshJwt"),
                expiry(access));
    }

    /** The end of a token as the token says; a token that does not say is used until it is refused. */
    private static Instant expiry(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Instant.MAX;
        }
        try {
            var claims = Json.read(Body.of(Base64.getUrlDecoder().decode(parts[1])));
            var seconds = claims.path("exp").asLong(0);
            return seconds > 0 ? Instant.ofEpochSecond(seconds) : Instant.MAX;
        } catch (IllegalArgumentException e) {
            return Instant.MAX;
        }
    }

    /** What a link to us carries; a handle may be lost, the account's own name never is. */
    String name() {
        return handle.isEmpty() || handle.equals(LOST_HANDLE) ? did : handle;
    }

    boolean isFreshAt(Instant now) {
        return now.plusSeconds(120).isBefore(accessUntil);
    }

    @Override
    public String toString() {
        return "Session[" + did + ", tokens hidden]";
    }
}
