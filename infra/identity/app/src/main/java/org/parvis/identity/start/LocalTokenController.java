package org.parvis.identity.start;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InstallationSecret;
import org.parvis.boot.InvalidInput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The command line's way in while the services run in another process. The gateway does not lead here; who calls shows that they can read
 * {@code <home>/keys/parvis-local.secret}.
 */
@RestController
final class LocalTokenController {

    /** The name of the file with the secret. */
    static final String SECRET = "parvis-local";

    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_DAYS = 366;

    private final LocalTokens tokens;
    private final InstallationSecret secret;

    LocalTokenController(LocalTokens tokens, @Value("${parvis.home}") Path home) {
        this.tokens = tokens;
        this.secret = InstallationSecret.loadOrCreate(home, SECRET);
    }

    record Wanted(@Nullable String member, @Nullable Integer days) {}

    record Made(String token, Instant until) {

        @Override
        public String toString() {
            return "Made[hidden]";
        }
    }

    @PostMapping("/internal/identity/tokens")
    Made issue(@RequestHeader(name = "X-Parvis-Local", defaultValue = "") String shown, @RequestBody Wanted wanted) {
        if (!secret.is(shown)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        if (wanted.member() == null) {
            throw new InvalidInput("member", "required");
        }
        var days = wanted.days() == null ? USUAL_DAYS : wanted.days();
        if (days < 1 || days > LONGEST_DAYS) {
            throw new InvalidInput("days", "days", LONGEST_DAYS);
        }
        var issued = tokens.issue(Ids.requireValid("member", wanted.member()), Duration.ofDays(days));
        return new Made(issued.token().value(), issued.until());
    }
}
