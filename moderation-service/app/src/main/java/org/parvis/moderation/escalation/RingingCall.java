package org.parvis.moderation.escalation;

/**
 * What a member is called for while nobody has it.
 *
 * @param calls how often the member was called for it: each further call rings again
 */
record RingingCall(String id, String reason, int calls) {}
