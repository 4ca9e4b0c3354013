package org.parvis.listening.connector;

import java.util.Optional;
import org.parvis.fetcher.FailureKind;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.LineResult;
import org.parvis.fetcher.Refusal;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

/** Says of an exchange that brought nothing what kind of trouble it is; common to all connectors. */
final class Outcomes {

    private Outcomes() {}

    /** Of an answer that is none to what was asked, however it came. */
    static Failure of(FetchResult result) {
        return switch (result) {
            case FetchResult.HttpError error -> of(error);
            case FetchResult.Refused refused -> of(refused);
            case FetchResult.Failed failed -> of(failed);
            case FetchResult.Fetched fetched -> unexpected("another answer than expected");
            case FetchResult.NotModified same -> unexpected("not modified");
        };
    }

    static Failure of(FetchResult.Refused refused) {
        return refused(refused.reason(), refused.detail());
    }

    static Failure of(LineResult.Refused refused) {
        return refused(refused.reason(), refused.detail());
    }

    static Failure of(FetchResult.Failed failed) {
        return failed(failed.kind(), failed.detail());
    }

    static Failure of(LineResult.Failed failed) {
        return failed(failed.kind(), failed.detail());
    }

    private static Failure refused(Refusal reason, String detail) {
        return failure(Problem.REFUSED_ADDRESS, "fetcher.refused." + reason, detail);
    }

    private static Failure failed(FailureKind kind, String detail) {
        var problem = switch (kind) {
            case TOO_LARGE, BOMB, ENCODING, HEADERS_TOO_LARGE, PROTOCOL, TOO_MANY_REDIRECTS -> Problem.BAD_CONTENT;
            case DNS, CONNECT, TLS, TIMEOUT, RESET, NO_ROOM -> Problem.OUTAGE;
        };
        return failure(problem, "fetcher.failed." + kind, detail);
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
        return new Failure(problem, code, detail, Optional.empty());
    }
}
