package org.parvis.fetcher;

/** How asking for a stream ended. */
public sealed interface ListenResult {

    /** It comes; whoever asked for it closes it. */
    record Listening(OpenStream stream) implements ListenResult {}

    /** There is no stream: an error, a refusal or a failure, as of any fetch. */
    record Other(FetchResult result) implements ListenResult {}
}
