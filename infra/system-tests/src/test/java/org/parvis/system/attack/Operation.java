package org.parvis.system.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that a service says it can do, read from its OpenAPI description: whatever is added to an interface is attacked from its first day.
 *
 * @param path with its variables in braces
 * @param query the names of its query parameters
 * @param body a well-formed body without meaning, or null when it takes none
 */
record Operation(
        String method,
        String path,
        List<String> query,
        @Nullable ObjectNode body) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEEPEST = 4;
    private static final String NONSENSE = "\u00a7";

    /** Values that get past the first look at a form, so that what lies behind it is attacked. */
    private static final Map<String, String> SENSIBLE = Map.ofEntries(
            Map.entry("every", "PT5M"),
            Map.entry("perLevel", "PT5M"),
            Map.entry("zone", "Europe/Paris"),
            Map.entry("language", "fr"),
            Map.entry("languages", "fr"),
            Map.entry("country", "FR"),
            Map.entry("email", "x@intrus.example"),
            Map.entry("query", "porto"),
            Map.entry("connector", "TOWN"),
            Map.entry("network", "TOWN"),
            Map.entry("role", "LEAD"),
            Map.entry("decision", "ACCEPTED"),
            Map.entry("intent", "QUESTION"),
            Map.entry("local", "2031-05-05T09:00"),
            Map.entry("until", "2031-05-05T09:00:00Z"));

    /** Where a value of the caller's choice goes. */
    sealed interface Place {

        record InPath(String name) implements Place {}

        record InQuery(String name) implements Place {}

        record InBody(String pointer) implements Place {}
    }

    /** Everything that these services describe. */
    static List<Operation> describedBy(Api stranger, List<String> services) {
        return services.stream()
                .flatMap(service -> describedIn(
                        stranger.get("/api/" + service + "/v3/api-docs").ok().json()))
                .toList();
    }

    private static Stream<Operation> describedIn(JsonNode description) {
        return description
                .path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(verb -> of(
                                verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue(), description)));
    }

    private static Operation of(String method, String path, JsonNode operation, JsonNode description) {
        var query = operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
        var schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        // Bytes that are signed as they are have no places either.
        if (schema.isMissingNode() || schema.path("type").asString("").equals("string")) {
            return new Operation(method, path, query, null);
        }
        if (sample("", schema, description, 0) instanceof ObjectNode body) {
            return new Operation(method, path, query, body);
        }
        throw new IllegalStateException(method + " " + path + " takes a body that its description does not describe");
    }

    private static JsonNode sample(String name, JsonNode schema, JsonNode description, int depth) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return sample(name, description.at(reference.substring(1)), description, depth);
        }
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        if (schema.path("enum").isArray()) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                var object = JSON.createObjectNode();
                schema.path("properties")
                        .propertyStream()
                        .forEach(property -> object.set(
                                property.getKey(),
                                sample(property.getKey(), property.getValue(), description, depth + 1)));
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(sample(name, schema.path("items"), description, depth + 1));
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default -> JSON.getNodeFactory().stringNode(SENSIBLE.getOrDefault(name, "x"));
        };
    }

    boolean isReading() {
        return method.equals("GET");
    }

    /** Every place that takes a text. */
    List<Place> places() {
        var places = new ArrayList<Place>();
        VARIABLE.matcher(path).results().forEach(found -> places.add(new Place.InPath(found.group(1))));
        query.forEach(name -> places.add(new Place.InQuery(name)));
        if (body != null) {
            texts(body, "", places);
        }
        return places;
    }

    private static void texts(JsonNode node, String pointer, List<Place> places) {
        if (node.isString()) {
            places.add(new Place.InBody(pointer));
        }
        node.propertyStream()
                .forEach(property -> texts(property.getValue(), pointer + "/" + property.getKey(), places));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            texts(node.get(i), pointer + "/" + i, places);
        }
    }

    /** The call with a value in one place, and nothing of interest in the others. */
    Call with(Place place, String value) {
        var address = VARIABLE.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(
                        encoded(place.equals(new Place.InPath(found.group(1))) ? value : "x")));
        if (place instanceof Place.InQuery(var name)) {
            address += "?" + name + "=" + encoded(value);
        }
        var sent = body == null ? null : body.deepCopy();
        if (place instanceof Place.InBody(var pointer)) {
            put(Objects.requireNonNull(sent), pointer, value);
        }
        return new Call(method, address, sent);
    }

    /**
     * The call about things that exist.
     *
     * @param ids by what they are ids of, in small letters, like {@code productline}
     */
    Call about(Map<String, String> ids) {
        var address = VARIABLE.matcher(path)
                .replaceAll(found ->
                        Matcher.quoteReplacement(encoded(idOf(found.group(1), path.substring(0, found.start()), ids)
                                .orElse("x"))));
        var asked = Samples.query(toString(), ids);
        if (asked != null) {
            address += "?" + asked;
        } else if (query.contains("brand")) {
            address += "?brand=" + encoded(Objects.requireNonNull(ids.get("brand")));
        }
        var text = Samples.text(toString(), ids);
        if (text != null) {
            return new Call(method, address, null, text);
        }
        var sample = Samples.body(toString(), ids);
        if (sample != null) {
            return new Call(method, address, sample);
        }
        var sent = body == null ? null : body.deepCopy();
        for (var place : places()) {
            if (place instanceof Place.InBody(var pointer)) {
                var name = pointer.replaceAll("/[0-9]+$", "").replaceFirst(".*/", "");
                idOf(name, "", ids).ifPresent(id -> put(Objects.requireNonNull(sent), pointer, id));
            }
        }
        return new Call(method, address, sent);
    }

    /** The call about things that exist, with words that no form takes. */
    Call nonsenseAbout(Map<String, String> ids) {
        var call = about(ids);
        var sent = call.body() == null ? null : call.body().deepCopy();
        if (sent != null) {
            var texts = new ArrayList<Place>();
            texts(sent, "", texts);
            for (var place : texts) {
                if (place instanceof Place.InBody(var pointer)
                        && !ids.containsValue(sent.at(pointer).asString())
                        && !isMoment(sent.at(pointer).asString())) {
                    put(sent, pointer, NONSENSE);
                }
            }
        }
        return new Call(method, call.address(), sent, call.text() == null ? null : NONSENSE);
    }

    /** One that is none makes the whole body unreadable, which says nothing about its words. */
    private static boolean isMoment(String text) {
        return text.endsWith(":00Z");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** By the variable's own name, or else by the part of the path before it. */
    private static Optional<String> idOf(String variable, String before, Map<String, String> ids) {
        var parts = before.split("/");
        return Stream.of(variable, parts[parts.length - 1])
                .map(name -> name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]", "")
                        .replaceAll("id$", "")
                        .replaceAll("ies$", "y")
                        .replaceAll("ches$", "ch")
                        .replaceAll("s$", ""))
                .map(ids::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The call without anything of interest. */
    Call plain() {
        return with(new Place.InQuery("x"), "x");
    }

    private static void put(ObjectNode body, String pointer, String value) {
        var end = pointer.lastIndexOf('/');
        var last = pointer.substring(end + 1);
        switch (body.at(pointer.substring(0, end))) {
            case ObjectNode object -> object.put(last, value);
            case ArrayNode array ->
                array.set(Integer.parseInt(last), JSON.getNodeFactory().stringNode(value));
            case JsonNode other -> throw new IllegalArgumentException(pointer + " leads to " + other);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * An operation with all it needs.
     *
     * @param text a body that is no JSON
     */
    record Call(
            String method,
            String address,
            @Nullable ObjectNode body,
            @Nullable String text) {

        Call(String method, String address, @Nullable ObjectNode body) {
            this(method, address, body, null);
        }

        Answer by(Api caller) {
            try {
                var answer = text == null ? caller.trySend(method, address, body, "1") : caller.text(address, text);
                if (answer.status() == 429) {
                    throw new AssertionError("Asked too fast, so nothing was tried: " + answer);
                }
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(method + " " + address, e);
            }
        }
    }
}
