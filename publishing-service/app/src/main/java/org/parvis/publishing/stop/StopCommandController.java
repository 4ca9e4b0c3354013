package org.parvis.publishing.stop;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Urgent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.delivery.StopBoard;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Emergency stops for programs. */
@RestController
@RequestMapping("/api/publishing/stops")
class StopCommandController {

    private static final int LONGEST_REASON = 1_000;

    /** Of what a stop met, of each kind; how many there are is always said. */
    private static final int MOST = 200;

    private static final int IN_LIST = 5;

    private final StopDesk desk;
    private final StopBoard board;
    private final Access access;

    private final OwnSends own;

    StopCommandController(StopDesk desk, StopBoard board, OwnSends own, Access access) {
        this.own = own;
        this.desk = desk;
        this.board = board;
        this.access = access;
    }

    /** How far a stop shall reach. */
    record Scope(@Nullable String brand, @Nullable String channel) {}

    /** A wish to stop. */
    record StopForm(
            @Nullable String id,
            @Nullable Scope scope,
            @Nullable String reason) {}

    /** Takes back all that the caller wrote and that has not begun to leave; for whoever may write. */
    @Urgent
    @PostMapping("/own")
    OwnSends.TakenBack takeBack(Actor actor) {
        return own.takeBack(actor);
    }

    @Urgent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    StopAnswer declare(@RequestBody StopForm form) {
        var scope = form.scope();
        var brand = scope == null ? null : scope.brand();
        if (scope == null || brand == null || brand.isBlank()) {
            throw new InvalidInput("scope.brand", "missing");
        }
        access.require(Action.STOP, brand, scope.channel());
        var reason = form.reason() == null ? "" : form.reason().strip();
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidInput("reason", "too-long", LONGEST_REASON);
        }
        var id = desk.declare(form.id(), brand, scope.channel(), reason);
        return board.find(id)
                .map(this::answer)
                .orElseGet(() -> StopAnswer.declared(id, brand, scope.channel(), reason));
    }

    @DeleteMapping("/{id}")
    StopAnswer lift(@PathVariable String id) {
        desk.lift(id);
        return answer(desk.require(id));
    }

    @GetMapping("/{id}")
    StopAnswer read(@PathVariable String id) {
        return answer(desk.require(id));
    }

    @GetMapping
    Listing<StopAnswer> list(PageRequest page) {
        var stops = board.list(access.scope(Action.STOP), page);
        return new Listing<>(
                stops.items().stream().map(stop -> answer(stop, IN_LIST)).toList(), stops.next());
    }

    private StopAnswer answer(StopBoard.StopItem stop) {
        return answer(stop, MOST);
    }

    private StopAnswer answer(StopBoard.StopItem stop, int most) {
        var sight = access.scope(Action.STOP);
        return StopAnswer.of(stop, board.effect(stop.stopId(), sight, most), board.waiting(stop.stopId(), sight, most));
    }
}
