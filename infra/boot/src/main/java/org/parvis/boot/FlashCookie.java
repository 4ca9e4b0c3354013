package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;
import org.springframework.web.util.WebUtils;

/**
 * Carries the sentence that says what was done ({@value #DONE}) over a redirect, in a cookie that lives a minute. Services keep no
 * session, so Spring's usual way would lose it, or give every browser a session in every service.
 */
final class FlashCookie extends AbstractFlashMapManager {

    static final String DONE = "pvDone";
    static final String NAME = "parvis_done";

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int LONGEST = 500;

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null || cookie.getValue().isEmpty() || cookie.getValue().length() > 3 * LONGEST) {
            return null;
        }
        try {
            var map = new FlashMap();
            map.put(DONE, new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8));
            return new ArrayList<>(List.of(map));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> flashMaps, HttpServletRequest request, HttpServletResponse response) {
        var done = flashMaps.isEmpty() ? null : flashMaps.getLast().get(DONE);
        var text = done == null ? "" : done.toString();
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var cookie = ResponseCookie.from(
                        NAME,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(cut.getBytes(StandardCharsets.UTF_8)))
                .path("/")
                .maxAge(cut.isEmpty() ? Duration.ZERO : LIFE)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** No lock: there is no session whose attributes two requests could race for. */
    @Override
    protected @Nullable Object getFlashMapsMutex(HttpServletRequest request) {
        return null;
    }
}
