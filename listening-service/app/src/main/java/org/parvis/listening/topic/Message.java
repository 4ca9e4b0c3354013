package org.parvis.listening.topic;

import java.net.URI;
import java.util.Optional;

/**
 * What of a message a query can ask about.
 *
 * @param text title and text together
 * @param language code of the language, or {@link #UNKNOWN_LANGUAGE}
 * @param authorHandle as on the network
 * @param permalink where it is found
 */
public record Message(String text, String language, String authorHandle, String permalink) {

    /** ISO 639's own word for "not determined". */
    public static final String UNKNOWN_LANGUAGE = "und";

    /** Of the page it is on. */
    Optional<String> host() {
        try {
            return Optional.ofNullable(URI.create(permalink).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
