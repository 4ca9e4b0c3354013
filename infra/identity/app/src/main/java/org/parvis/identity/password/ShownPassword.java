package org.parvis.identity.password;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    /**
     * @return what is kept of it, to tell whether it still is the password when something is done for it
     * @throws InvalidInput when it is wrong, or after too many wrong ones
     */
    public Passwords.Hashed require(String field, String memberId, String password) {
        var key = SignInThrottle.ofOwnPages(memberId);
        throttle.tryOnce(key).ifPresent(until -> {
            pauses.record(memberId, key, until);
            var left = Duration.between(clock.instant(), until).toSeconds();
            throw new InvalidInput(field, "password-wait", Math.max(1, Math.ceilDiv(left, 60)));
        });
        Optional<Passwords.Hashed> right;
        try {
            right = passwords.fitting(memberId, password);
        } catch (Busy e) {
            throttle.takeBack(key);
            throw e;
        }
        if (right.isEmpty()) {
            throw new InvalidInput(field, "password-wrong");
        }
        throttle.takeBack(key);
        return right.get();
    }
}
