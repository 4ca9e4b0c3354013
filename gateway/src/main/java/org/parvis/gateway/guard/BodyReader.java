package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parvis.gateway.route.Destination;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the whole body in before a service hears of the request. A client that does not send what it announced keeps nobody waiting but
 * itself, and no service is blamed for it. Files are large, so they pass through as they come.
 */
final class BodyReader extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = LimitedBody.of(request);
        if (body != null && body.isAnnounced() && !Destination.takesFile(request)) {
            body.look();
        }
        chain.doFilter(request, response);
    }
}
