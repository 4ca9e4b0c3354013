/** Tests of the witness: what the protocol demands, faults, and the ledger's side of it. */
@NullMarked
package org.parvis.ledger.witness;

import org.jspecify.annotations.NullMarked;
