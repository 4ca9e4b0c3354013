package org.parvis.fetcher;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A question to the outside world: something to read, repeatable without harm.
 *
 * @param url where, as the user wrote it
 * @param headers extra header fields; all but Accept and Accept-Language are dropped when a redirect leaves the origin
 * @param validators what is known from the last time
 * @param post a body to post (an API's log-in or query); posts follow no redirects
 */
public record FetchRequest(String url, Map<String, String> headers, Validators validators, Optional<Posted> post) {

    /** A body and its media type. */
    public record Posted(String contentType, Body body) {}

    public FetchRequest {
        headers = HeaderRules.checked(headers);
    }

    public static FetchRequest get(String url) {
        return new FetchRequest(url, Map.of(), Validators.NONE, Optional.empty());
    }

    public static FetchRequest post(String url, String contentType, Body body) {
        return new FetchRequest(url, Map.of(), Validators.NONE, Optional.of(new Posted(contentType, body)));
    }

    public FetchRequest header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new FetchRequest(url, more, validators, post);
    }

    public FetchRequest ifChangedSince(Validators known) {
        return new FetchRequest(url, headers, known, post);
    }
}
