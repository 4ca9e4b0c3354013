package org.parvis.identity.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Refusals;
import org.parvis.identity.rights.Actor;
import org.parvis.privacy.KeyRing;
import org.springframework.stereotype.Component;

/** Makes one entry of each time somebody was let wait; the address in it is a keyed digest, the same for the same address. */
@Component
public final class Pauses {

    private static final int ENOUGH_TO_TELL_APART = 16;

    private final Refusals refusals;
    private final KeyRing keys;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Pauses(Refusals refusals, KeyRing keys) {
        this.refusals = refusals;
        this.keys = keys;
    }

    public void record(@Nullable String memberId, String addressKey, Instant until) {
        var subject = memberId == null
                ? "address:"
                        + keys.pseudonym(KeyRing.HOUSE, "address", addressKey).substring(0, ENOUGH_TO_TELL_APART)
                : "member:" + memberId;
        // The end of a pause names it: whoever goes on trying fills no ledger.
        if (known.asMap().putIfAbsent(subject + " " + until, true) == null) {
            refusals.record(Actor.automation("identity.door"), null, subject, "SIGN_IN", "TOO_MANY_TRIES");
        }
    }
}
