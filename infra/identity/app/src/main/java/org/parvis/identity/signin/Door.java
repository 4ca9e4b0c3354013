package org.parvis.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.parvis.boot.Busy;
import org.parvis.boot.Household;
import org.parvis.identity.member.EmailClaims;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.password.Pauses;
import org.parvis.identity.password.SignInThrottle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets a member in who knows the password. Says the same, and takes as long, for a wrong password and for nobody. */
@Component
final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int LONGEST_NAME = 254;

    private final MemberItems members;
    private final EmailClaims emails;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Pauses pauses;
    private final DeviceTries devices;
    private final OtherDoor other;
    private final Clock clock;

    Door(
            MemberItems members,
            EmailClaims emails,
            Passwords passwords,
            SignInThrottle throttle,
            Pauses pauses,
            DeviceTries devices,
            OtherDoor other,
            Clock clock) {
        this.members = members;
        this.emails = emails;
        this.passwords = passwords;
        this.throttle = throttle;
        this.pauses = pauses;
        this.devices = devices;
        this.other = other;
        this.clock = clock;
    }

    /** What happened at the door. */
    sealed interface Answer {

        /** @param at when the password was shown; it may have been changed while it was looked at */
        record Open(String memberId, Instant at) implements Answer {}

        record Wrong() implements Answer {}

        /** Too many tries; even the right password waits. */
        record Wait(Instant until) implements Answer {}

        /** Too many are at the door at this moment; nothing was looked at. */
        record Full() implements Answer {}
    }

    /**
     * @param name a member's id or e-mail address
     * @param address where the try comes from
     * @param shown what the browser shows of an earlier sign-in
     */
    Answer knock(String name, String password, String address, Optional<KnownDevice> shown) {
        var typed = name.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty() || typed.length() > LONGEST_NAME) {
            return new Answer.Wrong();
        }
        var memberId = memberId(typed);
        var device = shown.filter(
                        known -> memberId.filter(known.memberId()::equals).isPresent())
                .filter(devices::tryOnce);
        return device.isPresent() ? knock(device.get(), password, address) : knock(typed, memberId, password, address);
    }

    /** Where the member came in before: what others try meanwhile, as this member or in a crowd, is in nobody's way here. */
    private Answer knock(KnownDevice device, String password, String address) {
        var memberId = device.memberId();
        var shown = clock.instant();
        boolean isRight;
        try {
            isRight = passwords.matchesOfKnown(memberId, password);
        } catch (Busy e) {
            devices.takeBack(device.id());
            return new Answer.Full();
        }
        if (!isRight || !other.takesPasswordOf(memberId)) {
            LOG.info("Wrong password for {} from {}, where they are known", memberId, address);
            return new Answer.Wrong();
        }
        devices.takeBack(device.id());
        return new Answer.Open(memberId, shown);
    }

    private Answer knock(String typed, Optional<String> memberId, String password, String address) {
        var memberKey = SignInThrottle.ofMember(memberId.orElse(typed));
        var addressKey = "address " + Household.of(address).orElse("unreadable");
        // Where an address must wait nothing is looked at, so nothing is counted against the member: else one colleague
        // behind the company's address would lock whoever comes to work.
        var wait = throttle.tryOnce(addressKey).or(() -> throttle.tryOnce(memberKey));
        if (wait.isPresent()) {
            pauses.record(memberId.orElse(null), addressKey, wait.get());
            LOG.warn("Too many tries at the door for {} from {}", memberId.orElse("somebody unknown"), address);
            return new Answer.Wait(wait.get());
        }
        var shown = clock.instant();
        boolean isRight;
        try {
            isRight = passwords.matches(memberId.orElse(""), password, Household.rangeOf(address));
        } catch (Busy e) {
            throttle.takeBack(memberKey);
            throttle.takeBack(addressKey);
            return new Answer.Full();
        }
        if (!isRight || !other.takesPasswordOf(memberId.orElse(""))) {
            // Never what was typed: people type passwords into the wrong field.
            LOG.info("Wrong password for {} from {}", memberId.orElse("somebody unknown"), address);
            return new Answer.Wrong();
        }
        throttle.forget(memberKey);
        throttle.takeBack(addressKey);
        return new Answer.Open(memberId.orElseThrow(), shown);
    }

    private Optional<String> memberId(String typed) {
        return typed.contains("@") ? emails.owner(typed) : members.find(typed).map(member -> member.id());
    }
}
