package org.parvis.publishing.network.bluesky;

import java.util.Set;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;

/** Reads from the server's answer to {@code putRecord} whether the record is there. */
final class BlueskyAnswers {

    /** The account is closed to us, whatever is sent: not this message is wrong, and a person has to see to it. */
    private static final Set<String> ACCOUNT_ERRORS =
            Set.of("AccountTakedown", "AccountDeactivated", "AccountNotFound");

    private static final Set<String> FINAL_ERRORS = Set.of("InvalidRequest", "InvalidRecord");

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
        } else if (Xrpc.refusesToken(status, error)) {
            return new SendOutcome.NotSent(Xrpc.TOKEN_REFUSED);
        } else if (status < 500 && ACCOUNT_ERRORS.contains(error)) {
            return new SendOutcome.NotSignedIn(error);
        } else if (status == 400 && FINAL_ERRORS.contains(error)) {
            return new SendOutcome.Refused(error, Json.text(content, "message"));
        } else if (status == 413) {
            return new SendOutcome.Refused("PayloadTooLarge", Json.text(content, "message"));
        } else if (status == 429 || (status == 503 && answer.retryAfter().isPresent())) {
            return new SendOutcome.NotNow("STATUS_" + status, answer.retryAfter());
        }
        return new SendOutcome.Unknown(("STATUS_" + status + " " + error).strip());
    }
}
