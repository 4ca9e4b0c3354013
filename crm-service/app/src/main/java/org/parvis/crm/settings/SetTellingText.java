package org.parvis.crm.settings;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.crm.api.Telling;

/** With which words this brand tells authors back, on an occasion and in a language. */
public record SetTellingText(
        @TargetAggregateIdentifier String brandId, Telling telling, String language, String text) {}
