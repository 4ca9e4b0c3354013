package org.parvis.standalone;

import java.util.Map;
import java.util.stream.Collectors;
import org.parvis.boot.ServiceLauncher;

/** Where each service shows its numbers, in the form that Prometheus reads again by itself (file_sd): the ports change with each start. */
final class MetricsTargets {

    /** In the directory {@code run}. */
    static final String FILE = "metrics.json";

    private MetricsTargets() {}

    static String of(Map<Class<?>, Integer> ports) {
        return ports.entrySet().stream()
                .map(service -> "{\"targets\": [\"127.0.0.1:%d\"], \"labels\": {\"job\": \"%s\"}}"
                        .formatted(service.getValue(), ServiceLauncher.nameOf(service.getKey())))
                .collect(Collectors.joining(",\n ", "[", "]\n"));
    }
}
