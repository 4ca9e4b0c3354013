package org.parvis.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.setting.GatewaySettings;
import org.parvis.gateway.setting.PublicUrl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The gateway's cookies. Secure ones carry the prefix {@code __Host-}: no other host and no page without https can plant one. Browsers make
 * an exception for localhost; for plain http elsewhere the prefix has to go.
 */
@Component
public final class BrowserCookies {

    private static final String SESSION = "parvis";
    private static final String FORGERY = "XSRF-TOKEN";

    private final boolean secure;

    BrowserCookies(GatewaySettings settings, PublicUrl url) {
        this.secure = settings.secureCookies() == null ? url.isHttps() || url.isLocal() : settings.secureCookies();
    }

    /** Hidden from scripts, gone when the browser is closed unless an age is given. */
    public void give(HttpServletResponse response, String name, String value, @Nullable Duration age) {
        add(response, named(name), value, age, true);
    }

    public void takeBack(HttpServletResponse response, String name) {
        add(response, named(name), "", Duration.ZERO, true);
    }

    public @Nullable String value(HttpServletRequest request, String name) {
        var cookie = WebUtils.getCookie(request, named(name));
        return cookie == null ? null : cookie.getValue();
    }

    @Nullable
    String session(HttpServletRequest request) {
        return value(request, SESSION);
    }

    void giveSession(HttpServletResponse response, SessionKey key) {
        give(response, SESSION, key.value(), null);
        giveCsrfToken(response, key.csrfToken());
    }

    /** For scripts, which repeat it in a header; a page of another origin cannot read it. */
    public void giveCsrfToken(HttpServletResponse response, String token) {
        add(response, FORGERY, token, null, false);
    }

    public boolean lacksCsrfToken(HttpServletRequest request) {
        return WebUtils.getCookie(request, FORGERY) == null;
    }

    void takeBackSession(HttpServletResponse response) {
        takeBack(response, SESSION);
        add(response, FORGERY, "", Duration.ZERO, false);
    }

    private String named(String name) {
        return secure ? "__Host-" + name : name;
    }

    private void add(HttpServletResponse response, String name, String value, @Nullable Duration age, boolean hidden) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(hidden)
                .secure(secure)
                .sameSite("Lax");
        if (age != null) {
            cookie.maxAge(age);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
