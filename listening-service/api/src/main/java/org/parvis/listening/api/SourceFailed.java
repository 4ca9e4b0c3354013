package org.parvis.listening.api;

import java.time.Instant;

/** A source stopped answering: from here on there is a gap. */
public record SourceFailed(String sourceId, String brandId, String code, String detail, Instant lastSuccessAt)
        implements SourceEvent {}
