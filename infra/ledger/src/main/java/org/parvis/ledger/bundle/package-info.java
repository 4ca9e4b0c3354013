/** Bundles: entries with their proofs in one file that anybody can verify offline, without this software. */
@NullMarked
package org.parvis.ledger.bundle;

import org.jspecify.annotations.NullMarked;
