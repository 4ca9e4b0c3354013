package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a member a right, or leaves alone one that was given just so. */
public record GiveGrant(@TargetAggregateIdentifier String memberId, String grantId, GrantTerms terms) {

    /** The brand the entry is about. */
    public String brandId() {
        return terms.brandId();
    }
}
