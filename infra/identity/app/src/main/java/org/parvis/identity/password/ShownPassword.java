package org.parvis.identity.password;

import java.time.Clock;
import java.time.Duration;
import org.parvis.boot.Busy;
import org.parvis.boot.InvalidInput;
import org.springframework.stereotype.Component;

/**
 * Asks members for their own password once more, where a session that somebody found open must not be enough. Wrong ones count by
 * themselves: only who is in as this member comes here, and a stranger at the door, who needs no more than the name, must not keep them from
 * changing their password. A right one takes back only its own count, so nobody has many computed at once.
 */
@Component
public final class ShownPassword {

    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Pauses pauses;
    private final Clock clock;

    ShownPassword(Passwords passwords, SignInThrottle throttle, Pauses pauses, Clock clock) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** @throws InvalidInput when it is wrong, or after too many wrong ones */
    public void require(String field, String memberId, String password) {
        var key = SignInThrottle.ofOwnPages(memberId);
        throttle.tryOnce(key).ifPresent(until -> {
            pauses.record(memberId, key, until);
            var left = Duration.between(clock.instant(), until).toSeconds();
            throw new InvalidInput(field, "password-wait", Math.max(1, Math.ceilDiv(left, 60)));
        });
        boolean isRight;
        try {
            isRight = passwords.matchesOfKnown(memberId, password);
        } catch (Busy e) {
            throttle.takeBack(key);
            throw e;
        }
        if (!isRight) {
            throw new InvalidInput(field, "password-wrong");
        }
        throttle.takeBack(key);
    }
}
