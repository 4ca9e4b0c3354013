package org.parvis.fetcher;

import java.util.Optional;

/**
 * What a server gave us to ask "has it changed?" next time.
 *
 * @param etag the {@code ETag}, if any
 * @param lastModified the {@code Last-Modified} text as it came, if any
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    /** Nothing known: the next fetch is unconditional. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final int MAX_LENGTH = 512;

    /** The validators of an answer; ones too long or not printable are forgotten. */
    static Validators of(Headers headers) {
        return new Validators(usable(headers, "etag"), usable(headers, "last-modified"));
    }

    private static Optional<String> usable(Headers headers, String name) {
        return headers.first(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty()
                        && value.length() <= MAX_LENGTH
                        && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f));
    }
}
