package org.parvis.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives pages the token that the gateway will ask for when they send a form. The gateway holds the session, so it makes the token and
 * checks it; a service only puts it where the shell looks for it.
 */
final class RelayedCsrfToken extends OncePerRequestFilter {

    /** Set by the gateway; whatever a client sends under this name never gets here. */
    static final String RELAYED = "X-Parvis-Csrf";

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_=-]{1,400}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var value = request.getHeader(RELAYED);
        if (value != null && PLAIN.matcher(value).matches()) {
            var token = new DefaultCsrfToken(HEADER, PARAMETER, value);
            request.setAttribute(CsrfToken.class.getName(), token);
            request.setAttribute(PARAMETER, token);
        }
        chain.doFilter(request, response);
    }
}
