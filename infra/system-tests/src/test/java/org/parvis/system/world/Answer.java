package org.parvis.system.world;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answered to a call. */
public record Answer(String call, int status, HttpHeaders headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** This answer, when the call succeeded. */
    public Answer ok() {
        if (status >= 300) {
            throw new AssertionError(this);
        }
        return this;
    }

    /** This answer, when the call was refused in this way. */
    public Answer refused(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ": " + this);
        }
        return this;
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A text in the answer, by its path; empty when there is none. */
    public String text(String... path) {
        return text(json(), path);
    }

    /** A text somewhere in an answer; empty when there is none. */
    public static String text(JsonNode from, String... path) {
        var node = from;
        for (var step : path) {
            node = node.path(step);
        }
        return node.isMissingNode() || node.isNull() ? "" : node.asString();
    }

    /** The stable code of a problem. */
    public String code() {
        return text("code");
    }

    public List<JsonNode> items() {
        return json().path("items").valueStream().toList();
    }

    /** The version for {@code If-Match}. */
    public String etag() {
        return headers.firstValue("ETag").orElseThrow(() -> new AssertionError("No ETag: " + this));
    }

    /** The body as text. */
    public String said() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return call + " answered " + status + " " + said();
    }
}
