package org.parvis.gateway.relay;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.guard.Caller;
import org.parvis.gateway.guard.LimitedBody;
import org.parvis.gateway.route.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Passes a request to a service and its answer back. When there is none it says so honestly: which part is missing, whether anything can
 * have happened, and what to do. Only what reached nobody is tried again, at the next replica or, a read, a second time; whatever may have
 * reached a service is never sent again.
 */
@Component
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Duration BREATH = Duration.ofMillis(150);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final Replicas replicas;
    private final RequestHeaders requestHeaders;
    private final ResponseHeaders responseHeaders;
    private final IdentityNews news;
    private final Lines lines;
    private final Breakers breakers;
    private final Answers answers;

    Relay(
            Replicas replicas,
            RequestHeaders requestHeaders,
            ResponseHeaders responseHeaders,
            IdentityNews news,
            Lines lines,
            Breakers breakers,
            Answers answers) {
        this.replicas = replicas;
        this.requestHeaders = requestHeaders;
        this.responseHeaders = responseHeaders;
        this.news = news;
        this.lines = lines;
        this.breakers = breakers;
        this.answers = answers;
    }

    public ServerResponse pass(ServerRequest request, Part part) {
        var servletRequest = request.servletRequest();
        var inTurn = replicas.inTurn(part);
        if (target(servletRequest, inTurn.getFirst()) == null) {
            return say(servletRequest, Problem.of(400, "UNREADABLE_ADDRESS"));
        }
        try {
            return send(request, part, inTurn);
        } catch (CallNotPermittedException e) {
            return say(servletRequest, down(part));
        } catch (ResourceAccessException e) {
            var problem = problem(servletRequest, part, e);
            LOG.warn(
                    "{} {} got no answer ({}): {}",
                    request.method(),
                    servletRequest.getRequestURI(),
                    problem.code(),
                    e.getMessage());
            return say(servletRequest, problem);
        }
    }

    private ServerResponse send(ServerRequest request, Part part, List<String> inTurn) {
        for (var address : inTurn.subList(0, inTurn.size() - 1)) {
            try {
                return sendOnce(request, part, address);
            } catch (CallNotPermittedException e) {
                // This one is left in peace for a while; the next one may have time.
            } catch (ResourceAccessException e) {
                if (!neverArrived(e) || !isWhole(request)) {
                    throw e;
                }
                replicas.missed(address, part);
            }
        }
        var last = inTurn.getLast();
        try {
            return sendOnce(request, part, last);
        } catch (ResourceAccessException e) {
            if (!READS.contains(request.method()) || !neverArrived(e)) {
                throw e;
            }
            breathe();
            return sendOnce(request, part, last);
        }
    }

    /** Nothing of its body was read on the way to somebody who was not there. */
    private static boolean isWhole(ServerRequest request) {
        var body = LimitedBody.of(request.servletRequest());
        return READS.contains(request.method()) || (body != null && body.isUntouched());
    }

    private ServerResponse sendOnce(ServerRequest request, Part part, String address) {
        var servletRequest = request.servletRequest();
        var target = Objects.requireNonNull(target(servletRequest, address));
        var breaker = breakers.of(address);
        var began = breaker.begin();
        try {
            var exchange = lines.to(target.getPath());
            var answer = exchange.exchange(exchange.request(request)
                    .uri(target)
                    .headers(requestHeaders.of(servletRequest, part, Caller.Pass.of(servletRequest)))
                    .responseConsumer((from, to) -> {
                        news.take(from.getHeaders(), part);
                        to.headers().putAll(responseHeaders.of(from.getHeaders(), part));
                    })
                    .build());
            breaker.answered(began);
            return answer;
        } catch (ResourceAccessException e) {
            if (isClientsFault(servletRequest)) {
                breaker.blameless();
            } else if (isLate(e) && !neverArrived(e)) {
                breaker.late(began, e);
            } else {
                breaker.failed(began, e);
            }
            throw e;
        } catch (RuntimeException e) {
            breaker.blameless();
            throw e;
        }
    }

    /** The address behind the gateway, written exactly as it came. */
    private static @Nullable URI target(HttpServletRequest request, String address) {
        var query = request.getQueryString();
        try {
            return URI.create(address + request.getRequestURI() + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem problem(HttpServletRequest request, Part part, ResourceAccessException e) {
        var body = LimitedBody.of(request);
        if (body != null && body.isTooLarge()) {
            return Problem.of(413, "TOO_LARGE").naming(body.limitInMegabytes());
        }
        if (isClientsFault(request)) {
            return Problem.of(400, "BROKEN_BODY");
        }
        if (neverArrived(e)) {
            return down(part);
        }
        var isRead = READS.contains(HttpMethod.valueOf(request.getMethod()));
        var problem = Problem.of(isLate(e) ? 504 : 502, isRead ? "PART_SILENT" : "OUTCOME_UNKNOWN")
                .namingKey(name(part));
        return isRead ? problem.againAfter(SOON) : problem;
    }

    private static Problem down(Part part) {
        return Problem.of(503, "PART_DOWN").namingKey(name(part)).againAfter(SOON);
    }

    private static String name(Part part) {
        return "gateway.part." + part.service();
    }

    private static boolean isClientsFault(HttpServletRequest request) {
        var body = LimitedBody.of(request);
        return body != null && (body.isTooLarge() || body.isBroken() || body.isAwaited());
    }

    private static boolean isLate(Throwable thrown) {
        return has(thrown, HttpTimeoutException.class);
    }

    private static boolean neverArrived(Throwable thrown) {
        return has(thrown, ConnectException.class) || has(thrown, HttpConnectTimeoutException.class);
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < 20; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static void breathe() {
        try {
            TimeUnit.NANOSECONDS.sleep(BREATH.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerResponse say(HttpServletRequest request, Problem problem) {
        return ServerResponse.status(problem.status()).build((ignored, response) -> {
            answers.give(request, response, problem);
            return null;
        });
    }
}
