package org.parvis.listening.connector;

import java.util.Optional;
import org.parvis.fetcher.FetchResult;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

/** Says of an exchange that brought nothing what kind of trouble it is; common to all connectors over HTTP. */
final class Outcomes {

    private static final int MAX_DETAIL = 300;

    private Outcomes() {}

    static Failure of(FetchResult.Refused refused) {
        return failure(Problem.REFUSED_ADDRESS, "fetcher.refused." + refused.reason(), refused.detail());
    }

    static Failure of(FetchResult.Failed failed) {
        var problem = switch (failed.kind()) {
            case TOO_LARGE, BOMB, ENCODING, HEADERS_TOO_LARGE, PROTOCOL, TOO_MANY_REDIRECTS -> Problem.BAD_CONTENT;
            case DNS, CONNECT, TLS, TIMEOUT, RESET -> Problem.OUTAGE;
        };
        return failure(problem, "fetcher.failed." + failed.kind(), failed.detail());
    }

    static Failure of(FetchResult.HttpError error) {
        var detail = "HTTP " + error.status();
        return switch (error.status()) {
            case 401, 403 -> failure(Problem.AUTHENTICATION, "listening.source.FORBIDDEN", detail);
            case 404, 410 -> failure(Problem.BAD_CONTENT, "listening.source.NOT_FOUND", detail);
            case 429 -> new Failure(Problem.RATE_LIMIT, "listening.source.RATE_LIMIT", detail, error.retryAfter());
            default ->
                error.status() >= 500
                        ? new Failure(Problem.OUTAGE, "listening.source.SERVER_ERROR", detail, error.retryAfter())
                        : failure(Problem.BAD_CONTENT, "listening.source.UNEXPECTED_ANSWER", detail);
        };
    }

    /** An answer in a place where it makes no sense, such as "not modified" to a plain question. */
    static Failure unexpected(String detail) {
        return failure(Problem.BAD_CONTENT, "listening.source.UNEXPECTED_ANSWER", detail);
    }

    static Failure failure(Problem problem, String code, String detail) {
        var shortened = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
        return new Failure(problem, code, shortened, Optional.empty());
    }
}
