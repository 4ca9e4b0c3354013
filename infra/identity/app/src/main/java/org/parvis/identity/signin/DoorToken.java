package org.parvis.identity.signin;

import java.time.Duration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The form of the sign-in page carries a token that must match a cookie: nobody else's page can sign a browser in. */
final class DoorToken {

    private static final Duration LIFE = Duration.ofHours(12);

    private DoorToken() {}

    static CookieCsrfTokenRepository repository(SignInSettings settings) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("parvis_door");
        tokens.setCookiePath(SignInPageController.PATH);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true)
                .secure(settings.secureCookies())
                .sameSite("Lax")
                .maxAge(LIFE));
        return tokens;
    }
}
