package org.parvis.identity.api;

/** All that happens to a member; names and addresses are protected under the member's own key. */
public sealed interface MemberEvent
        permits GrantGiven,
                GrantWithdrawn,
                MemberChanged,
                MemberLeft,
                MemberRegistered,
                MemberReturned,
                PasswordChanged,
                PreferencesChosen,
                TokenIssued,
                TokenRevoked {

    String memberId();
}
