package org.parvis.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Sends a browser that nobody signed in to the page where they can, and from there back to where they were going. */
final class ToSignInPage implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var isBrowser =
                "GET".equals(request.getMethod()) && request.getRequestURI().equals(NextStep.PATH);
        if (!isBrowser) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        var next = request.getRequestURI() + "?" + request.getQueryString();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(
                "Location", SignInPageController.PATH + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
