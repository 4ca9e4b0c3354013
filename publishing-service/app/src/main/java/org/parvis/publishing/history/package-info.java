/** Reads the past of one aggregate straight from the ledger, for decisions that must not rest on a read model. */
@NullMarked
package org.parvis.publishing.history;

import org.jspecify.annotations.NullMarked;
