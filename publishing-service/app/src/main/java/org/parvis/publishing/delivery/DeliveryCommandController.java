package org.parvis.publishing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries for programs. What is done is done when 204 comes back; the list follows in a moment. */
@RestController
@RequestMapping("/api/publishing/deliveries")
class DeliveryCommandController {

    private final DeliveryDesk desk;
    private final DeliveryList list;
    private final Access access;
    private final DeliveryRules rules;

    DeliveryCommandController(DeliveryDesk desk, DeliveryList list, Access access, DeliveryRules rules) {
        this.rules = rules;
        this.desk = desk;
        this.list = list;
        this.access = access;
    }

    /** Where a person saw it. */
    record Link(@Nullable String permalink) {}

    /** Why something is done. */
    record Reason(@Nullable String reason) {}

    @GetMapping
    Listing<DeliveryItem> list(@RequestParam(defaultValue = "ALL") DeliveryList.View view, PageRequest page) {
        return list.list(access.scope(Action.READ_INBOX, Action.MANAGE_CHANNELS), view, page);
    }

    @GetMapping("/{id}")
    DeliveryItem read(@PathVariable String id) {
        desk.read(id);
        return list.find(id).orElseThrow(() -> new NotFound("delivery", id));
    }

    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String id) {
        desk.resume(id);
    }

    @PostMapping("/{id}/live")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmLive(@PathVariable String id, @RequestBody Link link) {
        desk.confirmLive(id, link.permalink());
    }

    @PostMapping("/{id}/send-again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void proposeSendAgain(@PathVariable String id, @RequestBody Reason reason) {
        desk.proposeSendAgain(id, reason.reason());
    }

    @PostMapping("/{id}/send-again/agree")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agreeSendAgain(@PathVariable String id) {
        desk.agreeSendAgain(id);
    }

    /**
     * What somebody needs who posts by hand.
     *
     * @param until when it will be asked what became of it
     */
    record Words(String text, @Nullable String inReplyTo, Instant until) {}

    /** The caller takes it to post it by hand; the words are told to nobody else from now on. */
    @PostMapping("/{id}/take")
    Words take(@PathVariable String id) {
        desk.take(id);
        var taken = desk.read(id);
        return new Words(
                taken.intended().text(),
                taken.intended().parentRemoteId(),
                taken.attemptStartedAt().plus(rules.handLimit()));
    }

    @PostMapping("/{id}/posted")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reportPosted(@PathVariable String id, @RequestBody Link link) {
        desk.reportPosted(id, link.permalink());
    }

    @PostMapping("/{id}/not-posted")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reportNotPosted(@PathVariable String id, @RequestBody Reason reason) {
        desk.reportNotPosted(id, reason.reason());
    }

    @PostMapping("/{id}/give-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String id) {
        desk.giveUp(id);
    }
}
