package org.parvis.listening.source;

import org.parvis.boot.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where networks say that there is something new. Nobody signs in here: the call is signed with the source's own secret. Nothing that it
 * says is believed; it only makes us look, so a lost call costs time and a repeated one nothing.
 */
@RestController
@RequestMapping("/api/listening/hooks")
class HookController {

    private final Hooks hooks;

    HookController(Hooks hooks) {
        this.hooks = hooks;
    }

    @PostMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void called(
            @PathVariable String id,
            @RequestHeader(name = "X-Signature-256", defaultValue = "") String plain,
            @RequestHeader(name = "webhook-id", defaultValue = "") String number,
            @RequestHeader(name = "webhook-timestamp", defaultValue = "") String second,
            @RequestHeader(name = "webhook-signature", defaultValue = "") String signatures,
            @RequestBody(required = false) byte[] body) {
        var call = new SignedCall(plain, number, second, signatures, body == null ? new byte[0] : body);
        if (!hooks.called(id, call)) {
            throw new NotFound("source", id);
        }
    }
}
