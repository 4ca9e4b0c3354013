package org.parvis.publishing.delivery;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.Refused.Category;
import org.parvis.boot.RightsOnRecord;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.api.DeliveryHeld;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.SendAgainAgreed;
import org.parvis.publishing.api.SendAgainProposed;

/**
 * One thing on its way to one account. An attempt is on record before a byte of it leaves. What may follow an attempt whose end nobody knows
 * depends on what the network offers against doubles: with a record key of ours (A) the same request again, with an idempotency key (B) looking
 * first and then the same request while the key surely lives, without either (C) looking and then a person, never the machine.
 */
@SuppressWarnings("NullAway.Init")
final class Delivery {

    /** How long a delivery may still leave after two people decided to send it again. */
    private static final Duration SECOND_CHANCE = Duration.ofHours(1);

    /** How the cause of an unknown outcome begins when the request itself was refused and an earlier one may be live. */
    private static final String REFUSED = "REFUSED ";

    @AggregateIdentifier
    private String deliveryId;

    private String brandId;
    private @Nullable DeliveryIntended intent;
    private DeliveryPhase phase;
    private Instant readyAt = Instant.MIN;
    private Instant letGoAt = Instant.MIN;
    private Instant expiresAt = Instant.MAX;
    private int attempt;
    private long fence;
    private Instant attemptStartedAt = Instant.MIN;
    private Instant firstAttemptAt = Instant.MAX;
    /** Whether an earlier attempt may have arrived, whatever the latest came to. */
    private boolean inDoubt;

    /** Whether the network refused the repetition: another one would only be refused again. */
    private boolean refusedAgain;

    private int unknowns;
    private int repeats;
    private Instant unknownSince = Instant.MIN;
    private int looks;
    /** Whether the last look saw too little to say that it is not there. */
    private boolean blind;

    private boolean held;
    private @Nullable String stopId;
    private @Nullable String holdReason;
    private @Nullable String proposerId;
    private @Nullable String containerId;
    /** Who has it to post it by hand, or posted it. */
    private @Nullable String takenBy;
    /** Whether what a person posted was read at the address they gave. */
    private boolean verified;

    private @Nullable String remoteId;
    private @Nullable String permalink;

    Delivery() {}

    // ---- what a delivery needs next

    Step next(Instant now, DeliveryRules rules) {
        return switch (phase) {
            case READY -> held ? new Step.Rest() : now.isBefore(readyAt) ? new Step.Wait(readyAt) : new Step.Send();
            case ATTEMPTED -> {
                var presumedDead = attemptStartedAt.plus(takenBy == null ? rules.sendLimit() : rules.handLimit());
                yield now.isBefore(presumedDead) ? new Step.Wait(presumedDead) : new Step.Lost(attempt);
            }
            case UNKNOWN -> afterUnknown(now, rules);
            case PARKED -> new Step.Rest();
            case CONFIRMED -> takenBy != null && !verified ? new Step.Verify() : new Step.Over();
            case REJECTED, CANCELLED -> new Step.Over();
        };
    }

    private Step afterUnknown(Instant now, DeliveryRules rules) {
        if (takenBy != null) {
            return new Step.Park("NOBODY_SAID");
        }
        var mayLeave = !held && now.isBefore(expiresAt);
        if (deliveryClass() == DeliveryClass.A && mayLeave && !refusedAgain) {
            var again = later(unknownSince.plus(rules.pauseBefore(unknowns)), readyAt);
            return now.isBefore(again) ? new Step.Wait(again) : new Step.Send();
        }
        if (looks < rules.settle().size()) {
            var look = unknownSince.plus(rules.settle().get(looks));
            return now.isBefore(look) ? new Step.Wait(look) : new Step.Look();
        }
        return switch (deliveryClass()) {
            // The key is still ours: once the hold is over the same request settles it.
            case A -> {
                var mayBeSettled = held && now.isBefore(expiresAt) && !refusedAgain;
                yield mayBeSettled ? new Step.Rest() : new Step.Park(refusedAgain ? "REFUSED" : "NOT_FOUND");
            }
            case B -> {
                var keyStillLives =
                        now.isBefore(firstAttemptAt.plus(rules.keyLife().dividedBy(2)));
                if (!mayLeave || !keyStillLives || repeats >= rules.repeatsWithKey()) {
                    yield new Step.Park(blind ? Step.Park.COULD_NOT_LOOK : "NOT_FOUND");
                }
                yield now.isBefore(readyAt) ? new Step.Wait(readyAt) : new Step.Send();
            }
            case C, C2 -> new Step.Park("NOT_FOUND");
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    // ---- the machine's commands

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(IntendDelivery command) {
        if (deliveryId != null) {
            return;
        }
        apply(new DeliveryIntended(
                command.deliveryId(),
                command.brandId(),
                command.channelId(),
                command.network(),
                command.deliveryClass(),
                command.outgoing(),
                command.outgoingId(),
                command.personId(),
                command.text(),
                command.parentRemoteId(),
                command.contentHash(),
                command.clientKey(),
                command.reviewId(),
                command.notBefore(),
                command.expiresAt(),
                command.language()));
    }

    @CommandHandler
    void decide(StartAttempt command, Clock clock, DeliveryRules rules) {
        if (!Long.valueOf(command.expectedVersion()).equals(getVersion())) {
            throw refused(Category.CONFLICT, DeliveryRefusal.MOVED_ON);
        }
        if (command.fence() < fence) {
            throw refused(Category.CONFLICT, DeliveryRefusal.STALE_FENCE);
        }
        if (!command.contentHash().equals(intended().contentHash())) {
            throw refused(Category.FORBIDDEN, DeliveryRefusal.HASH_MISMATCH);
        }
        var now = clock.instant();
        if (!now.isBefore(expiresAt)) {
            throw refused(Category.CONFLICT, DeliveryRefusal.EXPIRED);
        }
        var isByHand = intended().network() == Network.MANUAL;
        if (!(next(now, rules) instanceof Step.Send) || isByHand != (command.memberId() != null)) {
            throw refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME);
        }
        apply(new AttemptStarted(
                deliveryId,
                brandId,
                attempt + 1,
                command.fence(),
                command.contentHash(),
                command.containerId(),
                command.memberId()));
    }

    @CommandHandler
    void decide(RecordNotSent command) {
        if (isRunning(command.attempt())) {
            apply(new AttemptNotSent(deliveryId, brandId, attempt, command.cause(), command.retryAt()));
        }
    }

    @CommandHandler
    void decide(RecordUnknown command) {
        if (isRunning(command.attempt())) {
            apply(new OutcomeUnknown(deliveryId, brandId, attempt, command.cause()));
        }
    }

    @CommandHandler
    void decide(RecordRejected command) {
        if (!isRunning(command.attempt())) {
            return;
        }
        if (inDoubt) {
            // This request was refused, but an earlier one may be live.
            apply(new OutcomeUnknown(deliveryId, brandId, attempt, REFUSED + command.code()));
        } else {
            apply(new DeliveryRejected(
                    deliveryId,
                    brandId,
                    intended().outgoing(),
                    intended().outgoingId(),
                    attempt,
                    command.code(),
                    command.detail(),
                    intended().personId()));
        }
    }

    /** What the network says is true, even when it comes late and somebody has given up meanwhile. */
    @CommandHandler
    void decide(RecordConfirmed command) {
        if (phase != DeliveryPhase.CONFIRMED && command.attempt() >= 1 && command.attempt() <= attempt) {
            confirm(command.attempt(), command.remoteId(), command.permalink(), command.sentAt());
        }
    }

    @CommandHandler
    void decide(RecordLook command) {
        if (phase == DeliveryPhase.UNKNOWN || phase == DeliveryPhase.CONFIRMED || isRunning(command.attempt())) {
            apply(new DeliveryReconciled(
                    deliveryId,
                    brandId,
                    command.attempt(),
                    command.found(),
                    command.evidence(),
                    intended().personId()));
        }
    }

    @CommandHandler
    void decide(ParkDelivery command) {
        if (phase == DeliveryPhase.UNKNOWN || phase == DeliveryPhase.ATTEMPTED) {
            apply(new DeliveryParked(
                    deliveryId,
                    brandId,
                    intended().outgoing(),
                    intended().outgoingId(),
                    command.reason(),
                    command.evidence(),
                    intended().personId()));
        }
    }

    // ---- what holds it and lets it go

    @CommandHandler
    void decide(HoldDelivery command) {
        var canBeHeld = phase == DeliveryPhase.READY || phase == DeliveryPhase.UNKNOWN;
        if (canBeHeld && !held) {
            apply(new DeliveryHeld(deliveryId, brandId, command.reason(), command.stopId()));
        }
    }

    @CommandHandler
    void decide(ResumeDelivery command) {
        mustBeOf(command.brandId());
        if (!held) {
            throw refused(Category.CONFLICT, DeliveryRefusal.NOT_HELD);
        }
        apply(new DeliveryResumed(deliveryId, brandId));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CancelDelivery command) {
        if (deliveryId == null) {
            apply(new DeliveryCancelled(command.deliveryId(), command.brandId(), command.reason()));
            return;
        }
        mustBeOf(command.brandId());
        cancel(command.reason());
    }

    /** A part of a post that would leave by itself comes back with the whole post: from all channels or from none. */
    @CommandHandler
    void decide(GiveUpDelivery command) {
        mustBeOf(command.brandId());
        if (command.isPart() && phase == DeliveryPhase.READY && !held) {
            throw refused(Category.CONFLICT, DeliveryRefusal.PART_OF_A_POST);
        }
        cancel("GIVEN_UP");
    }

    private void cancel(String reason) {
        switch (phase) {
            case READY, PARKED -> apply(new DeliveryCancelled(deliveryId, brandId, reason));
            case ATTEMPTED, UNKNOWN, CONFIRMED -> throw refused(Category.CONFLICT, DeliveryRefusal.TOO_LATE);
            case CANCELLED, REJECTED -> {
                // It does not leave anyway.
            }
        }
    }

    // ---- what somebody says who posts it by hand

    @CommandHandler
    void decide(ReportPosted command, @MetaDataValue(EntryMetadata.ACTOR) String memberId, Clock clock) {
        mustBeOf(command.brandId());
        mustBeTakenBy(memberId);
        if (command.permalink().isBlank()) {
            throw refused(Category.INVALID, DeliveryRefusal.LINK_MISSING);
        }
        confirm(attempt, command.permalink(), command.permalink(), clock.instant());
    }

    @CommandHandler
    void decide(ReportNotPosted command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        mustBeOf(command.brandId());
        mustBeTakenBy(memberId);
        if (command.reason().isBlank()) {
            throw refused(Category.INVALID, DeliveryRefusal.REASON_MISSING);
        }
        apply(new AttemptNotSent(
                deliveryId,
                brandId,
                attempt,
                AttemptNotSent.NOT_POSTED,
                null,
                command.reason().strip(),
                intended().personId()));
    }

    private void mustBeTakenBy(String memberId) {
        if (phase != DeliveryPhase.ATTEMPTED || takenBy == null) {
            throw refused(Category.CONFLICT, DeliveryRefusal.NOT_TAKEN);
        }
        if (!takenBy.equals(memberId)) {
            throw refused(Category.FORBIDDEN, DeliveryRefusal.TAKEN_BY_ANOTHER);
        }
    }

    // ---- what people decide about a parked one

    @CommandHandler
    void decide(ConfirmLive command, Clock clock) {
        mustBeOf(command.brandId());
        mustBeParked();
        if (command.permalink().isBlank()) {
            throw refused(Category.INVALID, DeliveryRefusal.LINK_MISSING);
        }
        confirm(
                attempt,
                command.permalink(),
                command.permalink(),
                attemptStartedAt.equals(Instant.MIN) ? clock.instant() : attemptStartedAt);
    }

    @CommandHandler
    void decide(ProposeSendAgain command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        mustBeOf(command.brandId());
        mustBeParked();
        if (command.reason().isBlank()) {
            throw refused(Category.INVALID, DeliveryRefusal.REASON_MISSING);
        }
        if (!memberId.equals(proposerId)) {
            apply(new SendAgainProposed(
                    deliveryId,
                    brandId,
                    memberId,
                    command.reason().strip(),
                    intended().personId()));
        }
    }

    @CommandHandler
    void decide(AgreeSendAgain command, @MetaDataValue(EntryMetadata.ACTOR) String memberId, RightsOnRecord rights) {
        mustBeOf(command.brandId());
        mustBeParked();
        if (proposerId == null) {
            throw refused(Category.CONFLICT, DeliveryRefusal.NOT_PROPOSED);
        }
        if (proposerId.equals(memberId)) {
            throw refused(Category.FORBIDDEN, DeliveryRefusal.SECOND_PERSON_NEEDED);
        }
        // Two people vouch that nothing arrived: whoever has left vouches for nothing.
        if (!rights.may(
                proposerId, DeliveryDesk.PROPOSES_AGAIN, brandId, intended().channelId())) {
            throw refused(Category.CONFLICT, DeliveryRefusal.SEND_AGAIN_PROPOSER_LOST_RIGHT);
        }
        apply(new SendAgainAgreed(deliveryId, brandId, proposerId, memberId));
    }

    // ---- rules

    private boolean isRunning(int number) {
        return phase == DeliveryPhase.ATTEMPTED && attempt == number;
    }

    private void confirm(int number, String remote, String link, Instant sentAt) {
        apply(new DeliveryConfirmed(
                deliveryId,
                brandId,
                intended().outgoing(),
                intended().outgoingId(),
                number,
                remote,
                link,
                intended().contentHash(),
                sentAt));
    }

    private void mustBeParked() {
        if (phase != DeliveryPhase.PARKED) {
            throw refused(Category.CONFLICT, DeliveryRefusal.NOT_PARKED);
        }
    }

    private void mustBeOf(String claimedBrandId) {
        if (!brandId.equals(claimedBrandId)) {
            throw refused(Category.NOT_FOUND, DeliveryRefusal.DELIVERY_UNKNOWN);
        }
    }

    private DeliveryClass deliveryClass() {
        return intended().deliveryClass();
    }

    private DeliveryIntended intended() {
        if (intent == null) {
            throw refused(Category.NOT_FOUND, DeliveryRefusal.DELIVERY_UNKNOWN);
        }
        return intent;
    }

    private DeliveryRefused refused(Category category, DeliveryRefusal reason) {
        return new DeliveryRefused(category, reason, deliveryId, Map.of());
    }

    // ---- past

    @EventSourcingHandler
    void evolve(DeliveryEvent event, @Timestamp Instant at) {
        switch (event) {
            case DeliveryIntended e -> {
                deliveryId = e.deliveryId();
                brandId = e.brandId();
                intent = e;
                letGoAt = at;
                readyAt = e.notBefore();
                expiresAt = e.expiresAt();
                phase = DeliveryPhase.READY;
            }
            case AttemptStarted e -> {
                phase = DeliveryPhase.ATTEMPTED;
                if (inDoubt) {
                    repeats++;
                }
                attempt = e.attempt();
                fence = e.fence();
                containerId = e.containerId() == null ? containerId : e.containerId();
                takenBy = e.memberId();
                attemptStartedAt = at;
                firstAttemptAt = firstAttemptAt.equals(Instant.MAX) ? at : firstAttemptAt;
            }
            case AttemptNotSent e -> {
                phase = inDoubt ? DeliveryPhase.UNKNOWN : DeliveryPhase.READY;
                readyAt = e.retryAt() == null ? at : e.retryAt();
                takenBy = null;
                if (inDoubt) {
                    repeats--;
                } else {
                    firstAttemptAt = Instant.MAX;
                }
            }
            case OutcomeUnknown e -> {
                phase = DeliveryPhase.UNKNOWN;
                inDoubt = true;
                unknownSince = at;
                refusedAgain = e.cause().startsWith(REFUSED);
                unknowns++;
                looks = 0;
            }
            case DeliveryReconciled e -> {
                verified = phase == DeliveryPhase.CONFIRMED;
                // A look that found it is followed by the confirmation; if that was lost, the look is made again.
                if (phase == DeliveryPhase.UNKNOWN && !e.found()) {
                    looks++;
                    blind = Evidence.isBlind(e.evidence());
                }
            }
            case DeliveryConfirmed e -> {
                phase = DeliveryPhase.CONFIRMED;
                remoteId = e.remoteId();
                permalink = e.permalink();
                held = false;
            }
            case DeliveryRejected e -> phase = DeliveryPhase.REJECTED;
            case DeliveryParked e -> {
                phase = DeliveryPhase.PARKED;
                proposerId = null;
                held = false;
            }
            case DeliveryHeld e -> {
                held = true;
                stopId = e.stopId();
                holdReason = e.reason();
            }
            case DeliveryResumed e -> {
                letGoAt = at;
                held = false;
                stopId = null;
                holdReason = null;
            }
            case SendAgainProposed e -> proposerId = e.memberId();
            case SendAgainAgreed e -> {
                // Two people vouch that nothing arrived: what was in doubt is not any more.
                letGoAt = at;
                phase = DeliveryPhase.READY;
                takenBy = null;
                refusedAgain = false;
                inDoubt = false;
                unknowns = 0;
                repeats = 0;
                firstAttemptAt = Instant.MAX;
                readyAt = at;
                expiresAt = later(expiresAt, at.plus(SECOND_CHANCE));
            }
            case DeliveryCancelled e -> {
                deliveryId = e.deliveryId();
                brandId = e.brandId();
                phase = DeliveryPhase.CANCELLED;
                held = false;
            }
        }
    }

    DeliveryView view(long version) {
        return new DeliveryView(
                deliveryId,
                brandId,
                intent,
                phase,
                attempt,
                attemptStartedAt,
                firstAttemptAt,
                letGoAt,
                expiresAt,
                inDoubt,
                unknownSince,
                looks,
                held,
                stopId,
                holdReason,
                proposerId,
                containerId,
                takenBy,
                remoteId,
                permalink,
                version);
    }
}
