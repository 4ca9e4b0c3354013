package org.parvis.fetcher;

/** How opening a line ended. */
public sealed interface LineResult {

    /** It is open; whoever asked for it closes it. */
    record Opened(OpenLine line) implements LineResult {}

    /** The address was not tried. */
    record Refused(Refusal reason, String detail) implements LineResult {}

    /** It was tried in vain, or broke later. */
    record Failed(FailureKind kind, String detail) implements LineResult {}
}
