package org.parvis.listening.topic;

import java.util.Optional;

/**
 * What of a message a query can ask about.
 *
 * @param text title and text together
 * @param language code of the language, or {@link #UNKNOWN_LANGUAGE}
 * @param authorHandle as on the network
 * @param host of the page it is on
 */
public record Message(String text, String language, String authorHandle, Optional<String> host) {

    /** ISO 639's own word for "not determined". */
    public static final String UNKNOWN_LANGUAGE = "und";
}
