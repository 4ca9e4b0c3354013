package org.parvis.town.api;

import org.parvis.town.http.Answer;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the API's JSON. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Json() {}

    static Answer ok(Object value) {
        return response(200, value).asAnswer();
    }

    static Response response(int status, Object value) {
        return Response.of(status, "application/json", MAPPER.writeValueAsBytes(value));
    }

    static <T> T read(Request request, Class<T> type) {
        try {
            var read = MAPPER.readValue(request.body(), type);
            if (read == null) {
                throw new Problem(400, "BODY_INVALID");
            }
            return read;
        } catch (JacksonException e) {
            throw new Problem(400, "BODY_INVALID");
        }
    }
}
