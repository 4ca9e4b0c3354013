package org.parvis.fetcher;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A message that changes something outside, to be sent exactly once.
 *
 * @param method POST, PUT, PATCH or DELETE
 * @param url where
 * @param contentType media type of the body
 * @param body the exact bytes
 * @param headers extra header fields, credentials included
 * @param limit absolute time for the whole attempt, at most {@link #MAX_LIMIT}
 */
public record SendRequest(
        String method, String url, String contentType, Body body, Map<String, String> headers, Duration limit) {

    /** A sender that is still busy after this long must be presumed dead by whoever takes over. */
    public static final Duration MAX_LIMIT = Duration.ofSeconds(60);

    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    public SendRequest {
        headers = HeaderRules.checked(headers);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("Not a method that sends: " + method);
        }
        if (limit.isNegative() || limit.isZero() || limit.compareTo(MAX_LIMIT) > 0) {
            throw new IllegalArgumentException("The time limit of a send is between 0 and 60 s: " + limit);
        }
    }

    public static SendRequest post(String url, String contentType, Body body) {
        return new SendRequest("POST", url, contentType, body, Map.of(), MAX_LIMIT);
    }

    public SendRequest header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new SendRequest(method, url, contentType, body, more, limit);
    }

    public SendRequest within(Duration total) {
        return new SendRequest(method, url, contentType, body, headers, total);
    }
}
