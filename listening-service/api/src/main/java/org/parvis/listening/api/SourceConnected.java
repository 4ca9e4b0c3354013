package org.parvis.listening.api;

import java.time.Duration;
import java.util.Map;

/** A place to listen to was set up; credentials are kept apart, encrypted. */
public record SourceConnected(
        String sourceId, String brandId, String connector, String name, Map<String, String> settings, Duration every)
        implements SourceEvent {

    public SourceConnected {
        settings = Map.copyOf(settings);
    }
}
