package org.parvis.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** The language of whoever reads: chosen in this browser, the member's, what the browser prefers, English. */
public final class ReaderLanguage {

    private static final String MEMBERS = ReaderLanguage.class.getName();
    private static final String CHOSEN = "parvis_lang";
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    private ReaderLanguage() {}

    /** Remembers what the member of this request speaks. */
    public static void isMembers(HttpServletRequest request, String language) {
        request.setAttribute(MEMBERS, language);
    }

    static Locale of(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, CHOSEN);
        var chosen = spoken(cookie == null ? null : cookie.getValue());
        if (chosen != null) {
            return chosen;
        }
        var members = spoken((String) request.getAttribute(MEMBERS));
        if (members != null) {
            return members;
        }
        if (request.getHeader("Accept-Language") == null) {
            return Locale.ENGLISH;
        }
        return Collections.list(request.getLocales()).stream()
                .map(locale -> spoken(locale.getLanguage()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    private static @Nullable Locale spoken(@Nullable String language) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst()
                .orElse(null);
    }
}
