package org.parvis.crm.api;

/**
 * Somebody proposes for how many months after the last contact a person's words are kept; it takes the place of a proposal that was open.
 *
 * @param proposal its number, counted from 1
 */
public record RetentionProposed(
        String brandId, int proposal, int neverAnsweredMonths, int inConversationMonths, String proposerId)
        implements RetentionEvent {}
