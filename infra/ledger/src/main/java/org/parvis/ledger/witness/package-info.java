/**
 * The witness: a process of its own, with a key and a memory of its own, that confirms heads of the ledger and never two that contradict
 * each other (C2SP tlog-witness). And the ledger's side, which asks witnesses to confirm.
 */
@NullMarked
package org.parvis.ledger.witness;

import org.jspecify.annotations.NullMarked;
