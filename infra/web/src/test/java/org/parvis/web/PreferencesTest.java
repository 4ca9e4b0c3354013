package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PreferencesTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void speaksTheMembersLanguageWhateverTheBrowserPrefers() {
        request.addHeader("Accept-Language", "en");
        request.setCookies(new Cookie(Preferences.LANGUAGE_COOKIE, "en"));

        assertThat(of(member("ines", Locale.FRENCH)).resolveLocale(request)).isEqualTo(Locale.FRENCH);
    }

    @Test
    void asksTheBrowserWhenTheMemberNeverChose() {
        request.addPreferredLocale(Locale.CANADA_FRENCH);
        request.addHeader("Accept-Language", "fr-CA,en;q=0.5");

        assertThat(of(member("ines", null)).resolveLocale(request)).isEqualTo(Locale.FRENCH);
    }

    @Test
    void fallsBackToEnglishForALanguageWeDoNotSpeak() {
        request.addPreferredLocale(Locale.JAPANESE);
        request.addHeader("Accept-Language", "ja");

        assertThat(of(null).resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void keepsTheLanguageOfWhoIsNotSignedIn() {
        request.setCookies(new Cookie(Preferences.LANGUAGE_COOKIE, "fr"));

        assertThat(of(null).resolveLocale(request)).isEqualTo(Locale.FRENCH);
    }

    @Test
    void ignoresACookieSomebodyTamperedWith() {
        request.setCookies(new Cookie(Preferences.LANGUAGE_COOKIE, "<script>"));

        assertThat(of(null).resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void showsAChangeAtOnceAlthoughTheTokenStillSaysOtherwise() {
        var response = new MockHttpServletResponse();
        Preferences.remember(response, "ines", Locale.FRENCH, Theme.DARK);
        request.setCookies(response.getCookies());

        var preferences = of(member("ines", Locale.ENGLISH));
        assertThat(preferences.resolveLocale(request)).isEqualTo(Locale.FRENCH);
        assertThat(preferences.theme(request)).isEqualTo(Theme.DARK);
    }

    @Test
    void doesNotApplyTheChangeOfWhoSatHereBefore() {
        var response = new MockHttpServletResponse();
        Preferences.remember(response, "ines", Locale.FRENCH, Theme.DARK);
        request.setCookies(response.getCookies());

        var preferences = of(member("hugo", Locale.ENGLISH));
        assertThat(preferences.resolveLocale(request)).isEqualTo(Locale.ENGLISH);
        assertThat(preferences.theme(request)).isEqualTo(Theme.SYSTEM);
    }

    private static Preferences of(@Nullable SignedIn member) {
        return new Preferences(() -> Optional.ofNullable(member));
    }

    private static SignedIn member(String id, @Nullable Locale language) {
        return new SignedIn(
                id, "Someone", null, Set.of(Role.LEAD), Set.of(), language, ZoneOffset.UTC, Theme.SYSTEM, Instant.MAX);
    }
}
