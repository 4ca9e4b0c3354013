package org.parvis.gateway.route;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Where a request wants to go. The path decides, and what is not listed here leads nowhere. */
public sealed interface Destination {

    /** Something the gateway answers by itself. */
    enum Own implements Destination {
        START,
        HEALTH,
        SIGNED_IN,
        SIGN_OUT,
        ASSETS,
        NOWHERE
    }

    /** A service, for whoever identity vouches for. */
    record Behind(Part part) implements Destination {}

    /** What a service shows to strangers: the door itself, and the descriptions of interfaces. */
    record Open(Part part) implements Destination {}

    /** Where identity sends a browser after the sign-in. */
    String SIGNED_IN = "/login/oauth2/code/parvis";

    String SIGN_OUT = "/logout";
    String SIGNED_OUT = "/signed-out";
    String DOOR = "/login";

    /** Where the company's directory tells who comes and who leaves; it shows identity a token of its own. */
    String SCIM = "/scim/v2/";

    /** Where networks say that there is something new; each call is signed with the secret of a source. */
    String HOOKS = "/api/listening/hooks/";

    /** All that identity shows to strangers; programs of the house ask it for tokens and keys directly. */
    Set<String> DOORS = Set.of(
            DOOR, SIGNED_OUT, "/oauth2/authorize", "/login/company", "/login/company/back", "/login/company/logout");

    /** Whether what comes there may be a file of some size. */
    static boolean takesFile(HttpServletRequest request) {
        var path = request.getRequestURI();
        return (path.startsWith("/listening/sources/") && path.endsWith("/imports"))
                || (path.startsWith("/api/listening/sources/") && path.endsWith("/import"));
    }

    static Destination of(HttpServletRequest request) {
        return of(request.getRequestURI());
    }

    /** @param path as it came, which the guard found free of tricks */
    static Destination of(String path) {
        return switch (path) {
            case "/" -> Own.START;
            case "/actuator/health" -> Own.HEALTH;
            case SIGNED_IN -> Own.SIGNED_IN;
            case SIGN_OUT -> Own.SIGN_OUT;
            default -> DOORS.contains(path) ? new Open(Part.IDENTITY) : bySegment(path);
        };
    }

    private static Destination bySegment(String path) {
        var segments = path.split("/", 4);
        if (segments.length < 3) {
            return segments.length == 2 ? behind(segments[1]) : Own.NOWHERE;
        }
        if (segments[1].equals("assets")) {
            return Own.ASSETS;
        }
        if (path.startsWith(SCIM)) {
            return new Open(Part.IDENTITY);
        }
        if (path.startsWith(HOOKS)) {
            return new Open(Part.LISTENING);
        }
        if (!segments[1].equals("api")) {
            return behind(segments[1]);
        }
        var part = Part.named(segments[2]);
        var isDescription = segments.length == 4 && segments[3].equals("v3/api-docs");
        return part.<Destination>map(p -> isDescription ? new Open(p) : new Behind(p))
                .orElse(Own.NOWHERE);
    }

    private static Destination behind(String service) {
        return Part.named(service).<Destination>map(Behind::new).orElse(Own.NOWHERE);
    }
}
