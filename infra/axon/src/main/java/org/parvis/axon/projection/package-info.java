/** How projections write: rows folded in memory over a batch, written at once when it ends. */
@NullMarked
package org.parvis.axon.projection;

import org.jspecify.annotations.NullMarked;
