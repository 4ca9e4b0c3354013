package org.parvis.moderation.escalation;

import java.util.List;
import java.util.Locale;
import org.parvis.boot.CurrentActor;
import org.parvis.identity.rights.Action;
import org.parvis.moderation.people.Reading;
import org.parvis.privacy.Erased;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells every page of whoever is called, whichever service it belongs to, so that it can show it and make itself heard. */
@RestController
class RingingController {

    private static final int MOST = 5;

    private final Escalations escalations;
    private final Reading reading;
    private final MessageSource messages;

    RingingController(Escalations escalations, Reading reading, MessageSource messages) {
        this.escalations = escalations;
        this.reading = reading;
        this.messages = messages;
    }

    @GetMapping("/moderation/calls")
    ResponseEntity<List<RingingCall>> calls(Locale locale) {
        var member = CurrentActor.require().id();
        var calls = escalations.ringing(reading.scope(Action.ACKNOWLEDGE), member, MOST).stream()
                .map(call -> inWords(call, locale))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(calls);
    }

    private RingingCall inWords(RingingCall call, Locale locale) {
        return Erased.is(call.reason())
                ? new RingingCall(call.id(), messages.getMessage("shell.erased", null, locale), call.calls())
                : call;
    }
}
