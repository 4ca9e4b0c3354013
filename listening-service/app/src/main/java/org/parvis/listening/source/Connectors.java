package org.parvis.listening.source;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Setting;

/** The connectors by the name sources are set up with. */
final class Connectors {

    /** The setting that every source may have, whatever its connector: handles of our own accounts. */
    static final String OWN = "own";

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

    /** What a source of this connector can be told openly: nothing else is kept of it. */
    static List<String> settings(Connector connector) {
        return Stream.concat(
                        connector.settings().stream()
                                .filter(setting -> !setting.secret())
                                .map(Setting::name),
                        Stream.of(OWN))
                .toList();
    }

    List<String> kinds() {
        return byKind.keySet().stream().sorted().toList();
    }
}
