package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.parvis.gateway.answer.Asking;
import org.parvis.gateway.setting.PublicUrl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads browsers that came by another name, such as 127.0.0.1, to the public address: cookies and the sign-in belong to that one. Programs
 * may use any name.
 */
final class OneAddress extends OncePerRequestFilter {

    private final PublicUrl url;

    OneAddress(PublicUrl url) {
        this.url = url;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = request.getHeader("Host");
        if (host == null || host.toLowerCase(Locale.ROOT).equals(url.host()) || !Asking.isVisit(request)) {
            chain.doFilter(request, response);
            return;
        }
        var query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", url.with(request.getRequestURI() + (query == null ? "" : "?" + query)));
        response.setHeader("Cache-Control", "no-store");
    }
}
