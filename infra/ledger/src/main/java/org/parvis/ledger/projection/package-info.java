/** Projections that fold whole pages of entries in memory and write each page with one statement. */
@NullMarked
package org.parvis.ledger.projection;

import org.jspecify.annotations.NullMarked;
