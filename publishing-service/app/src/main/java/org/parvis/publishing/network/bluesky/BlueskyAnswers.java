package org.parvis.publishing.network.bluesky;

import java.util.Set;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.network.Json;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;

/** Reads from the server's answer to {@code putRecord} whether the record is there. */
final class BlueskyAnswers {

    /** The cause of a send that a stale token stopped; the next try signs in again. */
    static final String TOKEN_REFUSED = "TOKEN_REFUSED";

    private static final Set<String> TOKEN_ERRORS =
            Set.of("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired");
    private static final Set<String> FINAL_ERRORS =
            Set.of("InvalidRequest", "InvalidRecord", "PayloadTooLarge", "AccountTakedown", "AccountDeactivated");

    private BlueskyAnswers() {}

    static SendOutcome read(SendResult result, Remote remote) {
        return switch (result) {
            case SendResult.Answered answered -> answered(answered, remote);
            case SendResult.Refused refused -> new SendOutcome.NotSent(refused.reason() + ": " + refused.detail());
            case SendResult.NotSent notSent -> new SendOutcome.NotSent(notSent.kind() + ": " + notSent.detail());
            case SendResult.Unknown unknown -> new SendOutcome.Unknown(unknown.kind() + ": " + unknown.detail());
        };
    }

    private static SendOutcome answered(SendResult.Answered answer, Remote remote) {
        var content = Json.read(answer.body());
        var error = Json.text(content, "error");
        var status = answer.status();
        if (status == 200) {
            return Json.text(content, "uri").equals(remote.remoteId())
                    ? new SendOutcome.Live(remote)
                    : new SendOutcome.Unknown("ANSWER_WITHOUT_ID");
        } else if (error.equals("InvalidSwap")) {
            return new SendOutcome.KeyTaken(error);
        } else if (status == 400 || status == 401) {
            if (TOKEN_ERRORS.contains(error)) {
                return new SendOutcome.NotSent(TOKEN_REFUSED);
            }
            return FINAL_ERRORS.contains(error)
                    ? new SendOutcome.Refused(error, Json.text(content, "message"))
                    : new SendOutcome.Unknown("STATUS_" + status + " " + error);
        } else if (status == 413) {
            return new SendOutcome.Refused("PayloadTooLarge", Json.text(content, "message"));
        } else if (status == 429 || (status == 503 && answer.retryAfter().isPresent())) {
            return new SendOutcome.NotNow("STATUS_" + status, answer.retryAfter());
        }
        return new SendOutcome.Unknown("STATUS_" + status);
    }
}
