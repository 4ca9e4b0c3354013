/** Tests of folding projections. */
@NullMarked
package org.parvis.ledger.projection;

import org.jspecify.annotations.NullMarked;
