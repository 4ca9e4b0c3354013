package org.parvis.identity.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal as directories read it (RFC 7644, 3.12). */
final class ScimError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final int status;
    private final @Nullable String type;

    ScimError(int status, @Nullable String type, String detail) {
        super(detail);
        this.status = status;
        this.type = type;
    }

    static ScimError notFound(String id) {
        return new ScimError(404, null, "There is no " + id);
    }

    static ScimError invalid(String detail) {
        return new ScimError(400, "invalidValue", detail);
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("schemas", List.of(SCHEMA));
        body.put("status", Integer.toString(status));
        if (type != null) {
            body.put("scimType", type);
        }
        body.put("detail", String.valueOf(getMessage()));
        return body;
    }
}
