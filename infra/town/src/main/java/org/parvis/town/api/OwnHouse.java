package org.parvis.town.api;

import java.net.URI;
import java.util.Set;
import org.parvis.town.http.Handler;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;

/**
 * Guards what needs no token: only this machine may call, only under a name of this machine (no rebinding of a foreign
 * name), and no other site's page may make a visitor's browser call.
 */
public final class OwnHouse {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    private final String publicHost;

    public OwnHouse(URI publicUrl) {
        this.publicHost = String.valueOf(publicUrl.getHost());
    }

    /** The handler, for callers of the house only. */
    public Handler only(Handler handler) {
        return request -> {
            check(request);
            return handler.handle(request);
        };
    }

    private void check(Request request) {
        var authority = request.header("Host").orElse("");
        var host = authority.replaceFirst(":\\d+$", "");
        if (!request.from().isLoopbackAddress() || (!LOOPBACK.contains(host) && !publicHost.equals(host))) {
            throw new Problem(403, "NOT_FROM_HERE");
        }
        if (SAFE_METHODS.contains(request.method())) {
            return;
        }
        var site = request.header("Sec-Fetch-Site").orElse("none");
        var origin = request.header("Origin").orElse("http://" + authority);
        if ((!site.equals("same-origin") && !site.equals("none"))
                || !authority.equals(origin.replaceFirst("^https?://", ""))) {
            throw new Problem(403, "CROSS_SITE");
        }
    }
}
