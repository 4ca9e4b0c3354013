package org.parvis.gateway.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** Who waits for the answer: a person in front of a page, or a program and the scripts of a page. */
public final class Asking {

    private static final Pattern FOR_SCRIPTS = Pattern.compile("/api/.*|/[a-z]+/(live|counts)");

    private Asking() {}

    /** Whether a whole page is wanted, so that an answer must be one too. */
    public static boolean forPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && request.getHeader("HX-Request") == null
                && !FOR_SCRIPTS.matcher(request.getRequestURI()).matches();
    }

    /** Whether nothing is changed by it. */
    public static boolean isReading(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }

    /** Whether a page may be shown instead, and gone back from. */
    public static boolean isVisit(HttpServletRequest request) {
        return isReading(request) && forPage(request);
    }
}
