package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells a page controller whether a fragment is enough; declare it as an argument of the handler.
 *
 * <p>One handler, one template: {@code return hx.view("crm/inbox", "rows")} answers the whole page to a browser and the fragment
 * {@code rows} of the same file to htmx.
 */
public record Hx(boolean wantsFragment) {

    static Hx of(HttpServletRequest request) {
        return new Hx("true".equals(request.getHeader("HX-Request"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request")));
    }

    public String view(String template, String fragment) {
        return wantsFragment ? template + " :: " + fragment : template;
    }
}
