package org.parvis.crm.api;

/**
 * Somebody else than the proposer put a proposal in force.
 *
 * @param policyVersion counted from 1
 */
public record RetentionAdopted(
        String brandId,
        int policyVersion,
        int proposal,
        int neverAnsweredMonths,
        int inConversationMonths,
        String proposerId,
        String adopterId)
        implements RetentionEvent {}
