package org.parvis.gateway.route;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where each service listens: {@code parvis.services.<name>.url}, with a comma between the addresses of several replicas. */
@Component
public final class PartAddresses {

    private final Map<Part, List<String>> addresses = new EnumMap<>(Part.class);

    PartAddresses(Environment environment) {
        for (var part : Part.values()) {
            var urls = environment.getRequiredProperty("parvis.services." + part.service() + ".url");
            addresses.put(
                    part,
                    Stream.of(urls.split(","))
                            .map(url -> URI.create(url.strip()).toString().replaceFirst("/+$", ""))
                            .toList());
        }
    }

    /** Of each replica, without a slash at its end. */
    public List<String> all(Part part) {
        return addresses.getOrDefault(part, List.of());
    }

    /** Of the first replica, for what is asked of one only. */
    public String of(Part part) {
        return all(part).getFirst();
    }
}
