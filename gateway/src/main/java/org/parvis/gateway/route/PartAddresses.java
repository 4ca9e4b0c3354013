package org.parvis.gateway.route;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where each service listens: {@code parvis.services.<name>.url}. */
@Component
public final class PartAddresses {

    private final Map<Part, String> addresses = new EnumMap<>(Part.class);

    PartAddresses(Environment environment) {
        for (var part : Part.values()) {
            var url = environment.getRequiredProperty("parvis.services." + part.service() + ".url");
            addresses.put(part, URI.create(url).toString().replaceFirst("/+$", ""));
        }
    }

    /** Without a slash at its end. */
    public String of(Part part) {
        return addresses.getOrDefault(part, "");
    }
}
