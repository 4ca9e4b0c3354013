package org.parvis.publishing.channel;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.IfMatch;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.network.SignIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Channels for programs. */
@RestController
@RequestMapping("/api/publishing/channels")
class ChannelCommandController {

    private final ChannelDesk desk;
    private final ChannelList list;
    private final ChannelHealth health;
    private final Outlooks outlooks;
    private final Access access;

    ChannelCommandController(
            ChannelDesk desk, ChannelList list, ChannelHealth health, Outlooks outlooks, Access access) {
        this.desk = desk;
        this.list = list;
        this.health = health;
        this.outlooks = outlooks;
        this.access = access;
    }

    /** Why something is done. */
    record Reason(@Nullable String reason) {}

    /** What came of trying to sign in. */
    record Trial(
            boolean works,
            @Nullable String account,
            @Nullable String failure,
            @Nullable String detail) {}

    @PutMapping("/{id}")
    ResponseEntity<ChannelAnswer> connect(@PathVariable String id, @RequestBody ChannelForm form) {
        var isNew = desk.connect(id, form);
        return answer(id, isNew ? HttpStatus.CREATED : HttpStatus.OK);
    }

    @PostMapping("/{id}/change")
    ResponseEntity<ChannelAnswer> change(
            @PathVariable String id, @RequestBody ChannelForm form, @IfMatch long version) {
        desk.change(id, form, version);
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/disable")
    ResponseEntity<ChannelAnswer> disable(@PathVariable String id, @RequestBody Reason reason) {
        desk.disable(id, reason.reason());
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/enable")
    ResponseEntity<ChannelAnswer> enable(@PathVariable String id) {
        desk.enable(id);
        return answer(id, HttpStatus.OK);
    }

    @PostMapping("/{id}/try")
    Trial trySignIn(@PathVariable String id) {
        return switch (desk.trySignIn(id)) {
            case SignIn.Works(var account, var ignored) -> new Trial(true, account, null, null);
            case SignIn.NotAccepted(var detail) -> new Trial(false, null, "SIGN_IN_REFUSED", detail);
            case SignIn.NotReached(var cause) -> new Trial(false, null, "NOT_REACHED", cause);
        };
    }

    @GetMapping("/{id}")
    ResponseEntity<ChannelAnswer> read(@PathVariable String id) {
        return answer(id, HttpStatus.OK);
    }

    @GetMapping
    Listing<ChannelAnswer> list(PageRequest page) {
        var channels = list.list(access.scope(Action.DRAFT, Action.MANAGE_CHANNELS, Action.READ_AUDIT), page);
        Map<String, ChannelHealth.Condition> conditions =
                health.of(channels.items().stream().map(ChannelView::channelId).toList()).stream()
                        .collect(Collectors.toMap(ChannelHealth.Condition::channelId, Function.identity()));
        return new Listing<>(
                channels.items().stream()
                        .map(channel -> answer(channel, conditions.get(channel.channelId())))
                        .toList(),
                channels.next());
    }

    private ResponseEntity<ChannelAnswer> answer(String id, HttpStatus status) {
        var channel = desk.read(id);
        return ResponseEntity.status(status)
                .eTag(Long.toString(channel.version()))
                .body(answer(channel, health.find(id).orElse(null)));
    }

    private ChannelAnswer answer(ChannelView channel, ChannelHealth.@Nullable Condition condition) {
        return ChannelAnswer.of(channel, condition, outlooks.of(channel.channelId(), condition));
    }
}
