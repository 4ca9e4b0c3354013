package org.parvis.gateway.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.setting.PublicUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost guard. Paths that two readers could understand in two ways are refused ({@code ;}, {@code %2e}, {@code //}, encoded
 * slashes and the like), so are questions that are no text, and whatever breaks further in still gets an answer that can be read.
 */
final class Shield extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Shield.class);
    private static final String ONE_YEAR = "max-age=31536000";

    private final StrictHttpFirewall firewall = new StrictHttpFirewall();
    private final Answers answers;
    private final boolean isHttps;

    Shield(Answers answers, PublicUrl url) {
        this.answers = answers;
        this.isHttps = url.isHttps();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isHttps) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        if (!ReadableQuery.is(request.getQueryString())) {
            answers.give(request, response, Problem.of(400, "UNREADABLE_ADDRESS"));
            return;
        }
        try {
            chain.doFilter(firewall.getFirewalledRequest(request), firewall.getFirewalledResponse(response));
        } catch (RequestRejectedException e) {
            LOG.info("Refused: {}", e.getMessage());
            answers.give(request, response, Problem.of(400, "UNREADABLE_ADDRESS"));
        } catch (DataAccessException | TransactionException e) {
            LOG.error("The gateway's database does not answer", e);
            answers.give(request, response, Problem.of(503, "NO_DATABASE").againAfter(Duration.ofSeconds(5)));
        } catch (IOException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.warn("The answer to {} {} broke off: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            response.reset();
            answers.give(request, response, brokenOff(request));
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.error("Unexpected failure of {} {}", request.getMethod(), request.getRequestURI(), e);
            answers.give(request, response, Problem.of(500, "UNEXPECTED"));
        }
    }

    /** The service had begun to answer: what was asked for has happened, or was refused, and we do not know which. */
    private static Problem brokenOff(HttpServletRequest request) {
        var isRead = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (!(Destination.of(request) instanceof Destination.Behind(var part))) {
            return Problem.of(502, "UNEXPECTED");
        }
        var problem =
                Problem.of(502, isRead ? "PART_SILENT" : "OUTCOME_UNKNOWN").namingKey("gateway.part." + part.service());
        return isRead ? problem.againAfter(Duration.ofSeconds(3)) : problem;
    }
}
