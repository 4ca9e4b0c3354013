package org.parvis.gateway.relay;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.parvis.gateway.route.Part;
import org.parvis.gateway.route.PartAddresses;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** What of a service's headers a browser gets to see: nothing about the connection behind the gateway, no address of the inside. */
@Component
final class ResponseHeaders {

    private static final Set<String> KEPT_BACK = Set.of(
            "connection",
            "date",
            "keep-alive",
            "proxy-authenticate",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-powered-by");
    private static final String COOKIES_OF_SERVICES = "parvis_";

    private final PartAddresses addresses;

    ResponseHeaders(PartAddresses addresses) {
        this.addresses = addresses;
    }

    HttpHeaders of(HttpHeaders answered, Part part) {
        var headers = new HttpHeaders();
        answered.forEach((name, values) -> {
            var known = name.toLowerCase(Locale.ROOT);
            if (!KEPT_BACK.contains(known) && !known.startsWith(IdentityNews.OWN)) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        var location = headers.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            headers.set(HttpHeaders.LOCATION, fromOutside(location, addresses.all(part)));
        }
        var cookies = headers.remove(HttpHeaders.SET_COOKIE);
        if (cookies != null) {
            cookies.stream()
                    .filter(cookie -> cookie.startsWith(COOKIES_OF_SERVICES))
                    .forEach(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie));
        }
        if (headers.getCacheControl() == null) {
            // What is shown is what this reader may see; the next person at this computer may not.
            headers.setCacheControl("no-store");
        }
        return headers;
    }

    /** The same place as a browser must write it. */
    private static String fromOutside(String location, List<String> replicas) {
        for (var inside : replicas) {
            if (location.equals(inside) || location.startsWith(inside + "/")) {
                var rest = location.substring(inside.length());
                return rest.isEmpty() ? "/" : rest;
            }
        }
        return location;
    }
}
