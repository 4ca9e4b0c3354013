package org.parvis.publishing.network.mastodon;

import java.time.Instant;
import java.util.Locale;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import tools.jackson.databind.JsonNode;

/**
 * Reads from a server's answer to a post whether it is there. Servers remember the key of a request for an hour, but have stored it after the
 * effect, raced on it and answered 500 to a repetition: so whatever is not certain is unknown, with a key as well as without.
 */
final class MastodonAnswers {

    private MastodonAnswers() {}

    static SendOutcome read(SendResult result, Instant now) {
        return switch (result) {
            case SendResult.Answered answered -> answered(answered, now);
            case SendResult.Refused refused -> new SendOutcome.NotSent(refused.reason() + ": " + refused.detail());
            case SendResult.NotSent notSent -> new SendOutcome.NotSent(notSent.kind() + ": " + notSent.detail());
            case SendResult.Unknown unknown -> new SendOutcome.Unknown(unknown.kind() + ": " + unknown.detail());
        };
    }

    private static SendOutcome answered(SendResult.Answered answer, Instant now) {
        var content = Json.read(answer.body());
        var error = Json.text(content, "error");
        return switch (answer.status()) {
            case 200, 201 -> live(content);
            // Only a server of the API says "error"; what stands between us and it does not know what happened.
            case 401 -> error.isEmpty() ? new SendOutcome.Unknown("STATUS_401") : new SendOutcome.NotSignedIn(error);
            case 403 ->
                isAboutScopes(error) ? new SendOutcome.NotSignedIn(error) : new SendOutcome.Unknown("STATUS_403");
            case 404 ->
                error.isEmpty() ? new SendOutcome.Unknown("STATUS_404") : new SendOutcome.Refused("PARENT_GONE", error);
            case 400, 413, 422 ->
                error.isEmpty()
                        ? new SendOutcome.Unknown("STATUS_" + answer.status())
                        : new SendOutcome.Refused("STATUS_" + answer.status(), error);
            case 429 ->
                new SendOutcome.NotNow(
                        "RATE_LIMITED", answer.retryAfter().or(() -> Allowance.pause(answer.headers(), now)));
            default -> new SendOutcome.Unknown("STATUS_" + answer.status());
        };
    }

    private static SendOutcome live(JsonNode content) {
        var remote = remote(content);
        // Without content somebody's scheduler took it: it is not live, and it may become so.
        return remote.isNamed() && !content.has("content")
                ? new SendOutcome.Unknown("ANSWER_WITHOUT_CONTENT")
                : new SendOutcome.Live(remote).understood();
    }

    static boolean isAboutScopes(String error) {
        return error.toLowerCase(Locale.ROOT).contains("scope");
    }

    static Remote remote(JsonNode status) {
        var url = Json.text(status, "url");
        return new Remote(Json.text(status, "id"), url.isEmpty() ? Json.text(status, "uri") : url);
    }
}
