package org.parvis.listening.source;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.NotFound;
import org.parvis.listening.connector.WebhookConnector;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where networks call. Nobody signs in here: the call is signed with the source's own secret. Of most, nothing that it says is believed; it only
 * makes us look, so a lost call costs time and a repeated one nothing. A webhook source is handed its messages here.
 */
@RestController
@RequestMapping("/api/listening/hooks")
class HookController {

    private static final String AN_HOUR = "3600";
    private static final String SOON = "5";

    private final Hooks hooks;
    private final HookSecrets secrets;
    private final PushedMessages pushed;
    private final MessageSource messages;

    HookController(Hooks hooks, HookSecrets secrets, PushedMessages pushed, MessageSource messages) {
        this.hooks = hooks;
        this.secrets = secrets;
        this.pushed = pushed;
        this.messages = messages;
    }

    /** What became of the messages in a call; the refused ones say why, the others are safe. */
    record Report(long accepted, long duplicate, long refused, List<ImportController.Line> lines) {}

    /**
     * 202 when it makes us look. For a webhook source 200 with what became of its messages; 422 when some of them are refused, and the others are
     * kept; 503 while the source is paused, and when not all of them were safe in time or another call of the source is being taken.
     */
    @PostMapping("/{id}")
    ResponseEntity<@Nullable Report> called(
            @PathVariable String id,
            @RequestHeader(name = "X-Signature-256", defaultValue = "") String plain,
            @RequestHeader(name = "webhook-id", defaultValue = "") String number,
            @RequestHeader(name = "webhook-timestamp", defaultValue = "") String second,
            @RequestHeader(name = "webhook-signature", defaultValue = "") String signatures,
            @RequestBody(required = false) byte[] body,
            Locale locale) {
        var call = new SignedCall(plain, number, second, signatures, body == null ? new byte[0] : body);
        var source = hooks.caller(id, call).orElseThrow(() -> new NotFound("source", id));
        if (!source.connector().equals(WebhookConnector.KIND)) {
            hooks.ring(id);
            return ResponseEntity.accepted().build();
        }
        // A signature without its time could be sent again for ever, and would bring back words that were edited since.
        if (!plain.isEmpty()) {
            throw new NotFound("source", id);
        }
        if (source.paused()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, AN_HOUR)
                    .build();
        }
        var taken = pushed.take(source, call);
        if (taken.isEmpty()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, SOON)
                    .build();
        }
        var lines = taken.get();
        secrets.called(source, true);
        var refused = PushedMessages.count(lines, Imports.Outcome.REFUSED);
        return ResponseEntity.status(refused > 0 ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .body(new Report(
                        PushedMessages.count(lines, Imports.Outcome.ACCEPTED),
                        PushedMessages.count(lines, Imports.Outcome.DUPLICATE),
                        refused,
                        lines.stream()
                                .map(line -> ImportController.Line.of(line, messages, locale))
                                .toList()));
    }
}
