package org.parvis.town.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;

/** The few files a page needs. */
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "town.css", "text/css; charset=utf-8",
            "town.js", "text/javascript; charset=utf-8",
            "placette.svg", "image/svg+xml",
            "street-day.svg", "image/svg+xml",
            "street-night.svg", "image/svg+xml");

    private Assets() {}

    static Answer serve(Request request) {
        var name = request.variable("name");
        var type = TYPES.get(name);
        if (type == null) {
            throw new Problem(404, "PAGE_UNKNOWN");
        }
        try (var in = Assets.class.getResourceAsStream("/town/assets/" + name)) {
            if (in == null) {
                throw new Problem(404, "PAGE_UNKNOWN");
            }
            return Response.of(200, type, in.readAllBytes())
                    .with("Cache-Control", "max-age=300")
                    .asAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
