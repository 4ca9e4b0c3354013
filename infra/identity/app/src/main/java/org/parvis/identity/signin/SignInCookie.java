package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.TamperedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Carries somebody from the sign-in page to the issuer's next step: a sealed cookie that lives two minutes and is taken back there. The
 * issuer keeps no session; the one that lasts is the gateway's.
 */
@Component
final class SignInCookie {

    static final String NAME = "parvis_signin";

    private static final String PLACE = "sign-in";
    private static final String PATH = "/oauth2";
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final int LONGEST = 1_000;

    private final KeyRing keys;
    private final Clock clock;
    private final SignInSettings settings;

    SignInCookie(KeyRing keys, Clock clock, SignInSettings settings) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
    }

    /** Who came in, and when. */
    record CameIn(String memberId, Instant at) {}

    void give(String memberId, HttpServletResponse response) {
        var id = memberId.getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(clock.instant().toEpochMilli())
                .put(id)
                .array();
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.sealFor(KeyRing.HOUSE, PLACE, plain));
        add(response, value, LIFE);
    }

    /** Who came in a moment ago. */
    Optional<CameIn> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null || cookie.getValue().length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(cookie.getValue());
            var plain = ByteBuffer.wrap(keys.openFor(KeyRing.HOUSE, PLACE, sealed));
            var givenAt = Instant.ofEpochMilli(plain.getLong());
            return clock.instant().isBefore(givenAt.plus(LIFE))
                    ? Optional.of(
                            new CameIn(StandardCharsets.UTF_8.decode(plain).toString(), givenAt))
                    : Optional.empty();
        } catch (IllegalArgumentException | TamperedException e) {
            return Optional.empty();
        }
    }

    void takeBack(HttpServletResponse response) {
        add(response, "", Duration.ZERO);
    }

    private void add(HttpServletResponse response, String value, Duration age) {
        var cookie = ResponseCookie.from(NAME, value)
                .path(PATH)
                .maxAge(age)
                .httpOnly(true)
                .secure(settings.secureCookies())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
