package org.parvis.town.page;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.i18n.Language;

/** A visitor's language and theme, kept in cookies. */
final class Preferences {

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final long A_YEAR = 365L * 24 * 3600;

    private Preferences() {}

    /** The theme chosen, null for the system's. */
    static @Nullable String theme(Request request) {
        return request.cookie("town-theme").filter(THEMES::contains).orElse(null);
    }

    static Answer change(Request request) {
        var form = request.form();
        var response = Response.seeOther(back(form.getOrDefault("back", "/")));
        var language = Language.tagged(form.get("language"));
        if (language != null) {
            response = response.with("Set-Cookie", cookie("town-language", language.tag()));
        }
        var theme = form.getOrDefault("theme", "");
        if (THEMES.contains(theme)) {
            response = response.with("Set-Cookie", cookie("town-theme", theme));
        } else if (theme.equals("system")) {
            response = response.with("Set-Cookie", "town-theme=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
        }
        return response.asAnswer();
    }

    /** Only a path of our own: a form must not send anybody elsewhere. */
    private static String back(String path) {
        return path.matches("/(?:[A-Za-z0-9._~%?=&+-][A-Za-z0-9._~%?=&+/-]*)?") ? path : "/";
    }

    static String cookie(String name, String value) {
        return name + "=" + value + "; Path=/; Max-Age=" + A_YEAR + "; SameSite=Lax; HttpOnly";
    }
}
