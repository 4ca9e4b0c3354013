package org.parvis.identity.member;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.boot.Shown;
import org.parvis.identity.api.SessionEnd;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.password.PasswordRules;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.session.SessionDesk;
import org.springframework.stereotype.Component;

/** Sets up members whole: their address is theirs alone, their entry is in the ledger, their password is a hash beside it. */
@Component
public final class MemberDesk {

    private final Commands commands;
    private final EmailClaims emails;
    private final Passwords passwords;
    private final MemberItems members;
    private final LedgerHouse house;
    private final SessionDesk sessions;

    MemberDesk(
            Commands commands,
            EmailClaims emails,
            Passwords passwords,
            MemberItems members,
            LedgerHouse house,
            SessionDesk sessions) {
        this.commands = commands;
        this.emails = emails;
        this.passwords = passwords;
        this.members = members;
        this.house = house;
        this.sessions = sessions;
    }

    /**
     * Sets a member up, or leaves one alone who is just so; finishes what an interrupted call began.
     *
     * @param password a first one, checked already; null for a member who cannot sign in with one yet
     */
    public Registration register(
            String memberId, MemberProfile profile, @Nullable String password, Actor by, @Nullable String commandId) {
        var claimed = emails.claim(profile.email(), memberId);
        boolean isNew;
        try {
            isNew = Boolean.TRUE.equals(commands.send(new RegisterMember(memberId, profile), by, commandId));
        } catch (Refused refused) {
            if (claimed) {
                emails.giveBack(profile.email(), memberId);
            }
            throw refused;
        }
        // Nobody is told whether it is the same one.
        var isKept = password != null && passwords.exists(memberId);
        if (password != null && !isKept) {
            setPassword(memberId, password, by);
        }
        Shown.soon(() -> members.find(memberId).isPresent());
        return new Registration(isNew, isKept);
    }

    /** Describes a member anew. */
    public void change(String memberId, MemberProfile profile, Actor by) {
        var claimed = emails.claim(profile.email(), memberId);
        try {
            commands.send(new ChangeMember(memberId, profile), by, null);
        } catch (Refused | AggregateNotFoundException e) {
            if (claimed) {
                emails.giveBack(profile.email(), memberId);
            }
            throw e;
        }
        emails.keepOnly(profile.email(), memberId);
        Shown.soon(() -> members.find(memberId)
                .filter(m -> m.name().equals(profile.name()) && m.email().equals(profile.email()))
                .isPresent());
    }

    /** Somebody works here no longer: rights, tokens, password and sessions end, in this order and before it returns. */
    public void letGo(String memberId, Actor by, @Nullable String commandId) {
        house.whileNobodyElseTakesRights(() -> commands.send(new LetMemberGo(memberId), by, commandId));
        passwords.forget(memberId);
        sessions.endAll(memberId, SessionEnd.LEFT, by);
        Shown.soon(() -> members.find(memberId).filter(m -> m.leftAt() != null).isPresent());
    }

    /** Somebody who had left is back; an administrator gives rights and a password anew. */
    public void takeBack(String memberId, Actor by, @Nullable String commandId) {
        commands.send(new TakeMemberBack(memberId), by, commandId);
        Shown.soon(() -> members.find(memberId).filter(m -> m.leftAt() == null).isPresent());
    }

    /**
     * Sets one's own in the place of the one that was shown. False when that is no longer the password: it was changed while the new one was
     * hashed, perhaps because somebody else knew it.
     */
    public boolean changePassword(Actor member, Passwords.Hashed old, String password) {
        var hashed = passwords.hash(password, member.id());
        var isChanged = passwords.replace(
                member.id(), old, hashed, () -> commands.send(new RecordPassword(member.id()), member, null));
        if (isChanged) {
            sessions.endAll(member.id(), SessionEnd.PASSWORD_CHANGED, member);
        }
        return isChanged;
    }

    /** Sets a password that {@link PasswordRules} accepted; whoever is signed in with the old one is signed out. */
    public void setPassword(String memberId, String password, Actor by) {
        // Hashing may wait its turn, and whoever set it may be dismissed meanwhile. The entry comes after that, and
        // before
        // the change: a change without one must not be possible, an entry without its change only asks to try again.
        var hashed = passwords.hash(password, by.id());
        commands.send(new RecordPassword(memberId), by, null);
        passwords.set(memberId, hashed);
        sessions.endAll(memberId, SessionEnd.PASSWORD_CHANGED, by);
    }
}
