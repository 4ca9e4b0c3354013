package org.parvis.fetcher;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How a fetch ended; every way is a value, none an exception. */
public sealed interface FetchResult {

    /**
     * The server answered with success.
     *
     * @param url where the content was in the end
     * @param movedTo the new address, when every redirect on the way said it is for good
     * @param body inflated bytes
     */
    record Fetched(URI url, Optional<URI> movedTo, int status, Headers headers, Body body, Validators validators)
            implements FetchResult {}

    /** Nothing new since the validators were issued. */
    record NotModified(URI url, Validators validators) implements FetchResult {}

    /** The server answered, but not with success; the body is cut at 64 KiB. */
    record HttpError(URI url, int status, Headers headers, Body body, Optional<Duration> retryAfter)
            implements FetchResult {}

    /** The address was not tried. */
    record Refused(Refusal reason, String detail) implements FetchResult {}

    /** The exchange was tried and did not come to an end. */
    record Failed(FailureKind kind, String detail) implements FetchResult {}
}
