package org.parvis.listening.source;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.connector.Connector;

/** The connectors by the name sources are set up with. */
final class Connectors {

    private final Map<String, Connector> byKind;

    Connectors(List<Connector> connectors) {
        byKind = connectors.stream().collect(Collectors.toMap(Connector::kind, Function.identity()));
    }

    /** @throws InvalidInput when there is no such connector */
    Connector of(String kind) {
        var connector = byKind.get(kind);
        if (connector == null) {
            throw new InvalidInput("connector", "connector", String.join(", ", kinds()));
        }
        return connector;
    }

    List<String> kinds() {
        return byKind.keySet().stream().sorted().toList();
    }
}
