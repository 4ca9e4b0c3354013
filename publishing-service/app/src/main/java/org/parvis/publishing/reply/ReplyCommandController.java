package org.parvis.publishing.reply;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.web.CancelForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replies for programs. */
@RestController
@RequestMapping("/api/publishing/replies")
class ReplyCommandController {

    private final ReplyDesk desk;
    private final ReplyList list;
    private final Access access;

    ReplyCommandController(ReplyDesk desk, ReplyList list, Access access) {
        this.desk = desk;
        this.list = list;
        this.access = access;
    }

    /**
     * A reply as somebody writes it.
     *
     * @param channel null for the brand's channel on the same network
     * @param mention null for the newest message its writer saw
     * @param conversationVersion the ETag of the conversation as its writer saw it; null for the present one
     */
    record ReplyForm(
            @Nullable String conversation,
            @Nullable String channel,
            @Nullable String mention,
            @Nullable String text,
            @Nullable Long conversationVersion) {}

    @PutMapping("/{id}")
    ResponseEntity<ReplyAnswer> write(@PathVariable String id, @RequestBody ReplyForm form) {
        Ids.requireKnown(id);
        if (form.conversation() == null || form.conversation().isBlank()) {
            throw new InvalidInput("conversation", "missing");
        }
        if (form.text() == null) {
            throw new InvalidInput("text", "missing");
        }
        var isNew = desk.write(
                id, form.conversation(), form.channel(), form.mention(), form.text(), form.conversationVersion());
        return answer(id, isNew ? HttpStatus.CREATED : HttpStatus.OK);
    }

    @PostMapping("/{id}/submit")
    ResponseEntity<ReplyAnswer> submit(@PathVariable String id) {
        desk.submit(id);
        return answer(id, HttpStatus.OK);
    }

    @Urgent
    @PostMapping("/{id}/hold")
    ResponseEntity<ReplyAnswer> hold(@PathVariable String id, Actor actor) {
        desk.hold(id, actor);
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<ReplyAnswer> cancel(
            @PathVariable String id, @RequestBody(required = false) @Nullable CancelForm form, Actor actor) {
        desk.cancel(id, CancelForm.reasonOf(form), actor);
        return answer(id, HttpStatus.OK);
    }

    @GetMapping("/{id}")
    ResponseEntity<ReplyAnswer> read(@PathVariable String id) {
        return answer(id, HttpStatus.OK);
    }

    @GetMapping
    Listing<ReplyList.Item> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable ReplyState state,
            PageRequest page) {
        return list.list(access.scope(Action.READ_INBOX), brand, conversation, state, page);
    }

    private ResponseEntity<ReplyAnswer> answer(String id, HttpStatus status) {
        var reply = desk.read(id);
        return ResponseEntity.status(status)
                .eTag(Long.toString(reply.version()))
                .body(reply);
    }
}
