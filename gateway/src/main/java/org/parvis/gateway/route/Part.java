package org.parvis.gateway.route;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of the house that answer requests; each is a service with the same name. */
public enum Part {
    LISTENING,
    PUBLISHING,
    MODERATION,
    CRM,
    REPORTING,
    IDENTITY;

    public String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> named(String service) {
        return Stream.of(values())
                .filter(part -> part.service().equals(service))
                .findFirst();
    }
}
