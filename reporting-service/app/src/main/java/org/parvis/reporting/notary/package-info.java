/** Seals the ledger each second it has grown. */
@NullMarked
package org.parvis.reporting.notary;

import org.jspecify.annotations.NullMarked;
