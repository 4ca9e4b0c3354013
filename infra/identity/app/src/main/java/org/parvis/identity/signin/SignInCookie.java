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
import org.jspecify.annotations.Nullable;
import org.parvis.identity.session.SessionDesk;
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
public final class SignInCookie {

    static final String NAME = "parvis_signin";

    private static final String PLACE = "sign-in";
    private static final String BETWEEN = "\n";
    private static final String PATH = "/oauth2";
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final int LONGEST = 1_000;

    private final KeyRing keys;
    private final Clock clock;
    private final SignInSettings settings;
    private final SessionDesk sessions;

    SignInCookie(KeyRing keys, Clock clock, SignInSettings settings, SessionDesk sessions) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.sessions = sessions;
    }

    /**
     * Who came in, and when.
     *
     * @param companySession the session of the company's sign-in service they came from, when they did
     */
    record CameIn(String memberId, Instant at, @Nullable String companySession) {}

    void give(String memberId, Instant at, HttpServletResponse response) {
        give(memberId, at, null, response);
    }

    /**
     * @param at when they showed who they are
     * @param companySession the session of the company's sign-in service they came from
     */
    public void give(String memberId, Instant at, @Nullable String companySession, HttpServletResponse response) {
        var id = (companySession == null ? memberId : memberId + BETWEEN + companySession)
                .getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(at.toEpochMilli())
                .put(id)
                .array();
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.sealFor(KeyRing.HOUSE, PLACE, plain));
        add(response, value, LIFE);
    }

    /** Who came in a moment ago, unless all that was signed in of them ended since. */
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
                    ? Optional.of(cameIn(StandardCharsets.UTF_8.decode(plain).toString(), givenAt))
                            .filter(who -> sessions.isDoorOpenSince(who.at(), who.memberId()))
                    : Optional.empty();
        } catch (IllegalArgumentException | TamperedException e) {
            return Optional.empty();
        }
    }

    private static CameIn cameIn(String text, Instant at) {
        var end = text.indexOf(BETWEEN);
        return end < 0
                ? new CameIn(text, at, null)
                : new CameIn(text.substring(0, end), at, text.substring(end + BETWEEN.length()));
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
