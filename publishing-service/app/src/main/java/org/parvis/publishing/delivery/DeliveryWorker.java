package org.parvis.publishing.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.identity.rights.Actor;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.channel.Accounts;
import org.parvis.publishing.channel.ChannelHealth;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.NetworkAdapter;
import org.parvis.publishing.network.Networks;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one claimed delivery as far as it can come now. What to do next is read from the ledger each time, never remembered, so a worker may
 * die at any line of this class: whoever comes next finds either no attempt on record, and nothing left, or an attempt, and looks.
 */
final class DeliveryWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Actor SELF = Actor.automation("publishing.delivery.worker");
    private static final int STEPS = 12;
    private static final String NO_SEARCH = "NO_SEARCH";
    /** What is still reading the clock of another machine must not be due before it is. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final Deliveries deliveries;
    private final Gate gate;
    private final Claims claims;
    private final Commands commands;
    private final Channels channels;
    private final Accounts accounts;
    private final Networks networks;
    private final ConfirmedElsewhere elsewhere;
    private final ChannelHealth health;
    private final Throttle throttle;
    private final DeliveryRules rules;
    private final Clock clock;
    private final LongSupplier nanoTime;

    DeliveryWorker(
            Deliveries deliveries,
            Gate gate,
            Claims claims,
            Commands commands,
            Channels channels,
            Accounts accounts,
            Networks networks,
            ConfirmedElsewhere elsewhere,
            ChannelHealth health,
            Throttle throttle,
            DeliveryRules rules,
            Clock clock,
            LongSupplier nanoTime) {
        this.deliveries = deliveries;
        this.gate = gate;
        this.claims = claims;
        this.commands = commands;
        this.channels = channels;
        this.accounts = accounts;
        this.networks = networks;
        this.elsewhere = elsewhere;
        this.health = health;
        this.throttle = throttle;
        this.rules = rules;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Works on a delivery until it is over, waits, or rests; then gives the claim back. */
    void work(Claims.Claim claim) {
        for (var step = 0; step < STEPS; step++) {
            var known = deliveries.load(claim.deliveryId());
            if (known.isEmpty()) {
                claims.finish(claim);
                return;
            }
            var delivery = known.get().view();
            switch (known.get().delivery().next(clock.instant(), rules)) {
                case Step.Over ignored -> {
                    claims.finish(claim);
                    return;
                }
                case Step.Rest ignored -> {
                    claims.release(claim, null, delivery.inDoubt());
                    return;
                }
                case Step.Wait(var until) -> {
                    claims.release(claim, soonEnough(until(until)), delivery.inDoubt());
                    return;
                }
                case Step.Lost(var attempt) ->
                    unknown(delivery, attempt, delivery.takenBy() == null ? "WORKER_LOST" : "NOBODY_SAID");
                case Step.Verify ignored -> verify(delivery);
                case Step.Park(var reason) -> park(delivery, reason);
                case Step.Look ignored
                when !adapter(delivery).canLook() ->
                    // Time passes all the same: a request may still be on its way.
                    looked(delivery, delivery.attempt(), false, Evidence.blind(clock.instant(), NO_SEARCH));
                case Step.Look ignored -> {
                    var again = look(delivery, delivery.attempt());
                    if (again != null) {
                        claims.release(claim, until(again), delivery.inDoubt());
                        return;
                    }
                }
                case Step.Send ignored -> {
                    var again = send(claim, delivery);
                    if (again != null) {
                        claims.release(claim, until(again), delivery.inDoubt());
                        return;
                    }
                }
            }
        }
        claims.release(claim, SHORTEST_WAIT, false);
    }

    /** A worker whose clock is wrong keeps nothing from the others for longer than it would by dying. */
    private Duration soonEnough(Duration wait) {
        return wait.compareTo(rules.lease()) > 0 ? rules.lease() : wait;
    }

    private Duration until(Instant due) {
        var wait = Duration.between(clock.instant(), due);
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    // ---- sending

    /** One attempt. Answers when to come back, or null to read on in the ledger. */
    private @Nullable Instant send(Claims.Claim claim, DeliveryView delivery) {
        if (stopped(delivery, gate.check(delivery, clock.instant()))) {
            return null;
        }
        var channelId = delivery.intended().channelId();
        var wait = throttle.wait(channelId);
        if (wait.isPresent()) {
            return clock.instant().plus(wait.get());
        }
        try (var permit = new Permit(channelId)) {
            var account = account(delivery);
            if (account.isEmpty()) {
                health.failed(delivery.brandId(), channelId, "NOT_SET_UP", Accounts.SECRET_OF_ANOTHER_PLACE);
                hold(delivery, Accounts.SECRET_OF_ANOTHER_PLACE, null);
                return null;
            }
            return switch (adapter(delivery).prepare(delivery.message(), account.get())) {
                case Preparation.Ready ready -> attempt(claim, delivery, account.get(), ready, permit);
                case Preparation.NotYet(var cause) -> {
                    permit.missed(Duration.ZERO, cause);
                    health.failed(delivery.brandId(), channelId, "NOT_REACHED", cause);
                    yield clock.instant().plus(pause(delivery));
                }
                case Preparation.NotSignedIn(var cause) -> {
                    health.failed(delivery.brandId(), channelId, "SIGN_IN_REFUSED", cause);
                    hold(delivery, "SIGN_IN_REFUSED", null);
                    yield null;
                }
                case Preparation.NotSetUp(var code) -> {
                    health.failed(delivery.brandId(), channelId, "NOT_SET_UP", code);
                    hold(delivery, code, null);
                    yield null;
                }
                // It waits for a person as long as it may leave; then the gate calls it off.
                case Preparation.ByHand ignored -> delivery.expiresAt();
                case Preparation.Impossible(var code, var detail) -> {
                    log.info("Delivery {} can never be sent: {} {}", delivery.deliveryId(), code, detail);
                    stopped(delivery, new Verdict.Cancel(code));
                    yield null;
                }
            };
        }
    }

    /** Leave to use a channel; given back unused unless somebody says what came of it. */
    private final class Permit implements AutoCloseable {

        private final String channelId;
        private boolean used;

        Permit(String channelId) {
            this.channelId = channelId;
        }

        void reached(Duration taken) {
            used = true;
            throttle.reached(channelId, taken);
        }

        void missed(Duration taken, String cause) {
            used = true;
            throttle.missed(channelId, taken, cause);
        }

        @Override
        public void close() {
            if (!used) {
                throttle.unused(channelId);
            }
        }
    }

    private @Nullable Instant attempt(
            Claims.Claim claim, DeliveryView delivery, Account account, Preparation.Ready ready, Permit permit) {
        // The time for the request runs from here, on a clock that goes on while a process is frozen.
        var began = nanoTime.getAsLong();
        var attempt = delivery.attempt() + 1;
        try {
            commands.send(
                    new StartAttempt(
                            delivery.deliveryId(),
                            delivery.brandId(),
                            claim.fence(),
                            delivery.intended().contentHash(),
                            delivery.version(),
                            ready.containerId(),
                            null),
                    SELF,
                    delivery.deliveryId() + ":attempt:" + attempt + ":" + claim.fence());
        } catch (Refused e) {
            // Somebody else moved it: read on.
            log.debug("Attempt {} of {} not begun: {}", attempt, delivery.deliveryId(), e.code());
            return clock.instant().plus(SHORTEST_WAIT);
        }
        // A stop or a hold that came between the first look and the entry is on record before it: whoever lists what is
        // in flight
        // after it sees this attempt, and this attempt sees it.
        var verdict = gate.check(delivery, clock.instant());
        var left = rules.sendLimit().minusNanos(nanoTime.getAsLong() - began);
        if (!(verdict instanceof Verdict.Clear) || left.isNegative() || left.isZero()) {
            notSent(delivery, attempt, verdict instanceof Verdict.Clear ? "TOO_LATE" : "STOPPED_AT_THE_GATE", null);
            return null;
        }
        var outcome = ready.send(left).understood();
        record(delivery, attempt, account, outcome, Duration.ofNanos(nanoTime.getAsLong() - began), permit);
        return null;
    }

    private void record(
            DeliveryView delivery, int attempt, Account account, SendOutcome outcome, Duration taken, Permit permit) {
        var channelId = delivery.intended().channelId();
        switch (outcome) {
            case SendOutcome.Live(var remote) -> {
                permit.reached(taken);
                commands.send(
                        new RecordConfirmed(
                                delivery.deliveryId(),
                                delivery.brandId(),
                                attempt,
                                remote.remoteId(),
                                remote.permalink(),
                                clock.instant()),
                        SELF,
                        id(delivery, "confirmed", attempt));
                health.worked(delivery.brandId(), channelId);
                readBack(delivery, attempt, account, remote);
            }
            case SendOutcome.NotSent(var cause) -> {
                permit.missed(taken, cause);
                health.failed(delivery.brandId(), channelId, "NOT_REACHED", cause);
                notSent(delivery, attempt, cause, clock.instant().plus(pause(delivery)));
            }
            case SendOutcome.NotNow(var cause, var wait) -> {
                permit.reached(taken);
                health.failed(delivery.brandId(), channelId, "NOT_NOW", cause);
                var pause = wait.filter(asked -> asked.compareTo(rules.retryPause()) > 0)
                        .orElse(pause(delivery));
                notSent(delivery, attempt, cause, clock.instant().plus(pause));
            }
            case SendOutcome.NotSignedIn(var cause) -> {
                permit.reached(taken);
                health.failed(delivery.brandId(), channelId, "SIGN_IN_REFUSED", cause);
                notSent(delivery, attempt, "SIGN_IN_REFUSED", null);
                hold(delivery, "SIGN_IN_REFUSED", null);
            }
            case SendOutcome.Refused(var code, var detail) -> {
                permit.reached(taken);
                commands.send(
                        new RecordRejected(delivery.deliveryId(), delivery.brandId(), attempt, code, detail),
                        SELF,
                        id(delivery, "rejected", attempt));
            }
            case SendOutcome.KeyTaken(var cause) -> {
                permit.reached(taken);
                unknown(delivery, attempt, cause);
                look(delivery, attempt);
            }
            case SendOutcome.Unknown(var cause) -> {
                permit.missed(taken, cause);
                health.failed(delivery.brandId(), channelId, "UNKNOWN", cause);
                unknown(delivery, attempt, cause);
            }
        }
    }

    /** The longer it does not work, the longer the pause, up to the longest of the settling times. */
    private Duration pause(DeliveryView delivery) {
        var longest = rules.settle().getLast();
        var grown = rules.retryPause().multipliedBy(1L << Math.min(delivery.attempt(), 6));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }

    // ---- looking

    /** One look. Answers when to look again if nothing could be seen, or null when what was seen is on record. */
    private @Nullable Instant look(DeliveryView delivery, int attempt) {
        var now = clock.instant();
        var since = firstPossible(delivery);
        var seen = withAccount(
                delivery,
                account -> adapter(delivery)
                        .lookUp(
                                delivery.message(),
                                account,
                                since,
                                elsewhere.remoteIds(delivery.intended().channelId(), delivery.deliveryId(), since)));
        switch (seen.understood()) {
            case LookUp.Found(var remote) -> {
                looked(delivery, attempt, true, Evidence.found(now, remote));
                commands.send(
                        new RecordConfirmed(
                                delivery.deliveryId(),
                                delivery.brandId(),
                                attempt,
                                remote.remoteId(),
                                remote.permalink(),
                                delivery.attemptStartedAt().isAfter(Instant.EPOCH) ? delivery.attemptStartedAt() : now),
                        SELF,
                        id(delivery, "confirmed", attempt));
                health.worked(delivery.brandId(), delivery.intended().channelId());
            }
            case LookUp.Absent absent -> looked(delivery, attempt, false, Evidence.absent(now, since, absent));
            case LookUp.Different(var remote) -> {
                looked(delivery, attempt, false, Evidence.different(now, remote));
                park(delivery, "KEY_HOLDS_OTHER_CONTENT", Evidence.different(now, remote));
            }
            case LookUp.TooMany tooMany -> {
                if (delivery.intended().deliveryClass() == DeliveryClass.B) {
                    // The key decides, seen or not: with it the same request may be made again.
                    looked(delivery, attempt, false, Evidence.blind(now, tooMany.cause()));
                } else {
                    return sawNothing(delivery, now, tooMany.cause());
                }
            }
            case LookUp.Failed(var cause) -> {
                health.failed(delivery.brandId(), delivery.intended().channelId(), "NOT_REACHED", cause);
                return sawNothing(delivery, now, cause);
            }
        }
        return null;
    }

    /** Looks again later; a person is asked when that has gone on for too long. */
    private @Nullable Instant sawNothing(DeliveryView delivery, Instant now, String cause) {
        if (delivery.inDoubt() && now.isAfter(delivery.unknownSince().plus(rules.lookUpPatience()))) {
            park(delivery, Step.Park.COULD_NOT_LOOK, Evidence.blind(now, cause));
            return null;
        }
        return now.plus(rules.settle().getFirst());
    }

    /** What a person posted, read once at the address they gave; what cannot be read stays their word. */
    private void verify(DeliveryView delivery) {
        var permalink = delivery.permalink() == null ? "" : delivery.permalink();
        var remote = new Remote(permalink, permalink);
        var now = clock.instant();
        switch (withAccount(delivery, account -> adapter(delivery).readBack(delivery.message(), account, remote))) {
            case LookUp.Found(var seen) -> looked(delivery, delivery.attempt(), true, Evidence.found(now, seen));
            case LookUp.Different(var seen) ->
                looked(delivery, delivery.attempt(), false, Evidence.notOnPage(now, seen));
            case LookUp.Absent ignored ->
                looked(delivery, delivery.attempt(), false, Evidence.blind(now, "STATUS_404"));
            case LookUp.TooMany tooMany ->
                looked(delivery, delivery.attempt(), false, Evidence.blind(now, tooMany.cause()));
            case LookUp.Failed(var cause) -> looked(delivery, delivery.attempt(), false, Evidence.blind(now, cause));
        }
    }

    /** Proof of what the public sees; a convenience, so nothing depends on it. */
    private void readBack(DeliveryView delivery, int attempt, Account account, Remote remote) {
        try {
            var now = clock.instant();
            switch (adapter(delivery).readBack(delivery.message(), account, remote)) {
                case LookUp.Found(var seen) -> looked(delivery, attempt, true, Evidence.found(now, seen));
                case LookUp.Different(var seen) -> looked(delivery, attempt, false, Evidence.different(now, seen));
                case LookUp.Absent ignored -> log.debug("{} is live and not shown yet", delivery.deliveryId());
                case LookUp.TooMany(var items) ->
                    log.debug("{} is not among the newest {}", delivery.deliveryId(), items);
                case LookUp.Failed(var cause) ->
                    log.debug("{} could not be read back: {}", delivery.deliveryId(), cause);
            }
        } catch (RuntimeException e) {
            log.warn("Delivery {} is confirmed but could not be read back", delivery.deliveryId(), e);
        }
    }

    private Instant firstPossible(DeliveryView delivery) {
        var first = delivery.firstAttemptAt();
        return (first.equals(Instant.MAX) ? clock.instant() : first).minus(rules.clocksDiffer());
    }

    // ---- putting on record

    /** Does what the gate says; true when that ends this attempt. */
    private boolean stopped(DeliveryView delivery, Verdict verdict) {
        switch (verdict) {
            case Verdict.Clear ignored -> {
                return false;
            }
            case Verdict.Hold(var reason, var stopId) -> hold(delivery, reason, stopId);
            case Verdict.Cancel(var reason) -> {
                if (delivery.inDoubt()) {
                    // It may be live: it can be held back from another try, but not called off.
                    hold(delivery, reason, null);
                } else {
                    commands.send(
                            new CancelDelivery(delivery.deliveryId(), delivery.brandId(), reason),
                            SELF,
                            id(delivery, "cancelled", delivery.attempt()));
                }
            }
        }
        return true;
    }

    private void hold(DeliveryView delivery, String reason, @Nullable String stopId) {
        commands.send(new HoldDelivery(delivery.deliveryId(), delivery.brandId(), reason, stopId), SELF, null);
    }

    private void notSent(DeliveryView delivery, int attempt, String cause, @Nullable Instant retryAt) {
        commands.send(
                new RecordNotSent(delivery.deliveryId(), delivery.brandId(), attempt, cause, retryAt),
                SELF,
                id(delivery, "not-sent", attempt));
    }

    private void unknown(DeliveryView delivery, int attempt, String cause) {
        commands.send(
                new RecordUnknown(delivery.deliveryId(), delivery.brandId(), attempt, cause),
                SELF,
                id(delivery, "unknown", attempt));
    }

    private void looked(DeliveryView delivery, int attempt, boolean found, String evidence) {
        commands.send(new RecordLook(delivery.deliveryId(), delivery.brandId(), attempt, found, evidence), SELF, null);
    }

    private void park(DeliveryView delivery, String reason) {
        var now = clock.instant();
        if (!adapter(delivery).canLook() && delivery.takenBy() == null) {
            park(delivery, "CANNOT_LOOK", Evidence.blind(now, NO_SEARCH));
        } else if (reason.equals(Step.Park.COULD_NOT_LOOK)) {
            park(delivery, reason, Evidence.blind(now, "TOO_MANY_ITEMS"));
        } else {
            park(delivery, reason, Evidence.summary(delivery, now));
        }
    }

    private void park(DeliveryView delivery, String reason, String evidence) {
        commands.send(
                new ParkDelivery(delivery.deliveryId(), delivery.brandId(), reason, evidence),
                SELF,
                id(delivery, "parked", delivery.attempt()));
    }

    private static String id(DeliveryView delivery, String what, int attempt) {
        return delivery.deliveryId() + ":" + what + ":" + attempt;
    }

    private LookUp withAccount(DeliveryView delivery, Function<Account, LookUp> look) {
        return account(delivery).map(look).orElse(new LookUp.Failed(Accounts.SECRET_OF_ANOTHER_PLACE));
    }

    /** Read together with its secrets for each step; empty when those were given for another place. */
    private Optional<Account> account(DeliveryView delivery) {
        return accounts.of(channels.find(delivery.intended().channelId())
                .orElseThrow(() -> new IllegalStateException("Delivery " + delivery.deliveryId() + " has no channel")));
    }

    private NetworkAdapter adapter(DeliveryView delivery) {
        return networks.of(delivery.intended().network());
    }
}
