/** Tests of the tree against an independent implementation and published vectors. */
@NullMarked
package org.parvis.ledger.tree;

import org.jspecify.annotations.NullMarked;
