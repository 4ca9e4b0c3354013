package org.parvis.publishing.network.webhook;

import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;

/** Reads from a receiver's answer whether it took the message. */
final class WebhookAnswers {

    private WebhookAnswers() {}

    static SendOutcome read(SendResult result, DeliveryClass deliveryClass, String clientKey) {
        return switch (result) {
            case SendResult.Answered answered -> answered(answered, deliveryClass, clientKey);
            case SendResult.Refused refused -> new SendOutcome.NotSent(refused.reason() + ": " + refused.detail());
            case SendResult.NotSent notSent -> new SendOutcome.NotSent(notSent.kind() + ": " + notSent.detail());
            case SendResult.Unknown unknown -> new SendOutcome.Unknown(unknown.kind() + ": " + unknown.detail());
        };
    }

    private static SendOutcome answered(SendResult.Answered answer, DeliveryClass deliveryClass, String clientKey) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            return new SendOutcome.Live(remote(answer, clientKey));
        }
        return switch (status) {
            case 401 -> new SendOutcome.NotSignedIn("STATUS_401");
            case 400, 404, 405, 410, 413, 415, 422 -> new SendOutcome.Refused("STATUS_" + status, said(answer));
            case 429 -> new SendOutcome.NotNow("RATE_LIMITED", answer.retryAfter());
            // Who promised to know the message again may be asked again.
            case 503 ->
                answer.retryAfter().isPresent() && deliveryClass == DeliveryClass.B
                        ? new SendOutcome.NotNow("UNAVAILABLE", answer.retryAfter())
                        : new SendOutcome.Unknown("STATUS_503");
            default -> new SendOutcome.Unknown("STATUS_" + status);
        };
    }

    /** A receiver may say what it made of it and where people see it; if it does not, the message has the name we gave it. */
    private static Remote remote(SendResult.Answered answer, String clientKey) {
        var content = Json.read(answer.body());
        var remote = new Remote(Json.text(content, "id"), Json.text(content, "url"));
        return remote.isNamed() ? remote : new Remote(clientKey, remote.permalink());
    }

    private static String said(SendResult.Answered answer) {
        var content = Json.read(answer.body());
        for (var field : new String[] {"detail", "message", "error", "title"}) {
            var text = Json.text(content, field);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
