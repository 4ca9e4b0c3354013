package org.parvis.listening.source;

import org.parvis.axon.Refused;

/** What a source refuses. */
final class SourceRefused extends Refused {

    enum Reason {
        SOURCE_OF_ANOTHER_BRAND,
        CONNECTOR_STAYS,
        IMPORT_RUNS
    }

    SourceRefused(Category category, Reason reason, String sourceId) {
        super(category, reason, "source:" + sourceId);
    }
}
