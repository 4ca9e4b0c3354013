package org.parvis.listening.api;

/** All that happens to a source. */
public sealed interface SourceEvent
        permits SourceChanged,
                SourceConnected,
                SourceFailed,
                SourceHookSecretMade,
                SourceImportStarted,
                SourcePaused,
                SourceRecovered,
                SourceResumed {

    String sourceId();

    String brandId();
}
