package org.parvis.listening.api;

import java.time.Duration;
import java.util.Map;

/** A place to listen to was described anew. */
public record SourceChanged(
        String sourceId, String brandId, String connector, String name, Map<String, String> settings, Duration every)
        implements SourceEvent {

    public SourceChanged {
        settings = Map.copyOf(settings);
    }
}
