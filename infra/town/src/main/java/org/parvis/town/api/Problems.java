package org.parvis.town.api;

import java.util.LinkedHashMap;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.i18n.Messages;
import tools.jackson.databind.json.JsonMapper;

/** Says what went wrong, in the caller's language, as problem details. */
public final class Problems {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Problems() {}

    public static Response json(Request request, Problem problem) {
        var messages = Messages.in(request.language());
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank#" + problem.code());
        body.put("title", messages.get("problem." + problem.code()));
        body.put("status", problem.status());
        body.put("detail", messages.get("problem." + problem.code() + ".detail", problem.given()));
        body.put("instance", request.path());
        body.put("code", problem.code());
        var response = Response.of(problem.status(), "application/problem+json", MAPPER.writeValueAsBytes(body))
                .with("Content-Language", request.language().tag());
        return problem.code().equals("METHOD_NOT_ALLOWED")
                ? response.with("Allow", String.valueOf(problem.given()[0]))
                : response;
    }
}
