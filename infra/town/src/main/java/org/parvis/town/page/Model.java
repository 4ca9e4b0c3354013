package org.parvis.town.page;

import com.samskivert.mustache.Mustache;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.town.api.PublicApi;
import org.parvis.town.http.Request;
import org.parvis.town.i18n.Language;
import org.parvis.town.i18n.Messages;

/** What every page shows, whatever else it shows. */
final class Model {

    private final Messages messages;
    private final Map<String, Object> values = new HashMap<>();

    private Model(Request request, String section, String title) {
        messages = Messages.in(request.language());
        var theme = Preferences.theme(request);
        put("t", (Mustache.CustomContext) messages::get);
        put("network", PublicApi.NETWORK);
        put("lang", messages.language().tag());
        put("title", title);
        put("theme", theme == null ? "" : theme);
        put("light", "light".equals(theme));
        put("dark", "dark".equals(theme));
        put("system", theme == null);
        put("french", messages.language() == Language.FR);
        put(
                "back",
                request.rawPath()
                        + request.query("q").map(q -> "?q=" + encoded(q)).orElse(""));
        for (var name : new String[] {"home", "search", "people", "control"}) {
            put("in-" + name, name.equals(section));
        }
        put("feed", "/feed");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Model of(Request request, String section, String title) {
        return new Model(request, section, title);
    }

    Messages messages() {
        return messages;
    }

    Model put(String name, @Nullable Object value) {
        values.put(name, value == null ? "" : value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }
}
