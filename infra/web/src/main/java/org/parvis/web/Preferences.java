package org.parvis.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Language, theme and zone of the reader.
 *
 * <p>Order: what this member just changed in this browser, then the member's preference, then (signed out only) the link
 * {@code ?lang=} and the cookie {@value #LANGUAGE_COOKIE}, then {@code Accept-Language}. The first exists because a preference travels in a token that lives
 * some minutes: without it, the language would seem not to change.
 */
public final class Preferences implements LocaleResolver {

    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    static final String LANGUAGE_PARAMETER = "lang";
    static final String LANGUAGE_COOKIE = "parvis_lang";
    static final String JUST_CHANGED_COOKIE = "parvis_changed";

    private static final Duration UNTIL_TOKENS_ARE_RENEWED = Duration.ofMinutes(20);

    private final WhoIsThere who;

    Preferences(WhoIsThere who) {
        this.who = who;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var changed = justChanged(request).map(Change::language);
        if (changed.isPresent()) {
            return changed.get();
        }
        var member = who.current();
        if (member.isPresent()) {
            var chosen = member.get().language();
            return chosen == null
                    ? fromBrowser(request)
                    : supported(chosen.getLanguage()).orElse(Locale.ENGLISH);
        }
        return chosenByLink(request)
                .or(() -> cookie(request, LANGUAGE_COOKIE).flatMap(Preferences::supported))
                .orElseGet(() -> fromBrowser(request));
    }

    /** The language in the address, for who is not signed in; members choose in their menu. */
    Optional<Locale> chosenByLink(HttpServletRequest request) {
        return who.current().isPresent() ? Optional.empty() : supported(request.getParameter(LANGUAGE_PARAMETER));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("A language is chosen with Preferences.remember");
    }

    Theme theme(HttpServletRequest request) {
        return justChanged(request)
                .map(Change::theme)
                .or(() -> who.current().map(SignedIn::theme))
                .orElse(Theme.SYSTEM);
    }

    ZoneId zone() {
        return who.current().map(SignedIn::zone).orElse(ZoneOffset.UTC);
    }

    /** Makes a change of a signed-in member visible at once in this browser, until the member's token carries it. */
    public static void remember(HttpServletResponse response, String memberId, Locale language, Theme theme) {
        var value = memberId + "/" + language.getLanguage() + "/" + theme;
        add(response, JUST_CHANGED_COOKIE, value, UNTIL_TOKENS_ARE_RENEWED);
        rememberLanguage(response, language);
    }

    /** Keeps the language of somebody who is not signed in, for the sign-in page. */
    public static void rememberLanguage(HttpServletResponse response, Locale language) {
        add(response, LANGUAGE_COOKIE, language.getLanguage(), Duration.ofDays(365));
    }

    /** To call when a member signs out. */
    public static void forget(HttpServletResponse response) {
        add(response, JUST_CHANGED_COOKIE, "", Duration.ZERO);
    }

    /** The language a browser named, when we speak it. */
    public static Optional<Locale> supported(@Nullable String language) {
        return LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst();
    }

    private static Locale fromBrowser(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Locale.ENGLISH;
        }
        var wanted = request.getLocales();
        while (wanted.hasMoreElements()) {
            var found = supported(wanted.nextElement().getLanguage());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return Locale.ENGLISH;
    }

    private Optional<Change> justChanged(HttpServletRequest request) {
        return cookie(request, JUST_CHANGED_COOKIE).flatMap(value -> {
            var parts = value.split("/", -1);
            var isOfThisMember = parts.length == 3
                    && who.current()
                            .map(SignedIn::memberId)
                            .filter(parts[0]::equals)
                            .isPresent();
            return isOfThisMember
                    ? supported(parts[1]).map(language -> new Change(language, Theme.of(parts[2])))
                    : Optional.empty();
        });
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue);
    }

    private static void add(HttpServletResponse response, String name, String value, Duration age) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private record Change(Locale language, Theme theme) {}
}
