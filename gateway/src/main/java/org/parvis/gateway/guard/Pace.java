package org.parvis.gateway.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.script.PersonalTokens;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps one caller from taking all there is. Sessions and tokens known to be good are counted by themselves, everybody else by address;
 * behind one address there may be a whole company, so it gets more.
 */
final class Pace extends OncePerRequestFilter {

    private static final int CALLERS = 50_000;
    private static final int PEOPLE_BEHIND_AN_ADDRESS = 4;
    private static final int A_BUNDLE = 20;
    private static final int A_SEARCH = 5;
    private static final Pattern COSTLY = Pattern.compile("/.*/(bundle|exports?)|/.*\\.(zip|csv|ndjson|pdf)");
    private static final Pattern SEARCH = Pattern.compile("(^|&)q=[^&]");
    private static final Pattern PARAMETER = Pattern.compile(";[^/&]*+");
    private static final String BY_ADDRESS = "address ";

    private final ClientAddress addresses;
    private final PersonalTokens tokens;
    private final Answers answers;
    private final LoadingCache<String, TokenBucket> buckets;

    Pace(ClientAddress addresses, PersonalTokens tokens, Answers answers, GatewaySettings settings) {
        this.addresses = addresses;
        this.tokens = tokens;
        this.answers = answers;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(Duration.ofMinutes(2))
                .build(key -> {
                    var share = key.startsWith(BY_ADDRESS) ? PEOPLE_BEHIND_AN_ADDRESS : 1;
                    return new TokenBucket(
                            (double) share * settings.requestsPerSecond(),
                            (double) share * settings.burst(),
                            System.nanoTime());
                });
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = buckets.get(key(request)).take(System.nanoTime(), cost(request));
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            answers.give(
                    request,
                    response,
                    Problem.of(429, "TOO_MANY").againAfter(wait.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    /** What takes the house much longer than a page counts as several: bundles and exports most, searches some. */
    static int cost(HttpServletRequest request) {
        if (COSTLY.matcher(meant(request.getRequestURI())).matches()) {
            return A_BUNDLE;
        }
        var query = request.getQueryString();
        return query != null && SEARCH.matcher(meant(query)).find() ? A_SEARCH : 1;
    }

    /** As the service will read it: a letter that is written as its number is that letter, and what stands behind a semicolon is no name. */
    private static String meant(String written) {
        try {
            return PARAMETER
                    .matcher(StringUtils.uriDecode(written, StandardCharsets.UTF_8))
                    .replaceAll("");
        } catch (IllegalArgumentException e) {
            return written;
        }
    }

    private String key(HttpServletRequest request) {
        return switch (Caller.of(request)) {
            case Caller.Browser browser -> "session " + browser.session().id();
            case Caller.Program program
            when tokens.isKnown(program.bearer()) -> "token " + PersonalTokens.fingerprint(program.bearer());
            case Caller.Program program -> BY_ADDRESS + addresses.networkOf(request);
            case Caller.Stranger stranger -> BY_ADDRESS + addresses.networkOf(request);
        };
    }
}
