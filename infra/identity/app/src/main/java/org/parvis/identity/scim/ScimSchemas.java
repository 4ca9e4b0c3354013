package org.parvis.identity.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes we know of users and groups, as directories ask for them. */
final class ScimSchemas {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    private ScimSchemas() {}

    static Map<String, Object> user() {
        return schema(
                "User",
                "A member of the house",
                List.of(
                        attribute("userName", "string", true, "server"),
                        attribute("externalId", "string", false, "none"),
                        attribute("displayName", "string", false, "none"),
                        attribute("preferredLanguage", "string", false, "none"),
                        attribute("timezone", "string", false, "none"),
                        attribute("active", "boolean", false, "none"),
                        complex(
                                "name",
                                false,
                                List.of(
                                        attribute("formatted", "string", false, "none"),
                                        attribute("givenName", "string", false, "none"),
                                        attribute("familyName", "string", false, "none"))),
                        complex(
                                "emails",
                                true,
                                List.of(
                                        attribute("value", "string", false, "server"),
                                        attribute("primary", "boolean", false, "none")))));
    }

    static Map<String, Object> group() {
        return schema(
                "Group",
                "A group of the directory; the house decides what it brings",
                List.of(
                        attribute("displayName", "string", true, "server"),
                        attribute("externalId", "string", false, "none"),
                        complex("members", true, List.of(attribute("value", "string", false, "none")))));
    }

    private static Map<String, Object> schema(String name, String description, List<Map<String, Object>> attributes) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("schemas", List.of(SCHEMA));
        schema.put("id", "urn:ietf:params:scim:schemas:core:2.0:" + name);
        schema.put("name", name);
        schema.put("description", description);
        schema.put("attributes", attributes);
        return schema;
    }

    private static Map<String, Object> attribute(String name, String type, boolean required, String uniqueness) {
        var attribute = new LinkedHashMap<String, Object>();
        attribute.put("name", name);
        attribute.put("type", type);
        attribute.put("multiValued", false);
        attribute.put("required", required);
        attribute.put("caseExact", false);
        attribute.put("mutability", "readWrite");
        attribute.put("returned", "default");
        attribute.put("uniqueness", uniqueness);
        return attribute;
    }

    private static Map<String, Object> complex(String name, boolean many, List<Map<String, Object>> parts) {
        var attribute = attribute(name, "complex", false, "none");
        attribute.put("multiValued", many);
        attribute.put("subAttributes", parts);
        return attribute;
    }
}
