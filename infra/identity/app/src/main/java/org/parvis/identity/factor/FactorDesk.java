package org.parvis.identity.factor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.parvis.axon.Commands;
import org.parvis.axon.Refusals;
import org.parvis.identity.api.SecondFactor;
import org.parvis.identity.member.EnrolSecondFactor;
import org.parvis.identity.member.RemoveSecondFactor;
import org.parvis.identity.member.RenewRecoveryCodes;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.session.GatewayNews;
import org.parvis.identity.session.SessionDesk;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets a member's second factor up, looks at it when it is shown, and takes it away. */
@Component
final class FactorDesk {

    private static final int LONGEST_CODE = 40;

    private final Commands commands;
    private final Factors factors;
    private final RecoveryCodes codes;
    private final SessionDesk sessions;
    private final Refusals refusals;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FactorDesk(
            Commands commands,
            Factors factors,
            RecoveryCodes codes,
            SessionDesk sessions,
            Refusals refusals,
            TransactionTemplate transactions,
            Clock clock) {
        this.commands = commands;
        this.factors = factors;
        this.codes = codes;
        this.sessions = sessions;
        this.refusals = refusals;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What came of a code. */
    sealed interface Answer {

        record Right(SecondFactor factor) implements Answer {}

        record Wrong() implements Answer {}

        /** Too many tries; even the right code waits. */
        record Wait(Instant until) implements Answer {}
    }

    /** A secret for the member's device; counts once {@link #confirm} saw a code of it. */
    TotpSecret begin(String memberId) {
        return factors.begin(memberId, session());
    }

    Optional<TotpSecret> waiting(String memberId) {
        return factors.waiting(memberId, session()).map(Factors.Kept::secret);
    }

    /** Whoever comes without one finishes only what somebody with the password began without one, too. */
    private static String session() {
        return SessionDesk.current().orElse("");
    }

    Optional<Instant> since(String memberId) {
        return factors.since(memberId);
    }

    int codesLeft(String memberId) {
        return codes.left(memberId);
    }

    /** @return the recovery codes, to be shown this once; empty when the code is not one of the secret that waits */
    List<String> confirm(Actor member, String typed) {
        var waiting = factors.waiting(member.id(), session());
        if (waiting.isEmpty() || factors.tryOnce(member.id()).isPresent()) {
            return List.of();
        }
        var step = waiting.get().secret().step(plain(typed), clock.instant());
        if (step.isEmpty()) {
            return List.of();
        }
        // The row first: until all of it stands it is locked, so no other session puts a secret of its own where this
        // one was looked at.
        var made = Objects.requireNonNull(transactions.execute(status -> {
            if (!factors.confirm(member.id(), session(), waiting.get(), step.getAsLong())) {
                return List.<String>of();
            }
            commands.send(new EnrolSecondFactor(member.id()));
            return codes.renew(member.id());
        }));
        if (made.isEmpty()) {
            return List.of();
        }
        shown(member.id(), SecondFactor.TOTP);
        GatewayNews.memberChanged(member.id());
        return made;
    }

    /** Looks at a code of the moment or a recovery code. The right one counts for this session for a while, and never again. */
    Answer show(Actor member, String typed) {
        var wait = factors.tryOnce(member.id());
        if (wait.isPresent()) {
            refusals.record(member, null, "member:" + member.id(), "STEP_UP", "TOO_MANY_TRIES");
            return new Answer.Wait(wait.get());
        }
        var code = plain(typed);
        var secret = factors.confirmed(member.id());
        if (secret.isEmpty() || code.length() > LONGEST_CODE) {
            return new Answer.Wrong();
        }
        var step = secret.get().secret().step(code, clock.instant());
        if (step.isPresent() && factors.use(member.id(), secret.get(), step.getAsLong())) {
            return right(member.id(), SecondFactor.TOTP);
        }
        if (step.isEmpty() && codes.use(member.id(), code)) {
            factors.forgetTries(member.id());
            return right(member.id(), SecondFactor.RECOVERY_CODE);
        }
        return new Answer.Wrong();
    }

    private Answer right(String memberId, SecondFactor factor) {
        shown(memberId, factor);
        return new Answer.Right(factor);
    }

    private void shown(String memberId, SecondFactor factor) {
        SessionDesk.current().ifPresent(session -> sessions.showedFactor(session, memberId, factor));
    }

    List<String> renewCodes(String memberId) {
        commands.send(new RenewRecoveryCodes(memberId));
        return codes.renew(memberId);
    }

    /** By the member, or by an administrator for somebody who lost it. */
    void remove(String memberId) {
        commands.send(new RemoveSecondFactor(memberId));
        factors.remove(memberId);
        codes.remove(memberId);
        GatewayNews.memberChanged(memberId);
    }

    private static String plain(String typed) {
        return Objects.requireNonNull(typed).replaceAll("\\s", "");
    }
}
