package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.setting.GatewaySettings;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes no body larger than the house wants, whether its size was said before or not, and not too many at a time. */
final class BodyGuard extends OncePerRequestFilter {

    private final long limit;
    private final long limitOfFiles;
    private final BodyRoom room;
    private final ClientAddress addresses;
    private final Answers answers;

    BodyGuard(ClientAddress addresses, Answers answers, GatewaySettings settings) {
        this.limit = settings.largestBody().toBytes();
        this.limitOfFiles = settings.largestFile().toBytes();
        this.room = new BodyRoom(settings.bodiesAtOnce());
        this.addresses = addresses;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = Destination.takesFile(request) ? limitOfFiles : limit;
        var body = new LimitedBody(request, most, room, addresses.networkOf(request));
        if (request.getContentLengthLong() > most) {
            refuse(body, response, tooLarge(body));
            return;
        }
        request.setAttribute(LimitedBody.class.getName(), body);
        try {
            chain.doFilter(body, response);
        } catch (IOException e) {
            var problem = problem(body);
            if (problem == null || response.isCommitted()) {
                throw e;
            }
            refuse(body, response, problem);
        } finally {
            body.giveBack();
        }
    }

    private static @Nullable Problem problem(LimitedBody body) {
        if (body.isTooLarge()) {
            return tooLarge(body);
        }
        if (body.isCrowdedOut()) {
            return Problem.of(503, "TOO_MANY_BODIES").againAfter(Duration.ofSeconds(1));
        }
        return body.isBroken() ? Problem.of(400, "BROKEN_BODY") : null;
    }

    private static Problem tooLarge(LimitedBody body) {
        return Problem.of(413, "TOO_LARGE").naming(body.limitInMegabytes());
    }

    private void refuse(LimitedBody body, HttpServletResponse response, Problem problem) throws IOException {
        // What is still on its way is not worth reading.
        response.setHeader("Connection", "close");
        answers.give(body, response, problem);
    }
}
