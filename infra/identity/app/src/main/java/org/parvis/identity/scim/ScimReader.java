package org.parvis.identity.scim;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what directories send: whole users, and changes of them in the several ways in which directories write them. */
final class ScimReader {

    private static final String OF_USER = "urn:ietf:params:scim:schemas:core:2.0:user:";
    static final String OF_GROUP = "urn:ietf:params:scim:schemas:core:2.0:group:";
    private static final int MOST_OPERATIONS = 1_000;

    /** What is longer could not be looked for either. */
    private static final int LONGEST = 300;

    private ScimReader() {}

    static ScimUser user(JsonNode sent) {
        var language = text(sent, "preferredLanguage");
        return new ScimUser(
                text(sent, "userName"),
                text(sent, "externalId"),
                name(sent),
                email(field(sent, "emails")),
                language == null ? text(sent, "locale") : language,
                text(sent, "timezone"),
                flag(field(sent, "active")));
    }

    /** A user with the changes of a PATCH, and nothing else, set. */
    static ScimUser changes(JsonNode sent) {
        var all = JsonNodeFactory.instance.objectNode();
        for (var operation : operations(sent)) {
            var kind = kind(operation);
            var path = Objects.requireNonNullElse(text(operation, "path"), "");
            var value = field(operation, "value");
            if (kind.equals("remove")) {
                if (plain(path, OF_USER).equalsIgnoreCase("active")) {
                    throw new ScimError(400, "mutability", "active cannot be removed");
                }
                continue;
            }
            if (value == null) {
                throw ScimError.invalid("An operation without a value");
            }
            if (path.isEmpty() && !value.isObject()) {
                throw ScimError.invalid("An operation without a path has an object for a value");
            }
            if (path.isEmpty()) {
                attributes(value, OF_USER).forEach((name, its) -> put(all, name, its));
            } else {
                put(all, plain(path, OF_USER), value);
            }
        }
        // Nothing in the place of yes or no would change nothing, and the directory would take it for done.
        if (all.path("active").isNull()) {
            throw ScimError.invalid("active is true or false");
        }
        return user(all);
    }

    /** What is in a value without a path: attributes by their plain names, those under the name of their schema too. */
    static Map<String, JsonNode> attributes(JsonNode value, String schema) {
        var all = new LinkedHashMap<String, JsonNode>();
        value.properties().forEach(field -> {
            if (schema.equalsIgnoreCase(field.getKey() + ":")
                    && field.getValue().isObject()) {
                field.getValue().properties().forEach(inner -> all.put(inner.getKey(), inner.getValue()));
            } else {
                all.put(plain(field.getKey(), schema), field.getValue());
            }
        });
        return all;
    }

    /** The name of an attribute, or a path, without that of its schema. */
    static String plain(String path, String schema) {
        return path.toLowerCase(Locale.ROOT).startsWith(schema) ? path.substring(schema.length()) : path;
    }

    static Iterable<JsonNode> operations(JsonNode sent) {
        var operations = field(sent, "Operations");
        if (operations == null
                || !operations.isArray()
                || operations.isEmpty()
                || operations.size() > MOST_OPERATIONS) {
            throw new ScimError(400, "invalidSyntax", "Operations is missing, empty or too long");
        }
        return operations;
    }

    static String kind(JsonNode operation) {
        var kind = Objects.requireNonNullElse(text(operation, "op"), "").toLowerCase(Locale.ROOT);
        if (!kind.equals("add") && !kind.equals("replace") && !kind.equals("remove")) {
            throw new ScimError(400, "invalidSyntax", "op is add, replace or remove");
        }
        return kind;
    }

    private static void put(ObjectNode all, String path, JsonNode value) {
        var known = path.toLowerCase(Locale.ROOT);
        if (known.startsWith("emails[") || known.equals("emails.value")) {
            var list = JsonNodeFactory.instance.arrayNode();
            list.addObject().put("primary", true).set("value", value);
            all.set("emails", list);
        } else if (known.startsWith("name.")) {
            var name = all.get("name") instanceof ObjectNode given ? given : all.putObject("name");
            name.set(camel(known.substring("name.".length())), value);
        } else {
            all.set(camel(known), value);
        }
    }

    private static String camel(String lower) {
        return switch (lower) {
            case "username" -> "userName";
            case "externalid" -> "externalId";
            case "displayname" -> "displayName";
            case "givenname" -> "givenName";
            case "familyname" -> "familyName";
            case "preferredlanguage" -> "preferredLanguage";
            default -> lower;
        };
    }

    private static @Nullable String name(JsonNode sent) {
        var displayed = text(sent, "displayName");
        if (displayed != null) {
            return displayed;
        }
        var name = field(sent, "name");
        if (name == null) {
            return null;
        }
        var formatted = text(name, "formatted");
        if (formatted != null) {
            return formatted;
        }
        var both = (Objects.requireNonNullElse(text(name, "givenName"), "") + " "
                        + Objects.requireNonNullElse(text(name, "familyName"), ""))
                .strip();
        return both.isEmpty() ? null : both;
    }

    private static @Nullable String email(@Nullable JsonNode emails) {
        if (emails == null || !emails.isArray()) {
            return null;
        }
        String first = null;
        for (var email : emails) {
            var value = text(email, "value");
            if (value != null && Boolean.TRUE.equals(flag(field(email, "primary")))) {
                return value;
            }
            first = first == null ? value : first;
        }
        return first;
    }

    /** Names of attributes do not depend on capital letters (RFC 7643, 2.1). */
    static @Nullable JsonNode field(JsonNode sent, String name) {
        var exact = sent.get(name);
        return exact != null || !sent.isObject()
                ? exact
                : sent.properties().stream()
                        .filter(field -> field.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    static @Nullable String text(JsonNode sent, String name) {
        var value = field(sent, name);
        return value == null ? null : words(value, name);
    }

    /** @return null for what is no text, or an empty one */
    static @Nullable String words(JsonNode value, String name) {
        if (!value.isString() || value.stringValue().isBlank()) {
            return null;
        }
        if (value.stringValue().indexOf('\0') >= 0) {
            throw ScimError.invalid(name + " holds a character that cannot be kept (U+0000)");
        }
        if (value.stringValue().length() > LONGEST) {
            throw ScimError.invalid(name + " is longer than " + LONGEST + " characters");
        }
        return value.stringValue().strip();
    }

    /** Some directories write it as a word. */
    private static @Nullable Boolean flag(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        var word = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : "";
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ScimError.invalid("active is true or false");
        };
    }
}
