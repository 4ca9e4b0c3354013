package org.parvis.crm.conversation.inbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.IfMatch;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.boot.StorableTime;
import org.parvis.crm.conversation.inbox.ConversationJson.Detail;
import org.parvis.crm.conversation.inbox.ConversationJson.Row;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversations for programs. The ETag is the version; who changes something says which version they saw. */
@RestController
@RequestMapping("/api/crm/conversations")
class ConversationApiController {

    private final Conversations conversations;
    private final ConversationActs acts;
    private final Threads threads;
    private final Access access;
    private final Clock clock;

    ConversationApiController(
            Conversations conversations, ConversationActs acts, Threads threads, Access access, Clock clock) {
        this.conversations = conversations;
        this.acts = acts;
        this.threads = threads;
        this.access = access;
        this.clock = clock;
    }

    /** {@code assignee} is a member, {@code me} or {@code none}. */
    @GetMapping
    Listing<Row> list(
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String assignee,
            PageRequest page,
            Actor actor) {
        if (brand != null) {
            access.require(Action.READ_INBOX, brand);
        }
        var filter = new InboxFilter(brand, state(state), whose(assignee), member(assignee, actor), null, null, null);
        var listing = conversations.list(filter, access.brands(Action.READ_INBOX), page);
        var now = clock.instant();
        return new Listing<>(
                listing.items().stream().map(view -> Row.of(view, now)).toList(), listing.next());
    }

    private static ConversationState state(String text) {
        try {
            return ConversationState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("state", "conversation-state");
        }
    }

    private static InboxFilter.Whose whose(@Nullable String assignee) {
        if (assignee == null) {
            return InboxFilter.Whose.ANYBODYS;
        }
        return assignee.equals("none") ? InboxFilter.Whose.NOBODYS : InboxFilter.Whose.A_MEMBERS;
    }

    private static @Nullable String member(@Nullable String assignee, Actor actor) {
        return "me".equals(assignee) ? actor.id() : assignee;
    }

    @GetMapping("/{id}")
    ResponseEntity<Detail> detail(@PathVariable String id) {
        acts.read(id);
        var view = conversations.find(id).orElseThrow(() -> new NotFound("conversation", id));
        return ResponseEntity.ok()
                .eTag(Long.toString(view.version()))
                .body(Detail.of(
                        view,
                        threads.transcript(id).within(access.scope(Action.READ_INBOX, Action.DRAFT), view.brandId()),
                        clock.instant()));
    }

    /** What changed, and the version it led to. */
    record Done(String id, long version) {}

    record Assignment(@Nullable String member) {}

    @PostMapping("/{id}/assign")
    ResponseEntity<Done> assign(@PathVariable String id, @IfMatch long version, @RequestBody Assignment body) {
        return done(id, acts.assign(id, body.member(), version));
    }

    record NoteText(@Nullable String id, @Nullable String text) {}

    @PostMapping("/{id}/note")
    ResponseEntity<Done> note(@PathVariable String id, @IfMatch long version, @RequestBody NoteText body) {
        return done(id, acts.note(id, body.id(), body.text() == null ? "" : body.text(), version));
    }

    record Until(@Nullable String until) {}

    @PostMapping("/{id}/snooze")
    ResponseEntity<Done> snooze(@PathVariable String id, @IfMatch long version, @RequestBody Until body) {
        acts.requireWork(id);
        return done(id, acts.snooze(id, instant(body.until()), version));
    }

    private static Instant instant(@Nullable String text) {
        try {
            return StorableTime.require("until", Instant.parse(text == null ? "" : text));
        } catch (DateTimeException e) {
            throw new InvalidInput("until", "instant");
        }
    }

    @PostMapping("/{id}/wake")
    ResponseEntity<Done> wake(@PathVariable String id) {
        return done(id, acts.wake(id));
    }

    @PostMapping("/{id}/resolve")
    ResponseEntity<Done> resolve(@PathVariable String id, @IfMatch long version) {
        return done(id, acts.resolve(id, version));
    }

    @PostMapping("/{id}/reopen")
    ResponseEntity<Done> reopen(@PathVariable String id, @IfMatch long version) {
        return done(id, acts.reopen(id, version));
    }

    private static ResponseEntity<Done> done(String id, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(new Done(id, version));
    }
}
