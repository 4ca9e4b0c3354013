package org.parvis.ledger;

import java.util.List;

/**
 * A run of entries in position order.
 *
 * @param scannedTo every entry up to this position that matches the question is in this page or an earlier one, so a
 *     reader may continue from here even when nothing matched
 * @param full more may be waiting beyond {@code scannedTo}
 */
public record Page(List<Entry> entries, long scannedTo, boolean full) {}
