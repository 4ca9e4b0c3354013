package org.parvis.fetcher;

import java.time.Duration;
import java.util.Map;

/**
 * A question whose answer comes bit by bit, for as long as somebody listens.
 *
 * @param url where, with {@code http} or {@code https} for either form
 * @param headers extra header fields; they go to this very address and to no other, because no redirect is followed
 * @param form how messages are told apart
 * @param time from the first look-up to the end; a stream that is cut then did what was asked of it
 * @param longest so many bytes one message may have; what is longer is passed over
 */
public record ListenRequest(String url, Map<String, String> headers, Form form, Duration time, int longest) {

    /** How messages come. */
    public enum Form {
        /** Server-sent events, as the HTML standard has them. */
        EVENTS,
        /** The texts of a WebSocket (RFC 6455). */
        SOCKET
    }

    public ListenRequest {
        headers = HeaderRules.checked(headers);
    }
}
