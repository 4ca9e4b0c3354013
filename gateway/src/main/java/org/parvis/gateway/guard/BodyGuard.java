package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes no body larger than the house wants, whether its size was said before or not. */
final class BodyGuard extends OncePerRequestFilter {

    private final long limit;
    private final Answers answers;

    BodyGuard(Answers answers, GatewaySettings settings) {
        this.limit = settings.largestBody().toBytes();
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = new LimitedBody(request, limit);
        if (request.getContentLengthLong() > limit) {
            refuse(body, response);
            return;
        }
        request.setAttribute(LimitedBody.class.getName(), body);
        try {
            chain.doFilter(body, response);
        } catch (IOException e) {
            if (!body.isTooLarge() || response.isCommitted()) {
                throw e;
            }
            refuse(body, response);
        }
    }

    private void refuse(LimitedBody body, HttpServletResponse response) throws IOException {
        // What is still on its way is not worth reading.
        response.setHeader("Connection", "close");
        answers.give(body, response, Problem.of(413, "TOO_LARGE").naming(body.limitInMegabytes()));
    }
}
