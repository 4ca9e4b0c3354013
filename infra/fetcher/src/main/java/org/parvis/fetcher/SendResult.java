package org.parvis.fetcher;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How the one try of a send ended, told by what it means for "is it out?". */
public sealed interface SendResult {

    /** The whole answer arrived; what it means is for the network's adapter to say. */
    record Answered(int status, Headers headers, Body body, Optional<Duration> retryAfter) implements SendResult {}

    /** Certainly nothing left: the address was refused before anything was opened. */
    record Refused(Refusal reason, String detail) implements SendResult {}

    /** Certainly nothing left: the name, the connection, TLS or the time limit failed before the first byte. */
    record NotSent(FailureKind kind, String detail) implements SendResult {}

    /** A byte may have left and no whole answer came back: only looking at the network can tell. */
    record Unknown(FailureKind kind, OptionalInt status, String detail) implements SendResult {}
}
