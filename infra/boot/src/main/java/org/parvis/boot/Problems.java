package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.DatabaseTrouble;
import org.parvis.axon.Refused;
import org.parvis.axon.cluster.CommandNotDelivered;
import org.parvis.axon.cluster.OutcomeNotKnown;
import org.parvis.boot.trace.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Every error as a problem (RFC 9457) with a stable code and a text in the reader's language. Programs and page fragments get
 * {@code application/problem+json}; a whole page gets the error page of its status, with the problem as request attribute {@value #ATTRIBUTE}.
 */
@RestControllerAdvice
final class Problems {

    static final String ATTRIBUTE = "problem";

    /** In seconds. */
    static final String SOON = "5";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final MessageSource messages;
    private final ForeignIds foreignIds;

    Problems(MessageSource messages, ForeignIds foreignIds) {
        this.messages = messages;
        this.foreignIds = foreignIds;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> on(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (e instanceof AsyncRequestNotUsableException) {
            return null;
        }
        if (e instanceof StepUpNeeded && isPerson(request)) {
            return toStepUp(request);
        }
        return answer(problem(e, request), request, response);
    }

    /** A browser sends the same form once more where it is sent (307), so nothing that was typed is lost. */
    private static ResponseEntity<ProblemDetail> toStepUp(HttpServletRequest request) {
        var query = request.getQueryString();
        var then = request.getRequestURI() + (query == null ? "" : "?" + query);
        var isRead = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        return ResponseEntity.status(isRead ? HttpStatus.SEE_OTHER : HttpStatus.TEMPORARY_REDIRECT)
                .header(
                        "Location",
                        StepUpNeeded.PAGE + "?parvis_then=" + URLEncoder.encode(then, StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .build();
    }

    private ProblemDetail problem(Exception e, HttpServletRequest request) {
        var locale = RequestContextUtils.getLocale(request);
        return switch (e) {
            case Refused refused ->
                problem(
                        status(refused.category()),
                        refused.code(),
                        "refusal." + refused.code(),
                        locale,
                        request,
                        refused.details());
            case Conflict conflict ->
                problem(
                        HttpStatus.CONFLICT,
                        conflict.code(),
                        "refusal." + conflict.code(),
                        locale,
                        request,
                        conflict.details());
            case Forbidden forbidden -> forbidden(forbidden, locale, request);
            case StepUpNeeded needed -> {
                var problem = problem(
                        HttpStatus.FORBIDDEN,
                        StepUpNeeded.CODE,
                        "problem.STEP_UP_NEEDED.detail",
                        locale,
                        request,
                        Map.of());
                problem.setTitle(text("problem.STEP_UP_NEEDED.title", locale));
                problem.setProperty("page", StepUpNeeded.PAGE);
                yield problem;
            }
            case NotFound missing -> {
                foreignIds.asked(missing);
                var problem = problem(
                        HttpStatus.NOT_FOUND, "NOT_FOUND", "problem.NOT_FOUND.detail", locale, request, Map.of());
                problem.setDetail(detail(missing, locale, isForPeople(request)));
                yield problem;
            }
            case InvalidInput invalid -> {
                var problem = problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "INVALID",
                        "problem.INVALID.detail",
                        locale,
                        request,
                        Map.of());
                problem.setDetail(text(
                        "invalid." + invalid.code(), locale, invalid.arguments().toArray()));
                problem.setProperty("field", invalid.field());
                problem.setProperty("reason", invalid.code());
                yield problem;
            }
            case Busy busy ->
                problem(
                        busy.code().equals(MemberShare.TOO_MANY)
                                ? HttpStatus.TOO_MANY_REQUESTS
                                : HttpStatus.SERVICE_UNAVAILABLE,
                        busy.code(),
                        "problem." + busy.code() + ".detail",
                        locale,
                        request,
                        Map.of());
            case ConcurrencyException concurrent ->
                problem(
                        HttpStatus.CONFLICT,
                        "CHANGED_MEANWHILE",
                        "problem.CHANGED_MEANWHILE.detail",
                        locale,
                        request,
                        Map.of());
            case AggregateNotFoundException missing ->
                problem(HttpStatus.NOT_FOUND, "NOT_FOUND", "problem.404.detail", locale, request, Map.of());
            case CommandNotDelivered away -> {
                LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), away.getMessage());
                yield problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "SERVICE_AWAY",
                        "problem.SERVICE_AWAY.detail",
                        locale,
                        request,
                        Map.of());
            }
            case OutcomeNotKnown unknown -> {
                LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), unknown.getMessage());
                yield problem(
                        HttpStatus.GATEWAY_TIMEOUT,
                        "OUTCOME_NOT_KNOWN",
                        "problem.OUTCOME_NOT_KNOWN.detail",
                        locale,
                        request,
                        Map.of("commandId", unknown.commandId()));
            }
            // It may have come back, so whoever asked must look before asking again.
            case Exception unknown
            when DatabaseTrouble.isOutcomeUnknown(unknown) -> unavailable("OUTCOME_UNKNOWN", e, locale, request);
            case Exception full when DatabaseTrouble.isNoRoom(full) -> unavailable("NO_ROOM", e, locale, request);
            case Exception unavailable
            when DatabaseTrouble.isCauseOf(unavailable) -> unavailable("UNAVAILABLE", e, locale, request);
            case DataAccessResourceFailureException unavailable -> unavailable("UNAVAILABLE", e, locale, request);
            case QueryTimeoutException ended -> {
                LOG.warn("{} {} took too long to answer", request.getMethod(), request.getRequestURI());
                yield problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "TOO_LONG",
                        "problem.TOO_LONG.detail",
                        locale,
                        request,
                        Map.of());
            }
            case HttpMessageNotReadableException unreadable
            when unreadable.getRootCause() instanceof InvalidInput invalid -> problem(invalid, request);
            case HttpMessageNotReadableException unreadable ->
                problem(HttpStatus.BAD_REQUEST, "UNREADABLE", "problem.UNREADABLE.detail", locale, request, Map.of());
            case MethodArgumentTypeMismatchException mismatch -> {
                var problem = problem(
                        HttpStatus.UNPROCESSABLE_CONTENT, "INVALID", "invalid.value", locale, request, Map.of());
                problem.setProperty("field", mismatch.getName());
                yield problem;
            }
            // Its message quotes what was sent, a password perhaps, so it is not logged.
            case InvalidParameterException unreadable ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "UNREADABLE_FIELDS",
                        "problem.UNREADABLE_FIELDS.detail",
                        locale,
                        request,
                        Map.of());
            case AccessDeniedException denied ->
                problem(HttpStatus.FORBIDDEN, "NO_RIGHT", "problem.403.detail", locale, request, Map.of());
            case ErrorResponse standard -> {
                var status = standard.getStatusCode();
                yield problem(
                        status,
                        "HTTP_" + status.value(),
                        "problem." + status.value() + ".detail",
                        locale,
                        request,
                        Map.of());
            }
            case MultipartException torn ->
                problem(
                        HttpStatus.BAD_REQUEST,
                        "UNREADABLE_FIELDS",
                        "problem.UNREADABLE_FIELDS.detail",
                        locale,
                        request,
                        Map.of());
            default -> {
                if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
                    LOG.debug("Nobody waits any more for {} {}", request.getMethod(), request.getRequestURI(), e);
                } else {
                    LOG.error("Unexpected failure of {} {}", request.getMethod(), request.getRequestURI(), e);
                }
                yield problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "UNEXPECTED",
                        "problem.500.detail",
                        locale,
                        request,
                        Map.of());
            }
        };
    }

    /** Programs are told the id they asked for; people read no ids. */
    private String detail(NotFound missing, Locale locale, boolean isForPeople) {
        var other = messages.getMessage("problem.kind.other", null, "", locale);
        var known = messages.getMessage("problem.kind." + missing.kind(), null, other, locale);
        var kind = Objects.requireNonNullElse(known, "");
        return isForPeople
                ? text("problem.NOT_FOUND.page", locale, kind)
                : text("problem.NOT_FOUND.detail", locale, kind, missing.id());
    }

    private ProblemDetail unavailable(String code, Exception e, Locale locale, HttpServletRequest request) {
        LOG.warn(
                "The database did not take {} {} ({}): {}",
                request.getMethod(),
                request.getRequestURI(),
                code,
                e.getMessage());
        return problem(HttpStatus.SERVICE_UNAVAILABLE, code, "problem." + code + ".detail", locale, request, Map.of());
    }

    private ProblemDetail forbidden(Forbidden e, Locale locale, HttpServletRequest request) {
        var problem = problem(HttpStatus.FORBIDDEN, e.code(), "problem.403.detail", locale, request, Map.of());
        problem.setDetail(text(
                "problem." + e.code() + ".detail",
                locale,
                RightWords.of(text("action." + e.action(), locale), locale)));
        problem.setProperty("action", e.action().name());
        return problem;
    }

    private static HttpStatus status(Refused.Category category) {
        return switch (category) {
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
        };
    }

    private ProblemDetail problem(
            HttpStatusCode status,
            String code,
            String key,
            Locale locale,
            HttpServletRequest request,
            Map<String, Object> details) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:parvis:problem:" + code));
        problem.setTitle(messages.getMessage(
                "problem." + code + ".title", null, text("problem." + status.value() + ".title", locale), locale));
        problem.setDetail(text(key, locale, details.values().toArray()));
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("code", code);
        Trace.current().ifPresent(trace -> problem.setProperty("trace", trace.id()));
        if (!details.isEmpty()) {
            problem.setProperty("details", details);
        }
        return problem;
    }

    private String text(String key, Locale locale, Object... arguments) {
        var fallback = messages.getMessage("problem.other.detail", null, "", locale);
        return Objects.requireNonNullElse(messages.getMessage(key, arguments, fallback, locale), "");
    }

    private static @Nullable ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()
                || problem.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()) {
            response.setHeader("Retry-After", SOON);
        }
        if (isForPeople(request) && !isPart(request)) {
            request.setAttribute(ATTRIBUTE, problem);
            response.sendError(problem.getStatus());
            return null;
        }
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Somebody at the console, whether they see a whole page or a script of a page asks for a part of it. */
    private static boolean isForPeople(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/") && (isPart(request) || wantsPage(request));
    }

    /** Somebody who sees a whole page. */
    private static boolean isPerson(HttpServletRequest request) {
        return wantsPage(request) && !isPart(request);
    }

    private static boolean isPart(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
