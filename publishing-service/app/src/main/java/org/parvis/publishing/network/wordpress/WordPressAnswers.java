package org.parvis.publishing.network.wordpress;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.parvis.fetcher.Json;
import org.parvis.fetcher.SendResult;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import tools.jackson.databind.JsonNode;

/** Reads from a blog's answer to a write whether it happened. What is no JSON with a code comes from something in between and says nothing. */
final class WordPressAnswers {

    /** The account may not do it, whatever is sent: a person has to see to it. */
    private static final Set<String> RIGHTS = Set.of(
            "rest_cannot_publish",
            "rest_cannot_edit",
            "rest_cannot_create",
            "rest_cannot_edit_others",
            "rest_comment_login_required",
            "rest_forbidden");

    private static final Set<String> FINAL = Set.of(
            "rest_invalid_param",
            "rest_missing_callback_param",
            "rest_comment_content_invalid",
            "rest_comment_invalid_post_id",
            "rest_comment_closed",
            "rest_comment_draft_post",
            "rest_comment_trash_post",
            "comment_content_column_length",
            "rest_post_invalid_id",
            "empty_content");

    /** Until the blog lets the same person comment again. */
    private static final Duration FLOOD = Duration.ofSeconds(20);

    private WordPressAnswers() {}

    static SendOutcome read(SendResult result) {
        return switch (result) {
            case SendResult.Answered answered -> answered(answered);
            case SendResult.Refused refused -> new SendOutcome.NotSent(refused.reason() + ": " + refused.detail());
            case SendResult.NotSent notSent -> new SendOutcome.NotSent(notSent.kind() + ": " + notSent.detail());
            case SendResult.Unknown unknown -> new SendOutcome.Unknown(unknown.kind() + ": " + unknown.detail());
        };
    }

    private static SendOutcome answered(SendResult.Answered answer) {
        var content = Json.read(answer.body());
        var status = answer.status();
        if (status == 200 || status == 201) {
            return live(content);
        }
        var code = Json.text(content, "code");
        var said = Json.text(content, "message");
        if (code.equals("comment_flood")) {
            return new SendOutcome.NotNow(code, answer.retryAfter().or(() -> Optional.of(FLOOD)));
        } else if (status == 429 && !code.isEmpty()) {
            return new SendOutcome.NotNow("RATE_LIMITED", answer.retryAfter());
        } else if ((status == 401 && !code.isEmpty()) || RIGHTS.contains(code)) {
            return new SendOutcome.NotSignedIn(said.isEmpty() ? code : said);
        } else if (status < 500 && FINAL.contains(code)) {
            return new SendOutcome.Refused(code, said);
        }
        // Also "duplicate comment": it may be our own first try that is there.
        return new SendOutcome.Unknown(("STATUS_" + status + " " + code).strip());
    }

    private static SendOutcome live(JsonNode content) {
        var id = content.path("id").asLong(0);
        var state = Json.text(content, "status");
        if (id <= 0) {
            return new SendOutcome.Unknown("ANSWER_WITHOUT_ID");
        }
        return state.equals("publish") || state.equals("approved")
                ? new SendOutcome.Live(remote(content))
                : new SendOutcome.Unknown("WAITS_FOR_MODERATION");
    }

    static Remote remote(JsonNode content) {
        return new Remote(content.path("id").asString(), Json.text(content, "link"));
    }
}
