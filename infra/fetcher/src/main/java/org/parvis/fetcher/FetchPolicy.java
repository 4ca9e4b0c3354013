package org.parvis.fetcher;

import java.time.Duration;
import java.util.Map;

/**
 * The limits within which the outside world may answer.
 *
 * @param allowed addresses that may be reached although they are not public
 * @param limit total time for a fetch, all redirects included
 * @param maxWireBytes most bytes of one body as sent
 * @param maxInflatedBytes most bytes of one body after inflating
 * @param maxRatio how many times its size a compressed body may grow
 * @param maxRedirects how many redirects a fetch follows
 * @param userAgent how we introduce ourselves
 */
public record FetchPolicy(
        AllowList allowed,
        Duration limit,
        int maxWireBytes,
        int maxInflatedBytes,
        int maxRatio,
        int maxRedirects,
        String userAgent) {

    /** Name of the environment variable that holds the allow list. */
    public static final String ALLOW_VARIABLE = "PARVIS_FETCH_ALLOW";

    /** The limits of the product: 20 s, 5 MB sent, 10 MB inflated, ratio 100, 3 redirects, public addresses only. */
    public static FetchPolicy standard() {
        return new FetchPolicy(
                AllowList.EMPTY,
                Duration.ofSeconds(20),
                5_000_000,
                10_000_000,
                100,
                3,
                "Parvis/0.1 (community management)");
    }

    /** The standard limits, with the allow list of this environment. */
    public static FetchPolicy from(Map<String, String> environment) {
        return standard().allowing(AllowList.parse(environment.getOrDefault(ALLOW_VARIABLE, "")));
    }

    public FetchPolicy allowing(AllowList addresses) {
        return new FetchPolicy(addresses, limit, maxWireBytes, maxInflatedBytes, maxRatio, maxRedirects, userAgent);
    }

    public FetchPolicy within(Duration total) {
        return new FetchPolicy(allowed, total, maxWireBytes, maxInflatedBytes, maxRatio, maxRedirects, userAgent);
    }
}
