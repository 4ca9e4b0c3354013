package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.session.BrowserCookies;
import org.parvis.gateway.setting.PublicUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops requests that another site made a browser send. Whatever changes something must come from our own pages, as the browser itself
 * says, and, with a session, carry the token that only they know. Programs with a token of their own are not concerned: nobody can make a
 * browser add one.
 */
final class ForgeryGuard extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ForgeryGuard.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> FROM_US = Set.of("same-origin", "none");

    private final PublicUrl url;
    private final BrowserCookies cookies;
    private final Answers answers;

    ForgeryGuard(PublicUrl url, BrowserCookies cookies, Answers answers) {
        this.url = url;
        this.cookies = cookies;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.of(request);
        if (READING.contains(request.getMethod())) {
            if (caller instanceof Caller.Browser browser && cookies.lacksCsrfToken(request)) {
                cookies.giveCsrfToken(response, browser.session().csrfToken());
            }
        } else if (!(caller instanceof Caller.Program)) {
            var expected =
                    caller instanceof Caller.Browser browser ? browser.session().csrfToken() : null;
            var reason = reason(request, expected);
            if (reason != null) {
                LOG.warn("Refused as forged, {}: {} {}", reason, request.getMethod(), request.getRequestURI());
                answers.give(request, response, Problem.of(403, "FORGED"));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private @Nullable String reason(HttpServletRequest request, @Nullable String expected) throws IOException {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !FROM_US.contains(site)) {
            return "sent by another site";
        }
        var origin = request.getHeader("Origin");
        if (origin != null && !origin.equals(url.origin())) {
            return "of another origin";
        }
        // The door has a token of its own, which identity checks.
        var isDoor = request.getRequestURI().equals(Destination.DOOR);
        return expected == null || isDoor || isShown(request, expected) ? null : "without the token";
    }

    private static boolean isShown(HttpServletRequest request, String expected) throws IOException {
        for (var header : new String[] {"X-CSRF-TOKEN", "X-XSRF-TOKEN"}) {
            var shown = request.getHeader(header);
            if (shown != null) {
                return isSame(shown, expected);
            }
        }
        var body = LimitedBody.of(request);
        var inForm = body == null ? null : FormField.of(body, "_csrf");
        return inForm != null && isSame(inForm, expected);
    }

    private static boolean isSame(String shown, String expected) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
