package org.parvis.gateway.relay;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.trace.Trace;
import org.parvis.gateway.guard.Caller;
import org.parvis.gateway.guard.ClientAddress;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.setting.PublicUrl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What of a request's headers a service gets to see. Only what is listed goes along, so nothing a client invents can pass for something
 * that the gateway says: who is there, where from, under which address.
 */
@Component
final class RequestHeaders {

    private static final Set<String> PASSED = Set.of(
            "accept",
            "accept-language",
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "last-event-id",
            "origin",
            "prefer",
            "range",
            "referer",
            "user-agent",
            // What a network signs its calls with.
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp",
            "x-signature-256");
    private static final String OF_HTMX = "hx-";
    private static final Set<String> COOKIES = Set.of("parvis_lang", "parvis_changed", "parvis_done");
    private static final Set<String> COOKIES_OF_THE_DOOR =
            Set.of("parvis_door", "parvis_device", "parvis_signin", "parvis_company");

    private final PublicUrl url;
    private final ClientAddress addresses;

    RequestHeaders(PublicUrl url, ClientAddress addresses) {
        this.url = url;
        this.addresses = addresses;
    }

    HttpHeaders of(HttpServletRequest request, Part part, Caller.@Nullable Pass pass) {
        var headers = new HttpHeaders();
        for (var name : Collections.list(request.getHeaderNames())) {
            var known = name.toLowerCase(Locale.ROOT);
            if (PASSED.contains(known) || known.startsWith(OF_HTMX)) {
                Collections.list(request.getHeaders(name)).forEach(value -> headers.add(name, value));
            }
        }
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (shown != null && part == Part.IDENTITY && request.getRequestURI().startsWith(Destination.SCIM)) {
            headers.set(HttpHeaders.AUTHORIZATION, shown);
        }
        var cookies = cookies(request, part);
        if (!cookies.isEmpty()) {
            headers.set(HttpHeaders.COOKIE, cookies);
        }
        headers.set("X-Forwarded-For", addresses.of(request));
        headers.set("X-Forwarded-Proto", url.isHttps() ? "https" : "http");
        headers.set("X-Forwarded-Host", url.name());
        headers.set("X-Forwarded-Port", Integer.toString(url.port()));
        Trace.current().ifPresent(trace -> headers.set(Trace.HEADER, trace.parent()));
        if (pass != null) {
            headers.setBearerAuth(pass.accessToken());
            if (pass.csrfToken() != null) {
                headers.set("X-Parvis-Csrf", pass.csrfToken());
            }
        }
        return headers;
    }

    private static String cookies(HttpServletRequest request, Part part) {
        return request.getCookies() == null
                ? ""
                : Stream.of(request.getCookies())
                        .filter(cookie -> isPassed(cookie, part))
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }

    private static boolean isPassed(Cookie cookie, Part part) {
        return COOKIES.contains(cookie.getName())
                || (part == Part.IDENTITY && COOKIES_OF_THE_DOOR.contains(cookie.getName()));
    }
}
