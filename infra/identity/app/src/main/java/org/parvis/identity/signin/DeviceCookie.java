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
import java.util.UUID;
import org.parvis.identity.session.SessionDesk;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.TamperedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Remembers that a member signed in with this browser: a sealed cookie that opens nothing, and lets the next try of their password pass by
 * the crowd of those who are known nowhere. Worth nothing once all that was signed in of the member ended.
 */
@Component
final class DeviceCookie {

    static final String NAME = "parvis_device";
    static final Duration LIFE = Duration.ofDays(90);

    private static final String PLACE = "known-device";
    private static final int LONGEST = 1_000;

    private final KeyRing keys;
    private final Clock clock;
    private final SignInSettings settings;
    private final SessionDesk sessions;

    DeviceCookie(KeyRing keys, Clock clock, SignInSettings settings, SessionDesk sessions) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.sessions = sessions;
    }

    /** @param at when the member showed their password */
    void give(String memberId, Instant at, HttpServletResponse response) {
        var device = UUID.randomUUID();
        var member = memberId.getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(3 * Long.BYTES + member.length)
                .putLong(at.toEpochMilli())
                .putLong(device.getMostSignificantBits())
                .putLong(device.getLeastSignificantBits())
                .put(member)
                .array();
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(keys.sealFor(KeyRing.HOUSE, PLACE, plain));
        var cookie = ResponseCookie.from(NAME, value)
                .path(SignInPageController.PATH)
                .maxAge(LIFE)
                .httpOnly(true)
                .secure(settings.secureCookies())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    Optional<KnownDevice> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null || cookie.getValue().length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(cookie.getValue());
            return Optional.of(device(ByteBuffer.wrap(keys.openFor(KeyRing.HOUSE, PLACE, sealed))))
                    .filter(device -> clock.instant().isBefore(device.until()))
                    .filter(device -> sessions.isDoorOpenSince(device.since(), device.memberId()));
        } catch (IllegalArgumentException | TamperedException e) {
            return Optional.empty();
        }
    }

    private static KnownDevice device(ByteBuffer plain) {
        var since = Instant.ofEpochMilli(plain.getLong());
        var id = new UUID(plain.getLong(), plain.getLong());
        return new KnownDevice(id, StandardCharsets.UTF_8.decode(plain).toString(), since, since.plus(LIFE));
    }
}
