/** The Merkle tree over the ledger's leaves: tiles, signed checkpoints and proofs in the C2SP transparency log formats. */
@NullMarked
package org.parvis.ledger.tree;

import org.jspecify.annotations.NullMarked;
