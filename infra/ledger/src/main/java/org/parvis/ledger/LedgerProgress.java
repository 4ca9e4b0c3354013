package org.parvis.ledger;

/**
 * Payload of a message that a filtered stream puts in when it has looked through entries that do not concern its
 * reader, so that the reader's token follows the ledger. No handler handles it; it is never stored.
 */
public record LedgerProgress(long position) {}
