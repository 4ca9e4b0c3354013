package org.parvis.identity.api;

/** All that happens to a member; names and addresses are protected under the member's own key. */
public sealed interface MemberEvent
        permits GrantAsked,
                GrantDeclined,
                GrantGiven,
                GrantWithdrawn,
                MemberChanged,
                MemberLeft,
                MemberLinked,
                MemberRegistered,
                MemberReturned,
                PasswordChanged,
                PreferencesChosen,
                RecoveryCodesRenewed,
                SecondFactorEnrolled,
                SecondFactorRemoved,
                TokenIssued,
                TokenRevoked {

    String memberId();
}
