package org.parvis.publishing.network.town;

import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.network.SendOutcome;
import tools.jackson.databind.JsonNode;

/** Reads from the town's answer to a write whether the write happened. */
final class TownAnswers {

    private TownAnswers() {}

    static SendOutcome read(SendResult result, DeliveryClass deliveryClass) {
        return switch (result) {
            case SendResult.Answered answered -> answered(answered, deliveryClass);
            case SendResult.Refused refused -> new SendOutcome.NotSent(refused.reason() + ": " + refused.detail());
            case SendResult.NotSent notSent -> new SendOutcome.NotSent(notSent.kind() + ": " + notSent.detail());
            case SendResult.Unknown unknown -> new SendOutcome.Unknown(unknown.kind() + ": " + unknown.detail());
        };
    }

    private static SendOutcome answered(SendResult.Answered answer, DeliveryClass deliveryClass) {
        var content = Json.read(answer.body());
        var code = Json.text(content, "code");
        return switch (answer.status()) {
            case 200, 201 -> live(content);
            case 401 ->
                code.equals("TOKEN_INVALID")
                        ? new SendOutcome.NotSignedIn(code)
                        : new SendOutcome.Unknown("STATUS_401");
            case 400, 404, 405, 413, 422 ->
                code.isEmpty() || code.equals("IDEMPOTENCY_KEY_REUSED")
                        ? new SendOutcome.Unknown("STATUS_" + answer.status())
                        : new SendOutcome.Refused(code, Json.text(content, "detail"));
            // Somebody wrote under our key, perhaps we; or the same words are live already, perhaps ours: look.
            case 409 ->
                code.equals("CLIENT_KEY_TAKEN")
                        ? new SendOutcome.KeyTaken(code)
                        : new SendOutcome.Unknown(code.isEmpty() ? "STATUS_409" : code);
            case 429 -> new SendOutcome.NotNow("RATE_LIMITED", answer.retryAfter());
            // With a key a second try is harmless even if the first was taken; without one only looking helps.
            case 503 ->
                answer.retryAfter().isPresent() && isRepeatable(deliveryClass)
                        ? new SendOutcome.NotNow("UNAVAILABLE", answer.retryAfter())
                        : new SendOutcome.Unknown("STATUS_503");
            default -> new SendOutcome.Unknown("STATUS_" + answer.status());
        };
    }

    private static boolean isRepeatable(DeliveryClass deliveryClass) {
        return deliveryClass == DeliveryClass.A || deliveryClass == DeliveryClass.B;
    }

    private static SendOutcome live(JsonNode content) {
        return new SendOutcome.Live(TownAdapter.remote(content)).understood();
    }
}
