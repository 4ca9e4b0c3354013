package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.identity.api.Theme;

/** A member's choice of how their pages look and which clock they follow. */
public record ChoosePreferences(
        @TargetAggregateIdentifier String memberId, String language, Theme theme, String zone) {}
